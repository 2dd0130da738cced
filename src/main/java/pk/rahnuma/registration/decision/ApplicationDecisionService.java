package pk.rahnuma.registration.decision;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.StaffNameRules;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.DecisionRecipients.LockedApplication;
import pk.rahnuma.registration.record.ApplicationAuditEntries;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.account.AccountControlService;

/// Decisions of staff on applications: made at once, or, where the operator requires four eyes, after one member
/// proposes and another confirms. A waiting proposal is void as soon as the application changes. Each decision is one
/// transaction, which locks the recipients, then the application, changes its status, records the event, and adds a
/// notice for each recipient, in their language, to the outbox.
@Singleton
public final class ApplicationDecisionService {

    private final TransactionOperations<Connection> transactions;
    private final FourEyesConfiguration fourEyes;
    private final DecisionProposalRepository proposals;
    private final DecisionRecipients recipients;
    private final DecisionNotifier notifier;
    private final DecisionRecorder recorder;
    private final AccountControlService accountControl;
    private final AuditLog audit;

    ApplicationDecisionService(
            TransactionOperations<Connection> transactions,
            FourEyesConfiguration fourEyes,
            DecisionProposalRepository proposals,
            DecisionRecipients recipients,
            DecisionNotifier notifier,
            DecisionRecorder recorder,
            AccountControlService accountControl,
            AuditLog audit) {
        this.transactions = transactions;
        this.fourEyes = fourEyes;
        this.proposals = proposals;
        this.recipients = recipients;
        this.notifier = notifier;
        this.recorder = recorder;
        this.accountControl = accountControl;
        this.audit = audit;
    }

    /// A decision that waits for confirmation.
    ///
    /// @param id identifies this content: any other proposal has another id
    /// @param who name of its author
    public record Proposal(String id, ApplicationDecision decision, String who, Instant at) {

        public boolean isProposedBy(String staff) {
            return StaffNames.comparisonKey(who).equals(StaffNames.comparisonKey(staff));
        }
    }

    /// Result of a decision.
    ///
    /// @param waits whether a colleague must confirm it before it takes effect
    public record DecisionOutcome(Application application, boolean waits) {}

    /// True when a decision of this kind requires a second member of staff.
    public boolean requiresSecondReviewer(LineTransition act) {
        return fourEyes.decisions().contains(act);
    }

    /// Decides, or proposes, unless the application has changed since it was read.
    ///
    /// @param events number of history events that the member has seen
    /// @throws RuleViolationException when there are more events now, and as [#decide(Reference, ApplicationDecision,
    ///     String, Instant)] does
    public DecisionOutcome decide(
            Reference reference, ApplicationDecision decision, long events, String staff, Instant now) {
        return transactions.executeWrite(status -> {
            LockedApplication locked = recipients.lockApplication(reference);
            checkChangeWaits(locked.application(), decision.act());
            if (locked.application().events() != events) {
                throw new RuleViolationException("moved_on", "reference", reference);
            }
            return decide(locked, decision, staff, now);
        });
    }

    /// Decides, or proposes. A waiting proposal of the same member is replaced; a colleague's proposal must be
    /// confirmed or withdrawn before any decision.
    ///
    /// @throws RuleViolationException when a colleague's proposal waits, or the decision is not allowed
    public DecisionOutcome decide(Reference reference, ApplicationDecision decision, String staff, Instant now) {
        return transactions.executeWrite(status -> decide(recipients.lockApplication(reference), decision, staff, now));
    }

    private DecisionOutcome decide(LockedApplication locked, ApplicationDecision decision, String staff, Instant now) {
        String who = StaffNameRules.validateName(staff);
        Application application = locked.application();
        Optional<Proposal> waiting = proposals.findByApplication(application);
        waiting.filter(other -> !other.isProposedBy(who)).ifPresent(other -> {
            throw new RuleViolationException("proposal_waits", arguments(application.reference(), other));
        });
        if (requiresSecondReviewer(decision.act())) {
            checkChangeWaits(application, decision.act());
            recorder.checkDecision(application, decision, TransitionActor.STAFF, now);
            proposals.saveProposal(application, decision, who, now);
            note(application, who, "application.proposed", decision, now);
            return new DecisionOutcome(application, true);
        }
        Application after = applyDecision(locked, decision, who, now);
        waiting.ifPresent(own -> {
            proposals.deleteByApplicationId(application.id());
            note(after, who, "application.dropped", own.decision(), now);
        });
        return new DecisionOutcome(after, false);
    }

