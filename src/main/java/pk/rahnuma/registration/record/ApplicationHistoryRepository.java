package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SealedPlace;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of events of applications: who, when, why. Notes are sealed under the subject's key.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class ApplicationHistoryRepository
        implements GenericRepository<ApplicationHistoryRepository.EventRow, ApplicationHistoryRepository.EventKey>,
                SealedColumnProvider {

    private static final String TABLE_NAME = "application_event";

    /// Maximum events of an application that are shown.
    static final int MAX_SHOWN = 500;

    static final SealedColumn NOTE_COLUMN = new SealedColumn(
            TABLE_NAME,
            "note",
            8_000,
            List.of("application_id", "seq"),
            "a.subject_id",
            "join application a on a.id = t.application_id");
    static final SealedColumn CONFIRMATION_COLUMN = new SealedColumn(
            TABLE_NAME,
            "confirmation",
            800,
            List.of("application_id", "seq"),
            "a.subject_id",
            "join application a on a.id = t.application_id");

    private final SubjectEncryptionService vault;

    ApplicationHistoryRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `application_event`.
    ///
    /// @param lineNumbers by commas; null when all lines changed
    /// @param reasons by commas
    /// @param note sealed
    /// @param confirmation of the provider, sealed
    @MappedEntity(value = TABLE_NAME, alias = "e")
    record EventRow(
            @EmbeddedId EventKey key,
            @Nullable LineStatus fromStatus,
            LineStatus toStatus,
            @Nullable String lineNumbers,
            String who,
            @Nullable String reasons,
            @Nullable byte[] note,
            @Nullable Long sessionHash,
            @Nullable byte[] confirmation,
            Instant createdAt) {}

    /// Primary key.
    @Embeddable
    record EventKey(
            @MappedProperty("application_id") long applicationId,
            @MappedProperty("seq") int seq) {

        private SealedPlace notePlace(long subject) {
            return NOTE_COLUMN.placeAt(subject, applicationId, seq);
        }

        private SealedPlace confirmationPlace(long subject) {
            return CONFIRMATION_COLUMN.placeAt(subject, applicationId, seq);
        }
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NOTE_COLUMN, CONFIRMATION_COLUMN);
    }

    abstract void insertAll(List<EventRow> rows);

    @Query("""
            select e.* from application a join application_event e on e.application_id = a.id
            where a.id in (:ids) and e.seq > a.events - :most order by e.application_id, e.seq
            """)
    abstract List<EventRow> findNewest(Collection<Long> ids, int most);

    @Query("""
            select * from application_event where application_id = :application and seq > :after
            order by seq limit :limit
            """)
    abstract List<EventRow> findRows(long application, int after, int limit);

    @Query("select application_id from application_event where session_hash = :sessionHash")
    abstract List<Long> findBySessionHash(long sessionHash);

    /// Ids of the applications of which a form caused events.
    public List<Long> findBySession(long person, String session) {
        return findBySessionHash(hashSession(new FormSession(person, session)));
    }

    private long hashSession(FormSession form) {
        return ByteBuffer.wrap(vault.keyedHash("form session", form.person() + "/" + form.session()))
                .getLong();
    }

    /// A form that a person sent.
    record FormSession(long person, String session) {

        static @Nullable FormSession ofSession(long person, @Nullable String session) {
            return session == null ? null : new FormSession(person, session);
        }
    }

    /// An event of an application.
    ///
    /// @param form that caused it, for repeats of its submission; null for another cause
    record HistoryEntry(
            Application application,
            ApplicationEvent event,
            @Nullable FormSession form) {}

    /// @param entries at least one
    void appendEvents(List<HistoryEntry> entries) {
        insertAll(entries.stream().map(this::toRow).toList());
    }

    private EventRow toRow(HistoryEntry entry) {
        ApplicationEvent event = entry.event();
        EventKey key = new EventKey(entry.application().id(), event.seq());
        long subject = entry.application().subject();
        return new EventRow(
                key,
                event.from(),
                event.to(),
                LineNumbers.toColumn(event.lines()),
                event.who(),
                DecisionReasonCodes.toColumn(event.reasons()),
                event.note() == null ? null : vault.seal(key.notePlace(subject), event.note()),
                entry.form() == null ? null : hashSession(entry.form()),
                event.confirmation() == null
                        ? null
                        : vault.seal(
                                key.confirmationPlace(subject),
                                event.confirmation().toText()),
                event.at());
    }

    /// The newest [#MAX_SHOWN] events of each, the oldest of them first, by the application's id.
    ///
    /// @param applications at least one
    public Map<Long, List<ApplicationEvent>> findEvents(Collection<Application> applications) {
        Map<Long, Long> subjects =
                applications.stream().distinct().collect(Collectors.toMap(Application::id, Application::subject));
        return findNewest(subjects.keySet(), MAX_SHOWN).stream()
                .collect(Collectors.groupingBy(
                        row -> row.key().applicationId(),
                        Collectors.mapping(
                                row -> toEvent(row, subjects.get(row.key().applicationId())), Collectors.toList())));
    }

    /// The newest [#MAX_SHOWN] events, the oldest of them first.
    public List<ApplicationEvent> findEvents(Application application) {
        return findEvents(List.of(application)).getOrDefault(application.id(), List.of());
    }

    /// A page of events, from the first on.
    ///
    /// @param seq of the event after which the page begins
    public List<ApplicationEvent> findPage(Application application, int seq, int limit) {
        return findRows(application.id(), seq, limit).stream()
                .map(row -> toEvent(row, application.subject()))
                .toList();
    }

    private ApplicationEvent toEvent(EventRow row, long subject) {
        return new ApplicationEvent(
                row.key().seq(),
                row.fromStatus(),
                row.toStatus(),
                LineNumbers.fromColumn(row.lineNumbers()),
                row.who(),
                DecisionReasonCodes.fromColumn(row.reasons()),
                row.note() == null ? null : vault.openText(row.key().notePlace(subject), row.note()),
                row.createdAt(),
                row.confirmation() == null
                        ? null
                        : ProviderConfirmation.parseText(
                                vault.openText(row.key().confirmationPlace(subject), row.confirmation())));
    }
}
