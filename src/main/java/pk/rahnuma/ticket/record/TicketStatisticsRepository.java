package pk.rahnuma.ticket.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.persistence.statistics.DurationPercentiles;
import pk.rahnuma.persistence.statistics.TimeBuckets;
import pk.rahnuma.ticket.Ticket;

/// Figures of tickets: counted by the database, so that many cost no more than few. Tickets that are part of others are
/// not counted, and those that wait do so for people: alarms of earlier versions are none of them.
@Singleton
public final class TicketStatisticsRepository {

    /// Who waits now is a queue, not a history: more are not looked at.
    private static final int MAX_WAITING_READ = 5_000;

    private final Jdbi jdbi;

    public TicketStatisticsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How many were opened, and how many of these have kept all their targets so far.
    public record OpenedCount(long count, long kept) {}

    /// By bucket of the opening.
    public Map<Integer, OpenedCount> countOpened(TimeBuckets span) {
        Map<Integer, OpenedCount> found = new TreeMap<>();
        span.forEachRow(
                jdbi,
                "select " + span.bucketExpression("opened_at") + """
                 bucket, count(*) many, sum(case when breaches = 0 then 1 else 0 end) kept from ticket
                where opened_at >= :from and opened_at < :to and merged_into is null
                    and (:language is null or language = :language)
                group by bucket
                """,
                row -> found.put(
                        row.getColumn("bucket", Integer.class),
                        new OpenedCount(row.getColumn("many", Long.class), row.getColumn("kept", Long.class))));
        return found;
    }

    /// Working time from the opening until somebody took it first, until the first answer, or until it was solved, the
    /// last without the time that the desk waited for the person; by bucket of that.
    ///
    /// @param by CLAIMED, ANSWERED or RESOLVED
    public Map<Integer, DurationPercentiles> findDurations(TicketEvent by, TimeBuckets span) {
        return DurationPercentiles.findByBucket(
                jdbi,
                span,
                "select " + span.bucketExpression(by.column) + " bucket, " + by.seconds + " seconds from ticket where "
                        + by.column + " >= :from and " + by.column + " < :to and " + by.seconds
                        + " is not null and merged_into is null and (:language is null or language = :language)",
                0);
    }

    /// How often each number of stars was given to what was solved in that time.
    public Map<Integer, Long> countRatings(TimeBuckets span) {
        Map<Integer, Long> found = new TreeMap<>();
        span.forEachRow(
                jdbi, """
                select rating stars, count(*) many from ticket
                where resolved_at >= :from and resolved_at < :to and rating is not null and merged_into is null
                    and (:language is null or language = :language)
                group by rating
                """, row -> found.put(row.getColumn("stars", Integer.class), row.getColumn("many", Long.class)));
        return found;
    }

    /// How many were opened at each question of a script, by its name. Older tickets do not tell where.
    public Map<String, Long> countByQuestion(String script, TimeBuckets span) {
        Map<String, Long> found = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select stuck_step step, count(*) many from ticket
                        where stuck_script = :script and opened_at >= :from and opened_at < :to and merged_into is null
                            and (:language is null or language = :language)
                        group by stuck_step
                        """)
                .bind("script", script)
                .bind("from", span.from())
                .bind("to", span.to())
                .bind("language", span.language())
                .map((RowView row) -> found.put(row.getColumn("step", String.class), row.getColumn("many", Long.class)))
                .list());
        return found;
    }

    /// Since when those wait who wait for the desk now, the longest first.
    public List<Instant> findWaitingSince(String language) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select waiting_since from ticket
                        where status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_ISP', 'WAITING_PTA')
                            and waiting_since is not null and merged_into is null and source <> 'TARGET'
                            and (:language is null or language = :language)
                        order by waiting_since limit :most
                        """)
                .bind("language", language)
                .bind("most", MAX_WAITING_READ)
                .mapTo(Instant.class)
                .list());
    }

    /// When a ticket counts for a time.
    public enum TicketEvent {
        OPENED("opened_at", null),
        /// When somebody took it first.
        CLAIMED("first_claimed_at", "claim_seconds"),
        ANSWERED("first_answered_at", "first_seconds"),
        RESOLVED("resolved_at", "worked_seconds"),
        /// Since when the person waits for the desk.
        WAITING("waiting_since", null);

        private final String column;
        /// How long that took; null where nothing is measured.
        private final String seconds;

        TicketEvent(String column, String seconds) {
            this.column = column;
            this.seconds = seconds;
        }
    }

    /// Which tickets are behind a figure.
    ///
    /// @param language null for all
    /// @param rating null for any, or none
    /// @param kept whether those that kept all their targets, or those that missed one; null for both
    /// @param script and `step`: the question at which they were opened; null for any, or none
    public record CaseFilter(
            TicketEvent by,
            Instant from,
            Instant to,
            String language,
            Integer rating,
            Boolean kept,
            String script,
            String step) {}

    /// The newest first.
    public List<Ticket> findCases(CaseFilter cases, int skip, int limit) {
        TicketEvent by = cases.by();
        List<String> where = new ArrayList<>(List.of("merged_into is null"));
        where.add(by.column + " >= :from and " + by.column + " < :to");
        where.add("(:language is null or language = :language)");
        where.add("(:rating is null or rating = :rating)");
        where.add("(:script is null or stuck_script = :script)");
        where.add("(:step is null or stuck_step = :step)");
        if (by.seconds != null) {
            where.add(by.seconds + " is not null");
        }
        if (cases.kept() != null) {
            where.add(cases.kept() ? "breaches = 0" : "breaches > 0");
        }
        if (by == TicketEvent.WAITING) {
            where.add("status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_ISP', 'WAITING_PTA') and source <> 'TARGET'");
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + TicketColumns.ALL_COLUMNS + " from ticket where " + String.join(" and ", where)
                                + " order by opened_at desc, id limit :limit offset :skip")
                .bindMethods(cases)
                .bind("skip", skip)
                .bind("limit", limit)
                .map(TicketColumns::mapRow)
                .list());
    }
}
