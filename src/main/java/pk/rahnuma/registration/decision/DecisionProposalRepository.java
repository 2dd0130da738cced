package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.record.DecisionReasonCodes;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The table of decisions that wait for a second member of staff.
@Singleton
final class DecisionProposalRepository implements SealedColumnProvider {

    private static final String TABLE_NAME = "proposal";
    private static final int ID_BYTES = 16;
    private static final String WAITING_FROM_CLAUSE =
            "from proposal p join application a on a.id = p.application_id and a.events = p.events";
    static final SealedColumn NOTE_COLUMN = new SealedColumn(
            TABLE_NAME,
            "note",
            TABLE_NAME + ".note",
            List.of("application_id"),
            "a.subject_id",
            "join application a on a.id = t.application_id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    DecisionProposalRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(NOTE_COLUMN);
    }

    /// Stores a proposal in place of the previous one. The application is locked.
    void saveProposal(Application application, ApplicationDecision decision, String who, Instant now) {
        deleteProposal(application.id());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into proposal (application_id, events, act, reasons, note, authority_reference, asked,
                            who, created_at)
                        values (:application, :events, :act, :reasons, :note, :authority_reference, :asked, :who, :now)
                        """)
                .bind("application", application.id())
                .bind("events", application.events())
                .bind("act", decision.act().name())
                .bind("reasons", DecisionReasonCodes.toColumn(decision.reasons()))
                .bind(
                        "note",
                        decision.note() == null
                                ? null
                                : vault.seal(
                                        NOTE_COLUMN.placeAt(application.subject(), application.id()), decision.note()))
                .bind("authority_reference", decision.authorityReference())
                .bind("asked", decision.asked().isEmpty() ? null : String.join(",", decision.asked()))
                .bind("who", who)
                .bind("now", now)
                .execute());
    }

    /// The proposal for this application in its present state.
    Optional<DecisionProposalService.Proposal> findByApplication(Application application) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select act, reasons, note, authority_reference, asked, who, created_at
                        from proposal where application_id = :application and events = :events
                        """)
                .bind("application", application.id())
                .bind("events", application.events())
                .map((RowView row) -> read(application, row))
                .findOne());
    }

    /// A proposal and its application.
    record ProposalRow(long application, ApplicationTransition act, String who, Instant at) {}

    /// Proposals for applications that have not changed since, the oldest first.
    List<ProposalRow> findWaiting(int skip, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select p.application_id, p.act, p.who, p.created_at "
                        + WAITING_FROM_CLAUSE + " order by p.created_at, p.application_id limit :limit offset :skip")
                .bind("limit", limit)
                .bind("skip", skip)
                .map((RowView row) -> new ProposalRow(
                        row.getColumn("application_id", Long.class),
                        ApplicationTransition.valueOf(row.getColumn("act", String.class)),
                        row.getColumn("who", String.class),
                        row.getColumn("created_at", Instant.class)))
                .list());
    }

    PendingProposalService.Backlog countBacklog() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) as waiting, max(p.created_at) as newest " + WAITING_FROM_CLAUSE)
                .map((RowView row) -> new PendingProposalService.Backlog(
                        row.getColumn("waiting", Long.class), row.getColumn("newest", Instant.class)))
                .one());
    }

    /// The applications among these with a waiting proposal.
    ///
    /// @param among at least one application
    Set<Long> findWaitingAmong(Set<Long> among) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select p.application_id " + WAITING_FROM_CLAUSE + " where p.application_id in (<ids>)")
                .bindList("ids", List.copyOf(among))
                .mapTo(Long.class)
                .set());
    }

    void deleteProposal(long application) {
        jdbi.useHandle(handle -> handle.execute("delete from proposal where application_id = ?", application));
    }

    private DecisionProposalService.Proposal read(Application application, RowView row) {
        byte[] note = row.getColumn("note", byte[].class);
        String asked = row.getColumn("asked", String.class);
        ApplicationDecision decision = new ApplicationDecision(
                ApplicationTransition.valueOf(row.getColumn("act", String.class)),
                DecisionReasonCodes.fromColumn(row.getColumn("reasons", String.class)),
                note == null
                        ? null
                        : vault.openText(NOTE_COLUMN.placeAt(application.subject(), application.id()), note),
                row.getColumn("authority_reference", String.class),
                asked == null ? List.of() : List.of(asked.split(",")));
        String who = row.getColumn("who", String.class);
        Instant at = row.getColumn("created_at", Instant.class);
        return new DecisionProposalService.Proposal(id(application, decision, who, at), decision, who, at);
    }

    /// A hash over all content, so that it also identifies what an older node wrote, and different proposals have
    /// different ids.
    private String id(Application application, ApplicationDecision decision, String who, Instant at) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(application.id());
            out.writeInt(application.events());
            for (Object part : Arrays.asList(
                    decision.act(),
                    decision.reasons(),
                    decision.note(),
                    decision.authorityReference(),
                    decision.asked(),
                    who,
                    at)) {
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
