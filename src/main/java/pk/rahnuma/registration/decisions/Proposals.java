package pk.rahnuma.registration.decisions;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Party;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Staff;
import pk.rahnuma.registration.records.Applications;
import pk.rahnuma.registration.records.Trace;
import pk.rahnuma.store.Mode;

/// The way staff decide: at once, or, where the operator wants four eyes on it, by one who proposes and another who
/// confirms. What waits is void as soon as the application moves on.
@Singleton
public final class Proposals {

    private final Jdbi jdbi;
    private final Mode mode;
    private final Set<Move> twice;
    private final Applications applications;
    private final ProposalRows rows;
    private final Decisions decisions;
    private final Audit audit;

    Proposals(
            Jdbi jdbi,
            Mode mode,
            FourEyes fourEyes,
            Applications applications,
            ProposalRows rows,
            Decisions decisions,
            Audit audit) {
        this.jdbi = jdbi;
        this.mode = mode;
        this.twice = fourEyes.getFourEyes() == null ? Set.of() : Set.copyOf(fourEyes.getFourEyes());
        this.applications = applications;
        this.rows = rows;
        this.decisions = decisions;
        this.audit = audit;
    }

    /// A decision that waits.
    ///
    /// @param who proposed it
    public record Proposal(Decision decision, String who, Instant at) {}

    /// What came of it.
    ///
    /// @param waits whether somebody else must confirm it before anything happens
    public record Outcome(Application application, boolean waits) {}

    /// Whether a decision of this kind wants a second member of staff.
    public boolean wantsSecond(Move act) {
        return twice.contains(act);
    }

    /// Decides, or proposes, unless somebody else was faster.
    ///
    /// @param events lines of history that whoever decides has seen
    /// @throws NotPossible when there are more by now, and as [Decisions#decide] does
    public Outcome decide(Reference reference, Decision decision, long events, String staff, Instant now) {
        return jdbi.inTransaction(handle -> {
            if (decisions.lock(reference).events() != events) {
                throw new NotPossible("moved_on", "reference", reference);
            }
            return decide(reference, decision, staff, now);
        });
    }

    /// Decides, or proposes.
    ///
    /// @throws NotPossible as [Decisions#decide] does
    public Outcome decide(Reference reference, Decision decision, String staff, Instant now) {
        if (!wantsSecond(decision.act())) {
            return new Outcome(decisions.decide(reference, decision, staff, now), false);
        }
        String who = Staff.name(staff);
        return jdbi.inTransaction(handle -> {
            Application application = lock(reference);
            decision.act().apply(application.status(), Party.STAFF);
            decision.check(mode);
            rows.put(application, decision, who, now);
            audit.append(List.of(Trace.of(
                    application, who, "application.proposed", decision.act().word(), now)));
            return new Outcome(application, true);
        });
    }

    /// What waits for an application.
    public Optional<Proposal> of(Application application) {
        return rows.of(application);
    }

    /// A second member of staff confirms what waits, and it is done in the name of the first.
    ///
    /// @throws NotPossible when nothing waits, or it was proposed by the same
    public Application confirm(Reference reference, String staff, Instant now) {
        String who = Staff.name(staff);
        return jdbi.inTransaction(handle -> {
            Proposal proposal = waiting(decisions.lock(reference), reference);
            if (proposal.who().equalsIgnoreCase(who)) {
                throw new NotPossible(
                        "own_proposal",
                        "reference",
                        reference,
                        "act",
                        proposal.decision().act());
            }
            Application after = decisions.decide(reference, proposal.decision(), proposal.who(), now);
            rows.remove(after.id());
            audit.append(List.of(Trace.of(
                    after,
                    who,
                    "application.confirmed",
                    proposal.decision().act().word(),
                    now)));
            return after;
        });
    }

    /// Anybody who may decide takes back what waits.
    ///
    /// @throws NotPossible when nothing waits
    public void drop(Reference reference, String staff, Instant now) {
        String who = Staff.name(staff);
        jdbi.useTransaction(handle -> {
            Application application = lock(reference);
            Proposal proposal = waiting(application, reference);
            rows.remove(application.id());
            audit.append(List.of(Trace.of(
                    application,
                    who,
                    "application.dropped",
                    proposal.decision().act().word(),
                    now)));
        });
    }

    private Proposal waiting(Application application, Reference reference) {
        return rows.of(application).orElseThrow(() -> new NotPossible("no_proposal", "reference", reference));
    }

    private Application lock(Reference reference) {
        Application seen = applications
                .find(reference)
                .orElseThrow(() -> new NotPossible("application_missing", "reference", reference));
        return applications.lock(seen.id());
    }
}
