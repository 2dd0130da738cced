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
import pk.rahnuma.ticket.OpenedTicketCount;
import pk.rahnuma.ticket.Ticket;

/// Statistics of tickets, calculated by the database, so that the effort does not grow with their number. Merged
/// tickets are not counted, nor are alarms of earlier versions.
@Singleton
public final class TicketStatisticsRepository {

    /// Maximum number of waiting tickets that are read: a queue, not a history.
    private static final int MAX_WAITING_READ = 5_000;

    private final Jdbi jdbi;

    public TicketStatisticsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Opened tickets by bucket of their opening.
    public Map<Integer, OpenedTicketCount> countOpened(TimeBuckets span) {
        Map<Integer, OpenedTicketCount> openedCounts = new TreeMap<>();
        span.forEachRow(
                jdbi,
                "select " + span.bucketExpression("opened_at") + """
                 bucket, count(*) many, sum(case when breaches = 0 then 1 else 0 end) kept from ticket
                where opened_at >= :from and opened_at < :to and merged_into is null
                    and (:language is null or language = :language)
                group by bucket
                """,
                row -> openedCounts.put(
                        row.getColumn("bucket", Integer.class),
                        new OpenedTicketCount(row.getColumn("many", Long.class), row.getColumn("kept", Long.class))));
        return openedCounts;
    }

    /// Working time from the opening to the first claim, the first answer or the resolution, the last without the time
    /// that the desk waited for the person; by bucket of that event.
    ///
    /// @param by CLAIMED, ANSWERED or RESOLVED
    public Map<Integer, DurationPercentiles> findDurations(TicketCaseFilter.TicketEvent by, TimeBuckets span) {
        return DurationPercentiles.findByBucket(
                jdbi,
                span,
                "select " + span.bucketExpression(by.column) + " bucket, " + by.seconds + " seconds from ticket where "
                        + by.column + " >= :from and " + by.column + " < :to and " + by.seconds
                        + " is not null and merged_into is null and (:language is null or language = :language)",
                0);
    }

    /// Number of ratings by stars, for tickets resolved in the period.
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

    /// Number of tickets opened at each question of a script, by its name. Older tickets have no position.
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

    /// Times since which people wait for the desk, the longest first.
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

    /// Tickets of the filter, the newest first.
    public List<Ticket> findCases(TicketCaseFilter cases, int skip, int limit) {
        TicketCaseFilter.TicketEvent by = cases.by();
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
        if (by == TicketCaseFilter.TicketEvent.WAITING) {
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
