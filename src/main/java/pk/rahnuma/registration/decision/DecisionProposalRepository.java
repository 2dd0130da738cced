package pk.rahnuma.registration.decision;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.registration.record.DecisionReasonCodes;
import pk.rahnuma.registration.record.LineNumbers;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of decisions that wait: for a second member of staff, or for the time at which they take effect.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
abstract class DecisionProposalRepository
        implements GenericRepository<DecisionProposalRepository.ProposalRow, Long>, SealedColumnProvider {

    private static final String TABLE_NAME = "proposal";
    private static final int ID_BYTES = 16;
    private static final String WAITING_FROM_CLAUSE =
            "from proposal p join application a on a.id = p.application_id and a.events = p.events";
    static final SealedColumn NOTE_COLUMN = new SealedColumn(
            TABLE_NAME,
            "note",
            8_000,
            List.of("application_id"),
            "a.subject_id",
            "join application a on a.id = t.application_id");
    static final SealedColumn CONFIRMATION_COLUMN = new SealedColumn(
            TABLE_NAME,
            "confirmation",
            800,
            List.of("application_id"),
            "a.subject_id",
            "join application a on a.id = t.application_id");

    private final SubjectEncryptionService vault;

    DecisionProposalRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `proposal`.
    ///
    /// @param events number of events of the application when it was proposed
    /// @param lineNumbers by commas; null for all for which it is possible
    /// @param note sealed
    /// @param asked names of questions, by commas
    /// @param confirmer name of the second member; null while there is none
    /// @param dueAt time at which it takes effect; null while it waits for a second member
    /// @param confirmation of the provider, sealed
    @MappedEntity(value = TABLE_NAME, alias = "p")
    record ProposalRow(
            @Id long applicationId,
            int events,
            LineTransition act,
            @Nullable String lineNumbers,
            @Nullable String reasons,
            @Nullable byte[] note,
            @Nullable String authorityReference,
            @Nullable String asked,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable byte[] confirmation,
            String who,
            Instant createdAt,
            @Nullable String confirmer,
            @Nullable Instant dueAt) {}

    /// An application with a waiting proposal or decision.
    ///
    /// @param dueAt null while it waits for a second member
    @Introspected
    record PendingDecision(long applicationId, @Nullable Instant dueAt) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NOTE_COLUMN, CONFIRMATION_COLUMN);
    }

    abstract void insertRow(ProposalRow row);

    abstract Optional<ProposalRow> findByApplicationIdAndEvents(long applicationId, int events);

    abstract Optional<ProposalRow> findByApplicationId(long applicationId);

    abstract void deleteByApplicationId(long applicationId);

    /// Stores who has confirmed a proposal, and when it takes effect; null for both withdraws the confirmation.
    @Query("update proposal set confirmer = :confirmer, due_at = :dueAt where application_id = :application")
    abstract void updateConfirmation(long application, @Nullable String confirmer, @Nullable Instant dueAt);

    /// Proposals for applications that have not changed since, the oldest first.
    @Query("select p.* " + WAITING_FROM_CLAUSE
            + " where p.due_at is null order by p.created_at, p.application_id limit :limit offset :skip")
    abstract List<ProposalRow> findWaiting(int skip, int limit);

    @Query("select count(*) as `count`, max(p.created_at) as newest " + WAITING_FROM_CLAUSE + " where p.due_at is null")
    abstract PendingProposalService.Backlog countBacklog();

    /// The applications among these with a waiting proposal or decision.
    ///
    /// @param ids at least one application
    @Query("select p.application_id, p.due_at " + WAITING_FROM_CLAUSE + " where p.application_id in (:ids)")
    abstract List<PendingDecision> findWaitingAmong(Set<Long> ids);

    /// References of the applications with a decision whose time has come, or that have changed while one waits.
    @Query("""
            select a.reference from proposal p join application a on a.id = p.application_id
            where p.due_at <= :now or p.events <> a.events order by p.due_at limit :limit
            """)
    abstract List<String> findDue(Instant now, int limit);

    /// Stores a proposal in place of the previous one. The application is locked.
    ///
    /// @param due time at which it takes effect; null when a second member must confirm it
    void saveProposal(
            Application application, ApplicationDecision decision, String who, @Nullable Instant due, Instant now) {
        deleteByApplicationId(application.id());
        insertRow(new ProposalRow(
                application.id(),
                application.events(),
                decision.act(),
                LineNumbers.toColumn(decision.lines()),
                DecisionReasonCodes.toColumn(decision.reasons()),
                decision.note() == null
                        ? null
                        : vault.seal(NOTE_COLUMN.placeAt(application.subject(), application.id()), decision.note()),
                decision.authorityReference(),
                decision.asked().isEmpty() ? null : String.join(",", decision.asked()),
                decision.term() == null ? null : decision.term().from(),
                decision.term() == null ? null : decision.term().until(),
                decision.confirmation() == null
                        ? null
                        : vault.seal(
                                CONFIRMATION_COLUMN.placeAt(application.subject(), application.id()),
                                decision.confirmation().toText()),
                who,
                now,
                null,
                due));
    }

    /// The proposal for this application in its present state.
    Optional<ApplicationDecisionService.Proposal> findByApplication(Application application) {
        return findByApplicationIdAndEvents(application.id(), application.events())
                .map(row -> toProposal(application, row));
    }

    private ApplicationDecisionService.Proposal toProposal(Application application, ProposalRow row) {
        ApplicationDecision decision = new ApplicationDecision(
                row.act(),
                LineNumbers.fromColumn(row.lineNumbers()),
                DecisionReasonCodes.fromColumn(row.reasons()),
                row.note() == null
                        ? null
                        : vault.openText(NOTE_COLUMN.placeAt(application.subject(), application.id()), row.note()),
                row.authorityReference(),
                row.asked() == null ? List.of() : List.of(row.asked().split(",")),
                new LineTerm(row.validFrom(), row.validUntil()),
                row.confirmation() == null
                        ? null
                        : ProviderConfirmation.parseText(vault.openText(
                                CONFIRMATION_COLUMN.placeAt(application.subject(), application.id()),
                                row.confirmation())));
        return new ApplicationDecisionService.Proposal(
                id(application, decision, row), decision, row.who(), row.createdAt(), row.confirmer(), row.dueAt());
    }

    /// A hash over all content, so that different proposals have different ids.
    private String id(Application application, ApplicationDecision decision, ProposalRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(application.id());
            out.writeInt(application.events());
            for (Object part : Arrays.asList(
                    decision.act(),
                    LineNumbers.toColumn(decision.lines()),
                    decision.reasons(),
                    decision.note(),
                    decision.authorityReference(),
                    decision.asked(),
                    decision.term(),
                    decision.confirmation(),
                    row.who(),
                    row.createdAt(),
                    row.confirmer())) {
                byte[] text = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                out.writeInt(part == null ? -1 : text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(vault.keyedHash(TABLE_NAME, bytes.toByteArray()), 0, ID_BYTES);
    }
}
