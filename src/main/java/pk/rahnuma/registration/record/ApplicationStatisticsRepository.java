package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.statistics.DurationPercentiles;
import pk.rahnuma.persistence.statistics.TimeBuckets;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDeadline;

/// Statistics of applications, calculated by the database, so that the effort does not grow with their number. Contains
/// no personal data.
@Singleton
public final class ApplicationStatisticsRepository {

    /// Statuses that count as a decision of the desk.
    private static final String DECIDED_STATUSES = "('APPROVED', 'REJECTED')";

    private final Jdbi jdbi;

    ApplicationStatisticsRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Number of submitted applications, by bucket and by script.
    public Map<Integer, Map<String, Long>> countSubmitted(TimeBuckets span) {
        Map<Integer, Map<String, Long>> found = new TreeMap<>();
        span.forEachRow(
                jdbi,
                "select " + span.bucketExpression("submitted_at") + """
                 bucket, script name, count(*) many from application
                where submitted_at >= :from and submitted_at < :to and (:language is null or language = :language)
                group by bucket, script
                """,
                row -> found.computeIfAbsent(row.getColumn("bucket", Integer.class), bucket -> new TreeMap<>())
                        .put(row.getColumn("name", String.class), row.getColumn("many", Long.class)));
        return found;
    }

    /// Number of applications that reached each status, once or more often, by its name.
    public Map<String, Long> countOutcomes(TimeBuckets span) {
        Map<String, Long> found = new TreeMap<>();
        span.forEachRow(
                jdbi, """
                select e.to_status name, count(distinct e.application_id) many
                from application_event e join application a on a.id = e.application_id
                where e.created_at >= :from and e.created_at < :to and (:language is null or a.language = :language)
                    and e.to_status in ('APPROVED', 'REJECTED', 'NEEDS_INFO', 'SUSPENDED', 'REVOKED', 'WITHDRAWN',
                        'LAPSED', 'CANCELLED', 'EXPIRED')
                group by e.to_status
                """, row -> found.put(row.getColumn("name", String.class), row.getColumn("many", Long.class)));
        return found;
    }

    /// Working time of the desk until its decision, and the share within its target; by bucket of the decision. An
    /// application decided twice in a bucket counts once.
    public Map<Integer, DurationPercentiles> findDecisionTimes(TimeBuckets span) {
        return DurationPercentiles.findByBucket(
                jdbi,
                span,
                "select distinct a.id, " + span.bucketExpression("e.created_at") + """
                 bucket, a.worked_seconds seconds
                from application_event e join application a on a.id = e.application_id
                where e.created_at >= :from and e.created_at < :to and (:language is null or a.language = :language)
                    and e.to_status in\s""" + DECIDED_STATUSES,
                ApplicationDeadline.DECISION_TIME.toSeconds());
    }

    /// Applications of the filter, the newest first.
    public List<Application> findCases(ApplicationCaseFilter cases, int skip, int limit) {
        List<String> where = new ArrayList<>();
        if (cases.status() == null) {
            where.add("a.submitted_at >= :from and a.submitted_at < :to");
        } else {
            String statuses = cases.status().equals("decided") ? DECIDED_STATUSES : "(:status)";
            where.add("a.id in (select application_id from application_event where created_at >= :from"
                    + " and created_at < :to and to_status in " + statuses + ")");
        }
        where.add("(:language is null or a.language = :language)");
        where.add("(:script is null or a.script = :script)");
        if (cases.kept() != null) {
            where.add("a.worked_seconds " + (cases.kept() ? "<= " : "> ")
                    + ApplicationDeadline.DECISION_TIME.toSeconds());
        }
        return jdbi.withHandle(handle -> handle.createQuery("select " + ApplicationRepository.COLUMNS
                        + " from application a where " + String.join(" and ", where)
                        + " order by a.submitted_at desc, a.id limit :limit offset :skip")
                .bindMethods(cases)
                .bind("skip", skip)
                .bind("limit", limit)
                .map(ApplicationRepository::mapRow)
                .list());
    }
}
