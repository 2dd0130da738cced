package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The table of events of applications: who, when, why. Notes are sealed under the subject's key.
@Singleton
public final class ApplicationHistoryRepository implements SealedColumnProvider {

    /// Maximum events of an application that are shown.
    static final int MAX_SHOWN = 500;

    static final SealedColumn NOTE_COLUMN = new SealedColumn(
            "application_event",
            "note",
            "application_event.note",
            List.of("application_id", "seq"),
            "a.subject_id",
            "join application a on a.id = t.application_id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    ApplicationHistoryRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NOTE_COLUMN);
    }

    /// An event of an application.
    record HistoryEntry(Application application, ApplicationEvent event) {}

    void appendEvents(List<HistoryEntry> lines) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into application_event
                        (application_id, seq, from_status, to_status, who, reasons, note, created_at)
                    values (:application, :seq, :from, :to, :who, :reasons, :note, :at)
                    """);
            for (HistoryEntry line : lines) {
                ApplicationEvent event = line.event();
                long subject = line.application().subject();
                batch.bind("application", line.application().id())
                        .bind("seq", event.seq())
                        .bind("from", event.from() == null ? null : event.from().name())
                        .bind("to", event.to().name())
                        .bind("who", event.who())
                        .bind("reasons", DecisionReasonCodes.toColumn(event.reasons()))
                        .bind(
                                "note",
                                event.note() == null
                                        ? null
                                        : vault.seal(
                                                NOTE_COLUMN.placeAt(
                                                        subject,
                                                        line.application().id(),
                                                        event.seq()),
                                                event.note()))
                        .bind("at", event.at())
                        .add();
            }
            batch.execute();
        });
    }

    /// The newest [#MAX_SHOWN] events of each, the oldest of them first, by the application's id.
    public Map<Long, List<ApplicationEvent>> findEvents(Collection<Application> applications) {
        Map<Long, Long> subjects =
                applications.stream().distinct().collect(Collectors.toMap(Application::id, Application::subject));
        Map<Long, List<ApplicationEvent>> applicationEvents = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select e.application_id, e.seq, e.from_status, e.to_status, e.who, e.reasons, e.note,
                            e.created_at
                        from application a join application_event e on e.application_id = a.id
                        where a.id in (<ids>) and e.seq > a.events - :most order by e.application_id, e.seq
                        """)
                .bindList("ids", List.copyOf(subjects.keySet()))
                .bind("most", MAX_SHOWN)
                .map((RowView row) -> {
                    long id = row.getColumn("application_id", Long.class);
                    return Map.entry(id, read(row, id, subjects.get(id)));
                })
                .forEach(row -> applicationEvents
                        .computeIfAbsent(row.getKey(), id -> new ArrayList<>())
                        .add(row.getValue())));
        return applicationEvents;
    }

    /// The newest [#MAX_SHOWN] events, the oldest of them first.
    public List<ApplicationEvent> findEvents(Application application) {
        return findEvents(List.of(application)).getOrDefault(application.id(), List.of());
    }

    /// A page of events, from the first on.
    ///
    /// @param seq of the event after which the page begins
    public List<ApplicationEvent> findPage(Application application, int seq, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select application_id, seq, from_status, to_status, who, reasons, note, created_at
                        from application_event where application_id = :id and seq > :seq order by seq limit :limit
                        """)
                .bind("id", application.id())
                .bind("seq", seq)
                .bind("limit", limit)
                .map((RowView row) -> read(row, application.id(), application.subject()))
                .list());
    }

    private ApplicationEvent read(RowView row, long application, long subject) {
        int seq = row.getColumn("seq", Integer.class);
        String from = row.getColumn("from_status", String.class);
        byte[] note = row.getColumn("note", byte[].class);
        return new ApplicationEvent(
                seq,
                from == null ? null : ApplicationStatus.valueOf(from),
                ApplicationStatus.valueOf(row.getColumn("to_status", String.class)),
                row.getColumn("who", String.class),
                DecisionReasonCodes.fromColumn(row.getColumn("reasons", String.class)),
                note == null ? null : vault.openText(NOTE_COLUMN.placeAt(subject, application, seq), note),
                row.getColumn("created_at", Instant.class));
    }
}
