package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.DurationPercentiles.BucketRow;
import pk.rahnuma.persistence.TimeBuckets;

/// Statistics of tickets, calculated by the database, so that the effort does not grow with their number. Merged
/// tickets and spam are not counted.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class TicketStatisticsRepository implements GenericRepository<Ticket, Long> {

    /// Maximum number of waiting tickets that are read: a queue, not a history.
    private static final int MAX_WAITING_READ = 5_000;

    private static final String REST_OF_DURATIONS = " is not null and " + TicketSelection.COUNTED_CONDITION
            + " and (:language is null or language = :language)" + DurationPercentiles.QUERY_END;

    private final JdbcOperations operations;

    TicketStatisticsRepository(JdbcOperations operations) {
        this.operations = operations;
    }

    /// Tickets opened in a bucket.
    ///
    /// @param kept number of those that missed no target
    @Introspected
    record BucketCount(int bucket, long opened, long kept) {}

    /// Number of tickets with a rating.
    @Introspected
    record RatingCount(int stars, long tickets) {}

    /// Number of tickets opened at a question.
    @Introspected
    record QuestionCount(String step, long tickets) {}

    @Query("select" + TimeBuckets.BUCKET_BEGIN + "opened_at" + TimeBuckets.BUCKET_END + """
            , count(*) opened, sum(case when breaches = 0 then 1 else 0 end) kept
            from ticket
            where opened_at >= :from and opened_at < :to and\s"""
            + TicketSelection.COUNTED_CONDITION + """
             and (:language is null or language = :language)
            group by bucket
            """)
    abstract List<BucketCount> countOpened(Instant from, Instant to, long seconds, @Nullable String language);

    /// Opened tickets by bucket of their opening.
    public Map<Integer, OpenedTicketCount> countOpened(TimeBuckets span) {
        Map<Integer, OpenedTicketCount> counts = new TreeMap<>();
        countOpened(span.from(), span.to(), span.bucket().toSeconds(), span.language())
                .forEach(count -> counts.put(count.bucket(), new OpenedTicketCount(count.opened(), count.kept())));
        return counts;
    }

    @Query(DurationPercentiles.QUERY_BEGIN + "select" + TimeBuckets.BUCKET_BEGIN + "first_claimed_at"
            + TimeBuckets.BUCKET_END + """
            , claim_seconds seconds from ticket
            where first_claimed_at >= :from and first_claimed_at < :to and claim_seconds""" + REST_OF_DURATIONS)
    abstract List<BucketRow> findClaims(Instant from, Instant to, long seconds, @Nullable String language, long target);

    @Query(DurationPercentiles.QUERY_BEGIN + "select" + TimeBuckets.BUCKET_BEGIN + "first_answered_at"
            + TimeBuckets.BUCKET_END + """
            , first_seconds seconds from ticket
            where first_answered_at >= :from and first_answered_at < :to and first_seconds""" + REST_OF_DURATIONS)
    abstract List<BucketRow> findAnswers(
            Instant from, Instant to, long seconds, @Nullable String language, long target);

    @Query(DurationPercentiles.QUERY_BEGIN + "select" + TimeBuckets.BUCKET_BEGIN + "resolved_at"
            + TimeBuckets.BUCKET_END + """
            , worked_seconds seconds from ticket
            where resolved_at >= :from and resolved_at < :to and worked_seconds""" + REST_OF_DURATIONS)
    abstract List<BucketRow> findResolutions(
            Instant from, Instant to, long seconds, @Nullable String language, long target);

    /// Working time from the opening to the first claim, the first answer or the resolution, the last without the time
    /// that the desk waited for the person; by bucket of that event.
    ///
    /// @param by CLAIMED, ANSWERED or RESOLVED
    public Map<Integer, DurationPercentiles> findDurations(TicketCaseFilter.TicketEvent by, TimeBuckets span) {
        long seconds = span.bucket().toSeconds();
        return DurationPercentiles.groupByBucket(
                switch (by) {
                    case CLAIMED -> findClaims(span.from(), span.to(), seconds, span.language(), 0);
                    case ANSWERED -> findAnswers(span.from(), span.to(), seconds, span.language(), 0);
                    case RESOLVED -> findResolutions(span.from(), span.to(), seconds, span.language(), 0);
                    case OPENED, WAITING -> throw new IllegalArgumentException(by + " has no duration");
                });
    }

    @Query("""
            select rating stars, count(*) tickets from ticket
            where resolved_at >= :from and resolved_at < :to and rating is not null and\s""" + TicketSelection.COUNTED_CONDITION + """
             and (:language is null or language = :language)
            group by rating
            """)
    abstract List<RatingCount> countRatings(Instant from, Instant to, @Nullable String language);

    /// Number of ratings by stars, for tickets resolved in the period.
    public Map<Integer, Long> countRatings(TimeBuckets span) {
        Map<Integer, Long> counts = new TreeMap<>();
        countRatings(span.from(), span.to(), span.language())
                .forEach(count -> counts.put(count.stars(), count.tickets()));
        return counts;
    }

    @Query("""
            select stuck_step step, count(*) tickets from ticket
            where stuck_script = :script and opened_at >= :from and opened_at < :to and\s""" + TicketSelection.COUNTED_CONDITION + """
             and (:language is null or language = :language)
            group by stuck_step
            """)
    abstract List<QuestionCount> countByQuestion(String script, Instant from, Instant to, @Nullable String language);

    /// Number of tickets opened at each question of a script, by its name. Older tickets have no position.
    public Map<String, Long> countByQuestion(String script, TimeBuckets span) {
        Map<String, Long> counts = new TreeMap<>();
        countByQuestion(script, span.from(), span.to(), span.language())
                .forEach(count -> counts.put(count.step(), count.tickets()));
        return counts;
    }

    /// Times since which people wait for the desk, the longest first.
    @Query("""
            select waiting_since from ticket
            where status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_ISP', 'WAITING_PTA')
                and waiting_since is not null and merged_into is null
                and (:language is null or language = :language)
            order by waiting_since limit\s""" + MAX_WAITING_READ)
    public abstract List<Instant> findWaitingSince(@Nullable String language);

    /// Tickets of the filter, the newest first.
    public List<Ticket> findCases(TicketCaseFilter cases, int skip, int limit) {
        TicketCaseFilter.TicketEvent by = cases.by();
        TicketSelection selection = new TicketSelection();
        selection.require(TicketSelection.COUNTED_CONDITION);
        selection.require(by.column + " >= ? and " + by.column + " < ?", cases.from(), cases.to());
        selection.requireUnlessNull("language = ?", cases.language());
        selection.requireUnlessNull("rating = ?", cases.rating());
        selection.requireUnlessNull("stuck_script = ?", cases.script());
        selection.requireUnlessNull("stuck_step = ?", cases.step());
        if (by.seconds != null) {
            selection.require(by.seconds + " is not null");
        }
        if (cases.kept() != null) {
            selection.require(cases.kept() ? "breaches = 0" : "breaches > 0");
        }
        if (by == TicketCaseFilter.TicketEvent.WAITING) {
            selection.require("status in ('NEW', 'OPEN', 'REOPENED', 'WAITING_ISP', 'WAITING_PTA')");
        }
        return selection.findTickets(operations, "opened_at desc, id", skip, limit);
    }
}
