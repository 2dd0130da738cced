package pk.rahnuma.support.records;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import pk.rahnuma.store.Span;
import pk.rahnuma.support.Ticket;

/// Figures of tickets: counted by the database, so that many cost no more than few. Tickets that are part of others are
/// not counted.
@Singleton
public final class TicketFigures {

    /// Who waits now is a queue, not a history: more are not looked at.
    private static final int WAITING = 5_000;

    private final Jdbi jdbi;

    public TicketFigures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How many were opened, and how many of these have kept all their targets so far.
    public record Opened(long count, long kept) {}

    /// Working time that was taken.
    ///
    /// @param median and `ninth`: half, and nine of ten, took no longer
    public record Took(long count, Duration median, Duration ninth) {}

    /// By bucket of the opening.
    public Map<Integer, Opened> opened(Span span) {
        Map<Integer, Opened> found = new TreeMap<>();
        query(
                span,
                "select " + span.bucket("opened_at") + """
                 bucket, count(*) many, sum(case when breaches = 0 then 1 else 0 end) kept from ticket
                where opened_at >= :from and opened_at < :to and merged_into is null
                    and (:language is null or language = :language)
                group by bucket
                """,
                query -> query.map((RowView row) -> found.put(
                        row.getColumn("bucket", Integer.class),
                        new Opened(row.getColumn("many", Long.class), row.getColumn("kept", Long.class)))));
        return found;
    }

    /// Until the first answer, by bucket of that answer.
    public Map<Integer, Took> firstAnswers(Span span) {
        return took(span, "first_answered_at", "first_seconds");
    }

    /// Until it was solved, without the time that the desk waited for the person, by bucket of the solution.
    public Map<Integer, Took> solutions(Span span) {
        return took(span, "resolved_at", "worked_seconds");
    }

    private Map<Integer, Took> took(Span span, String at, String seconds) {
        Map<Integer, Took> found = new TreeMap<>();
        query(
                span,
                Span.percentiles(
                        "select " + span.bucket(at) + " bucket, " + seconds + " seconds from ticket where "
                                + at + " >= :from and " + at + " < :to and " + seconds
                                + " is not null and merged_into is null"
                                + " and (:language is null or language = :language)",
                        0),
                query -> query.map((RowView row) -> found.put(
                        row.getColumn("bucket", Integer.class),
                        new Took(
                                row.getColumn("total", Long.class),
                                Duration.ofSeconds(row.getColumn("median", Long.class)),
                                Duration.ofSeconds(row.getColumn("ninth", Long.class))))));
        return found;
    }

    /// How often each number of stars was given to what was solved in that time.
    public Map<Integer, Long> ratings(Span span) {
        Map<Integer, Long> found = new TreeMap<>();
        query(
                span,
                """
                select rating stars, count(*) many from ticket
                where resolved_at >= :from and resolved_at < :to and rating is not null and merged_into is null
                    and (:language is null or language = :language)
                group by rating
                """,
                query -> query.map((RowView row) ->
                        found.put(row.getColumn("stars", Integer.class), row.getColumn("many", Long.class))));
        return found;
    }

    /// Since when those wait who wait for the desk now, the longest first.
    public List<Instant> waiting(String language) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select waiting_since from ticket
                        where status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_ISP', 'WAITING_PTA')
                            and waiting_since is not null and merged_into is null
                            and (:language is null or language = :language)
                        order by waiting_since limit :most
                        """)
                .bind("language", language)
                .bind("most", WAITING)
                .mapTo(Instant.class)
                .list());
    }

    /// When a ticket counts for a time.
    public enum By {
        OPENED("opened_at"),
        ANSWERED("first_answered_at"),
        RESOLVED("resolved_at"),
        /// Since when the person waits for the desk.
        WAITING("waiting_since");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /// Which tickets are behind a figure.
    ///
    /// @param language null for all
    /// @param rating null for any, or none
    /// @param late whether only those that missed a target
    public record Cases(By by, Instant from, Instant to, String language, Integer rating, boolean late) {}

    /// The newest first.
    public List<Ticket> cases(Cases cases, int skip, int limit) {
        List<String> where = new ArrayList<>(List.of("merged_into is null"));
        where.add(cases.by().column + " >= :from and " + cases.by().column + " < :to");
        where.add("(:language is null or language = :language)");
        where.add("(:rating is null or rating = :rating)");
        if (cases.late()) {
            where.add("breaches > 0");
        }
        if (cases.by() == By.WAITING) {
            where.add("status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_ISP', 'WAITING_PTA')");
        }
        return jdbi.withHandle(handle -> handle.createQuery("select " + TicketRows.COLUMNS + " from ticket where "
                        + String.join(" and ", where) + " order by opened_at desc, id limit :limit offset :skip")
                .bind("from", cases.from())
                .bind("to", cases.to())
                .bind("language", cases.language())
                .bind("rating", cases.rating())
                .bind("skip", skip)
                .bind("limit", limit)
                .map(TicketRows::read)
                .list());
    }

    @FunctionalInterface
    private interface Reading {
        org.jdbi.v3.core.result.ResultIterable<?> of(Query query);
    }

    private void query(Span span, String sql, Reading reading) {
        jdbi.useHandle(handle -> reading.of(span.bind(handle.createQuery(sql))).list());
    }
}
