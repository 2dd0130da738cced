package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;

/// Repository of lines. Their addresses are in the [LineRegisterRepository].
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class LineRepository implements GenericRepository<LineRow, Long> {

    /// Lines per statement.
    private static final int BATCH_SIZE = 500;

    private static final String COLUMNS = """
            l.id, l.application_id, l.number, l.subject_id, l.status, l.status_since, l.worked_seconds, l.runs_since,
            l.due_at, l.lapses_at, l.authority_reference, l.reasons, l.asked, l.change_kind, l.valid_from,
            l.valid_until, l.mobile_hash, l.provider_hash, l.site_hash,
            """;

    /// Answers about a line, sealed.
    @Introspected
    record AnswersRow(
            long id,
            long applicationId,
            int number,
            long subjectId,
            byte[] answers,
            @Nullable byte[] wanted) {}

    /// A page of the lines of some holders with their answers, by application and number.
    @Query("""
            select l.* from line l
            where l.subject_id in (:subjects)
                and (l.application_id > :afterApplication
                    or l.application_id = :afterApplication and l.number > :afterNumber)
                and (:application is null or l.application_id = :application)
                and (:status is null or l.status = :status) and (:provider is null or l.provider_hash = :provider)
                and (:since is null or l.status_since > :since)
            order by l.application_id, l.number limit :limit
            """)
    abstract List<LineRow> findPage(
            Collection<Long> subjects,
            @Nullable Long application,
            @Nullable LineStatus status,
            @Nullable byte[] provider,
            @Nullable Instant since,
            long afterApplication,
            int afterNumber,
            int limit);

    /// Lines of some applications with their answers, in their order.
    @Query("select l.* from line l where l.application_id in (:applications) order by l.application_id, l.number")
    abstract List<LineRow> findContents(Collection<Long> applications);

    @Query("select l.* from line l where l.id in (:ids)")
    abstract List<LineRow> findWithAnswers(Collection<Long> ids);

    @Query("select id from line where site_hash = :site limit :limit")
    abstract List<Long> findIdsBySite(byte[] site, int limit);

    /// Lines of one provider.
    ///
    /// @param applicationId null for the lines of all applications
    /// @param oldest time since which the first of them has its status
    /// @param sample id of one of them
    @Introspected
    record ProviderCount(@Nullable Long applicationId, byte[] providerHash, long many, Instant oldest, long sample) {}

    /// Lines in a status by provider, the one that waits longest first.
    @Query("""
            select null as application_id, provider_hash, count(*) as many, min(status_since) as oldest, min(id) as sample
            from line where status = :status and provider_hash is not null and subject_id <> 0
            group by provider_hash order by oldest limit :limit
            """)
    abstract List<ProviderCount> countByProvider(LineStatus status, int limit);

    /// Lines of applications by provider, the one of most lines first.
    @Query("""
            select application_id, provider_hash, count(*) as many, min(status_since) as oldest, min(id) as sample
            from line where application_id in (:applications) and provider_hash is not null and subject_id <> 0
            group by application_id, provider_hash order by application_id, many desc, sample
            """)
    abstract List<ProviderCount> countByProvider(Collection<Long> applications);

    @Introspected
    record LastChange(long applicationId, Instant last) {}

    @Query("""
            select application_id, max(status_since) as last from line
            where application_id in (:applications) group by application_id
            """)
    abstract List<LastChange> findLastChanges(Collection<Long> applications);

    @Introspected
    record StatusCount(long subjectId, LineStatus status, long many) {}

    @Query("""
            select subject_id, status, count(*) as many from line
            where subject_id in (:subjects) group by subject_id, status
            """)
    abstract List<StatusCount> countEachStatus(Collection<Long> subjects);

    /// Numbers of the lines of an application that a provider has.
    @Query("""
            select number from line
            where application_id = :application and status = :status and provider_hash = :provider
            """)
    abstract Set<Integer> findNumbers(long application, LineStatus status, byte[] provider);

    @Query("""
            select 0 as subject_id, status, count(*) as many from line
            where :provider is null or provider_hash = :provider group by status
            """)
    abstract List<StatusCount> countEachStatus(@Nullable byte[] provider);

    /// Number of lines of these subjects by status, by subject.
    ///
    /// @param subjects at least one
    public Map<Long, Map<LineStatus, Long>> countByStatus(Collection<Long> subjects) {
        return countEachStatus(PaddedKeys.padKeys(subjects)).stream()
                .collect(Collectors.groupingBy(
                        StatusCount::subjectId, Collectors.toMap(StatusCount::status, StatusCount::many)));
    }

    /// Number of lines by status.
    ///
    /// @param provider hash of their provider; null for any
    public Map<LineStatus, Long> countLines(@Nullable byte[] provider) {
        return countEachStatus(provider).stream().collect(Collectors.toMap(StatusCount::status, StatusCount::many));
    }

    abstract void insertAll(List<LineRow> rows);

    @Query("select " + COLUMNS + """
             null as answers, null as wanted
            from line l where l.application_id in (:applications) order by l.application_id, l.number
            """)
    abstract List<LineRow> findRows(Collection<Long> applications);

    /// Answers about the lines of some applications, in their order.
    ///
    /// @param applications at least one
    @Query("""
            select id, application_id, number, subject_id, answers, wanted from line
            where application_id in (:applications) order by application_id, number
            """)
    abstract List<AnswersRow> findAnswers(Collection<Long> applications);

    /// Replaces the answers in force.
    @Query("""
            update line set answers = :answers, mobile_hash = :mobileHash, provider_hash = :providerHash,
                site_hash = :siteHash
            where id = :id
            """)
    abstract void updateAnswers(List<LineRow> rows);

    /// Stores the answers that a change would bring, and its kind.
    @Query("update line set wanted = :wanted, change_kind = :changeKind where id = :id")
    abstract void updateWanted(List<LineRow> rows);

    @Query("update line set wanted = null, change_kind = null where id in (:ids)")
    abstract void deleteWanted(Collection<Long> ids);

    @Query("update line set change_kind = :kind where id in (:ids)")
    abstract void updateChangeKind(ChangeKind kind, Collection<Long> ids);

    /// @param authorityReference null to keep the present one
    @Query("""
            update line set status = :status, status_since = :since, worked_seconds = :worked, runs_since = :runsSince,
                due_at = :due, lapses_at = :lapses, reasons = :reasons, asked = :asked,
                valid_from = :from, valid_until = :until,
                authority_reference = coalesce(:authorityReference, authority_reference)
            where id in (:ids)
            """)
    abstract void updateStatus(
            LineStatus status,
            Instant since,
            long worked,
            @Nullable Instant runsSince,
            @Nullable Instant due,
            @Nullable Instant lapses,
            @Nullable String reasons,
            @Nullable String asked,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String authorityReference,
            Collection<Long> ids);

    /// Lines of an application, in their order.
    public List<Line> findLines(Application application) {
        return findRows(List.of(application.id())).stream().map(LineRow::toLine).toList();
    }

    /// Lines of some applications, in their order, by the application's id.
    ///
    /// @param applications at least one
    public Map<Long, List<Line>> findLines(Collection<Application> applications) {
        return findRows(PaddedKeys.padKeys(
                        applications.stream().map(Application::id).toList()))
                .stream()
                .map(LineRow::toLine)
                .collect(Collectors.groupingBy(Line::application));
    }

    /// Deadlines and days of a line.
    private record LineTimes(LineDeadline target, LineTerm term) {}

    /// Stores the status of lines after one transition. Lines with equal deadlines and days share a statement.
    ///
    /// @param lines after the transition
    /// @param authorityReference that the transition gave; null to keep those of the lines
    void updateStatuses(List<Line> lines, String authorityReference) {
        Map<LineTimes, List<Line>> byTimes = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> new LineTimes(line.target(), line.term()), LinkedHashMap::new, Collectors.toList()));
        byTimes.forEach((times, equal) -> {
            LineDeadline target = times.target();
            Line one = equal.getFirst();
            for (List<Long> ids : chunks(equal)) {
                updateStatus(
                        one.status(),
                        one.since(),
                        target.worked().toSeconds(),
                        target.runsSince(),
                        target.due(),
                        target.lapses(),
                        DecisionReasonCodes.toColumn(one.reasons()),
                        one.asked().isEmpty() ? null : String.join(",", one.asked()),
                        times.term().from(),
                        times.term().until(),
                        authorityReference,
                        ids);
            }
        });
    }

    private static List<List<Long>> chunks(List<Line> lines) {
        List<List<Long>> chunks = new ArrayList<>();
        for (int first = 0; first < lines.size(); first += BATCH_SIZE) {
            chunks.add(PaddedKeys.padKeys(lines.subList(first, Math.min(lines.size(), first + BATCH_SIZE)).stream()
                    .map(Line::id)
                    .toList()));
        }
        return chunks;
    }
}
