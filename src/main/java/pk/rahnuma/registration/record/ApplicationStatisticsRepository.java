package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.DurationPercentiles.BucketRow;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineDeadline;

/// Statistics of applications, calculated by the database, so that the effort does not grow with their number. Contains
/// no personal data.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ApplicationStatisticsRepository implements GenericRepository<ApplicationRow, Long> {

    /// Statuses that count as a decision of the desk.
    private static final List<String> DECIDED_STATUSES = List.of("ACTIVE", "REFUSED");
    /// Of the events that lead to a registered line, only the approval of a new one counts.
    private static final String IS_OUTCOME = "(to_status <> 'ACTIVE' or from_status = 'CONFIRMED')";

    private static final String SELECT_CASES = "select " + ApplicationRow.COLUMNS + " from application a where ";
    private static final String REST_OF_CASES = """
             and (:language is null or a.language = :language) and (:script is null or a.script = :script)
                and (:kept is null or (a.worked_seconds <= :target) = :kept)
            order by a.submitted_at desc, a.id limit :limit offset :skip
            """;

    @Introspected
    record ScriptCount(int bucket, String name, long many) {}

    @Introspected
    record OutcomeCount(String name, long many) {}

    @Query("select" + TimeBuckets.BUCKET_BEGIN + "submitted_at" + TimeBuckets.BUCKET_END + """
            , script as name, count(*) as many
            from application
            where submitted_at >= :from and submitted_at < :to and (:language is null or language = :language)
            group by bucket, script
            """)
    abstract List<ScriptCount> countByScript(Instant from, Instant to, long seconds, @Nullable String language);

    @Query("""
            select e.to_status as name, count(distinct e.application_id) as many
            from application_event e join application a on a.id = e.application_id
            where e.created_at >= :from and e.created_at < :to and (:language is null or a.language = :language)
                and e.to_status in ('ACTIVE', 'REFUSED', 'ASKED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN', 'LAPSED',
                    'ENDED', 'EXPIRED')
                and\s""" + IS_OUTCOME + " group by e.to_status")
    abstract List<OutcomeCount> countByOutcome(Instant from, Instant to, @Nullable String language);

    @Query(DurationPercentiles.QUERY_BEGIN + "select distinct a.id, a.worked_seconds seconds,"
            + TimeBuckets.BUCKET_BEGIN + "e.created_at" + TimeBuckets.BUCKET_END + """
             from application_event e join application a on a.id = e.application_id
            where e.created_at >= :from and e.created_at < :to
                and (:language is null or a.language = :language) and e.to_status in (:decided) and\s"""
            + IS_OUTCOME
            + DurationPercentiles.QUERY_END)
    abstract List<BucketRow> findPercentiles(
            Instant from, Instant to, long seconds, @Nullable String language, List<String> decided, long target);

    @Query(SELECT_CASES + "a.submitted_at >= :from and a.submitted_at < :to" + REST_OF_CASES)
    abstract List<ApplicationRow> findSubmitted(
            Instant from,
            Instant to,
            @Nullable String language,
            @Nullable String script,
            @Nullable Boolean kept,
            long target,
            int skip,
            int limit);

    @Query(SELECT_CASES + """
            a.id in (select application_id from application_event
                where created_at >= :from and created_at < :to and to_status in (:reached) and\s""" + IS_OUTCOME + ")" + REST_OF_CASES)
    abstract List<ApplicationRow> findReached(
            List<String> reached,
            Instant from,
            Instant to,
            @Nullable String language,
            @Nullable String script,
            @Nullable Boolean kept,
            long target,
            int skip,
            int limit);

    /// Number of submitted applications, by bucket and by script.
    public Map<Integer, Map<String, Long>> countSubmitted(TimeBuckets span) {
        return countByScript(span.from(), span.to(), span.bucket().toSeconds(), span.language()).stream()
                .collect(Collectors.groupingBy(
                        ScriptCount::bucket,
                        TreeMap::new,
                        Collectors.toMap(ScriptCount::name, ScriptCount::many, Long::sum, TreeMap::new)));
    }

    /// Number of applications of which a line reached each status, once or more often, by its name.
    public Map<String, Long> countOutcomes(TimeBuckets span) {
        return countByOutcome(span.from(), span.to(), span.language()).stream()
                .collect(Collectors.toMap(OutcomeCount::name, OutcomeCount::many, Long::sum, TreeMap::new));
    }

    /// Working time of the desk until its decision, and the share within its target; by bucket of the decision. An
    /// application decided twice in a bucket counts once.
    public Map<Integer, DurationPercentiles> findDecisionTimes(TimeBuckets span) {
        return DurationPercentiles.groupByBucket(findPercentiles(
                span.from(),
                span.to(),
                span.bucket().toSeconds(),
                span.language(),
                DECIDED_STATUSES,
                LineDeadline.DECISION_TIME.toSeconds()));
    }

    /// Applications of the filter, the newest first.
    public List<Application> findCases(ApplicationCaseFilter cases, int skip, int limit) {
        long target = LineDeadline.DECISION_TIME.toSeconds();
        List<ApplicationRow> rows = cases.status() == null
                ? findSubmitted(
                        cases.from(), cases.to(), cases.language(), cases.script(), cases.kept(), target, skip, limit)
                : findReached(
                        cases.status().equals("decided") ? DECIDED_STATUSES : List.of(cases.status()),
                        cases.from(),
                        cases.to(),
                        cases.language(),
                        cases.script(),
                        cases.kept(),
                        target,
                        skip,
                        limit);
        return ApplicationRow.toApplications(rows);
    }
}
