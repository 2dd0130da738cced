package pk.rahnuma.registration.records;

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
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Target;
import pk.rahnuma.store.Span;

/// Figures of applications: counted by the database, so that many cost no more than few. Nothing personal is in them.
@Singleton
public final class ApplicationFigures {

    /// What counts as decided by the desk.
    private static final String DECIDED = "('APPROVED', 'REJECTED')";

    private final Jdbi jdbi;

    ApplicationFigures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How long the desk itself took to decide, in working time, and how often within its target.
    ///
    /// @param median and `ninth`: half, and nine of ten, took no longer
    public record Decided(long count, long kept, Duration median, Duration ninth) {}

    /// How many were sent: by bucket, by script.
    public Map<Integer, Map<String, Long>> sent(Span span) {
        Map<Integer, Map<String, Long>> found = new TreeMap<>();
        query(
                span,
                "select " + span.bucket("submitted_at") + """
                 bucket, script name, count(*) many from application
                where submitted_at >= :from and submitted_at < :to and (:language is null or language = :language)
                group by bucket, script
                """,
                query -> query.map((RowView row) -> found.computeIfAbsent(
                                row.getColumn("bucket", Integer.class), bucket -> new TreeMap<>())
                        .put(row.getColumn("name", String.class), row.getColumn("many", Long.class))));
        return found;
    }

    /// How many came into each status: its name, and how many.
    public Map<String, Long> outcomes(Span span) {
        Map<String, Long> found = new TreeMap<>();
        query(
                span,
                """
                select e.to_status name, count(*) many
                from application_event e join application a on a.id = e.application_id
                where e.created_at >= :from and e.created_at < :to and (:language is null or a.language = :language)
                    and e.to_status in ('APPROVED', 'REJECTED', 'NEEDS_INFO', 'SUSPENDED', 'REVOKED', 'WITHDRAWN',
                        'LAPSED', 'CANCELLED', 'EXPIRED')
                group by e.to_status
                """,
                query -> query.map((RowView row) ->
                        found.put(row.getColumn("name", String.class), row.getColumn("many", Long.class))));
        return found;
    }

    /// What the desk decided, by bucket of the decision.
    public Map<Integer, Decided> decided(Span span) {
        Map<Integer, Decided> found = new TreeMap<>();
        query(
                span,
                Span.percentiles("select " + span.bucket("e.created_at") + """
                 bucket, a.worked_seconds seconds
                from application_event e join application a on a.id = e.application_id
                where e.created_at >= :from and e.created_at < :to and (:language is null or a.language = :language)
                    and e.to_status in\s""" + DECIDED, Target.DECISION.toSeconds()),
                query -> query.map((RowView row) -> found.put(
                        row.getColumn("bucket", Integer.class),
                        new Decided(
                                row.getColumn("total", Long.class),
                                row.getColumn("kept", Long.class),
                                Duration.ofSeconds(row.getColumn("median", Long.class)),
                                Duration.ofSeconds(row.getColumn("ninth", Long.class))))));
        return found;
    }

    /// Which applications are behind a figure.
    ///
    /// @param language null for all
    /// @param status that they came into in that time; null for those that were sent in it; `decided` for any decision
    /// @param script null for all
    public record Cases(Instant from, Instant to, String language, String status, String script) {}

    /// The newest first.
    public List<Application> cases(Cases cases, int skip, int limit) {
        List<String> where = new ArrayList<>();
        if (cases.status() == null) {
            where.add("a.submitted_at >= :from and a.submitted_at < :to");
        } else {
            String statuses = cases.status().equals("decided") ? DECIDED : "(:status)";
            where.add("a.id in (select application_id from application_event where created_at >= :from"
                    + " and created_at < :to and to_status in " + statuses + ")");
        }
        where.add("(:language is null or a.language = :language)");
        where.add("(:script is null or a.script = :script)");
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + Applications.COLUMNS + " from application a where " + String.join(" and ", where)
                                + " order by a.submitted_at desc, a.id limit :limit offset :skip")
                .bindMethods(cases)
                .bind("skip", skip)
                .bind("limit", limit)
                .map(Applications::read)
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