    /// Makes a decision and notifies the recipients.
    private Application applyDecision(
            LockedApplication locked, ApplicationDecision decision, String staffName, Instant now) {
        checkChangeWaits(locked.application(), decision.act());
        DecisionRecorder.RecordedDecision recorded =
                recorder.recordByStaff(locked.application(), decision, staffName, now);
        notifier.notifyDecision(recorded, locked.recipients(), now);
        return recorded.application();
    }

    /// Checks that the change which staff decide was not taken back, or decided, in the meantime.
    ///
    /// @throws RuleViolationException when no change waits any more
    private static void checkChangeWaits(Application application, LineTransition act) {
        boolean endsChange = act == LineTransition.ACCEPT_CHANGE || act == LineTransition.REFUSE_CHANGE;
        if (endsChange && !application.lines().has(LineStatus.CHANGE_PENDING)) {
            throw new RuleViolationException("change_over", "reference", application.reference());
        }
    }

    /// The waiting proposal of an application.
    public Optional<Proposal> findProposal(Application application) {
        return proposals.findByApplication(application);
    }

    /// Confirms a proposal by a second member of staff; the decision is made in the name of the first.
    ///
    /// @param id of the proposal that the second member has read
    /// @throws RuleViolationException when no proposal waits, or another one, or as [#findObstacle] says
    public Application confirmProposal(Reference reference, String id, String staff, Instant now) {
        String who = StaffNameRules.validateName(staff);
        return transactions.executeWrite(status -> {
            LockedApplication locked = recipients.lockApplication(reference);
            Proposal proposal = waiting(locked.application(), reference, id);
            findObstacle(reference, proposal, who).ifPresent(obstacle -> {
                throw obstacle;
            });
            Application after = applyDecision(locked, proposal.decision(), proposal.who(), now);
            proposals.deleteByApplicationId(after.id());
            note(after, who, "application.confirmed", proposal.decision(), now);
            return after;
        });
    }

    /// Reason why a member of staff cannot confirm: they are the author, or both accounts could recently be used by one
    /// person.
    public Optional<RuleViolationException> findObstacle(Reference reference, Proposal proposal, String staff) {
        if (proposal.isProposedBy(staff)) {
            return Optional.of(new RuleViolationException("own_proposal", arguments(reference, proposal)));
        }
        return accountControl
                .findCommonHolder(proposal.who(), staff, proposal.at())
                .map(holder -> new RuleViolationException("same_hands", "who", proposal.who(), "holder", holder));
    }

    /// Withdraws a proposal; open to all who may decide.
    ///
    /// @param id of the proposal that they have read
    /// @throws RuleViolationException when no proposal waits, or another one
    public void withdrawProposal(Reference reference, String id, String staff, Instant now) {
        String who = StaffNameRules.validateName(staff);
        transactions.executeWrite(status -> {
            Application application = recipients.lockApplication(reference).application();
            Proposal proposal = waiting(application, reference, id);
            proposals.deleteByApplicationId(application.id());
            note(application, who, "application.dropped", proposal.decision(), now);
            return null;
        });
    }

    private Proposal waiting(Application application, Reference reference, String id) {
        Proposal proposal = proposals
                .findByApplication(application)
                .orElseThrow(() -> new RuleViolationException("no_proposal", "reference", reference));
        if (!proposal.id().equals(id)) {
            throw new RuleViolationException("proposal_replaced", arguments(reference, proposal));
        }
        return proposal;
    }

    /// Arguments of error messages about a proposal.
    private static Object[] arguments(Reference reference, Proposal proposal) {
        LineTransition act = proposal.decision().act();
        return new Object[] {"reference", reference, "who", proposal.who(), "act", act, "at", proposal.at()};
    }

    private void note(Application application, String who, String what, ApplicationDecision decision, Instant now) {
        audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                application, who, what, decision.act().toWord(), now)));
    }
}
