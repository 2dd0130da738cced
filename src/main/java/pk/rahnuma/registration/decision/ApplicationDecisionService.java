package pk.rahnuma.registration.decision;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
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

/// Decisions of staff on applications: made at once, or, where the operator requires four eyes, after one member
/// proposes and another confirms. A decision from the console takes effect after a pause, within which it can be taken
/// back. A waiting proposal or decision is void as soon as the application changes. Each decision is one
/// transaction, which locks the recipients, then the application, changes its status, records the event, and adds a
/// notice for each recipient, in their language, to the outbox.
@Singleton
public final class ApplicationDecisionService {

    private static final String CLOCK_ACTOR = "clock";

    private final TransactionOperations<Connection> transactions;
    private final SecondReviewService secondReviews;
    private final DecisionProposalRepository proposals;
    private final ApplicationClaimService claims;
    private final DecisionRecipients recipients;
    private final DecisionNotifier notifier;
    private final DecisionRecorder recorder;
    private final AuditLog audit;

    ApplicationDecisionService(
            TransactionOperations<Connection> transactions,
            SecondReviewService secondReviews,
            DecisionProposalRepository proposals,
            ApplicationClaimService claims,
            DecisionRecipients recipients,
            DecisionNotifier notifier,
            DecisionRecorder recorder,
            AuditLog audit) {
        this.transactions = transactions;
        this.secondReviews = secondReviews;
        this.proposals = proposals;
        this.claims = claims;
        this.recipients = recipients;
        this.notifier = notifier;
        this.recorder = recorder;
        this.audit = audit;
    }

    /// A decision that waits: for confirmation, or for its time.
    ///
    /// @param id identifies this content and its confirmation: any other proposal has another id
    /// @param who name of its author
    /// @param confirmer name of the second member who has confirmed it; null when there is none
    /// @param due time at which it takes effect; null while it waits for confirmation
    public record Proposal(
            String id,
            ApplicationDecision decision,
            String who,
            Instant at,
            @Nullable String confirmer,
            @Nullable Instant due) {

        public boolean isProposedBy(String staff) {
            return StaffNames.comparisonKey(who).equals(StaffNames.comparisonKey(staff));
        }

        public boolean takesEffect() {
            return due != null;
        }

        /// Arguments of error messages about it.
        Object[] arguments(Reference reference) {
            return new Object[] {"reference", reference, "who", who, "act", decision.act(), "at", at};
        }
    }

    /// Result of a decision.
    ///
    /// @param waits whether a colleague must confirm it before it takes effect
    public record DecisionOutcome(Application application, boolean waits) {}

    /// Decides, or proposes, unless the application has changed since it was read.
    ///
    /// @param events number of history events that the member has seen
    /// @throws RuleViolationException when there are more events now, and as [#decide(Reference, ApplicationDecision,
    ///     String, Instant)] does
    public DecisionOutcome decide(
            Reference reference, ApplicationDecision decision, long events, String staff, Instant now) {
        return transactions.executeWrite(
                status -> decide(lockUnchanged(reference, decision, events), decision, staff, now));
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
        Optional<Proposal> waiting = findOwnProposal(application, who);
        if (secondReviews.isRequired(decision.act())) {
            propose(application, decision, who, null, now);
            secondReviews.notifyReviewers(application, who, now);
            return new DecisionOutcome(application, true);
        }
        Application after = applyDecision(locked, decision, who, now);
        waiting.ifPresent(own -> {
            deleteProposal(application, now);
            note(after, who, "application.dropped", own.decision(), now);
        });
        return new DecisionOutcome(after, false);
    }

    /// Decides as [#decide(Reference, ApplicationDecision, long, String, Instant)] does, with effect after a pause,
    /// within which [#withdrawProposal] takes it back. Where a second member must confirm it, the pause comes after
    /// that.
    ///
    /// @param pause none for a decision at once
    /// @return the waiting decision; empty when it was made at once
    /// @throws RuleViolationException also when a colleague has taken the application
    public Optional<Proposal> scheduleDecision(
            Reference reference, ApplicationDecision decision, long events, String staff, Duration pause, Instant now) {
        String who = StaffNameRules.validateName(staff);
        return transactions.executeWrite(status -> {
            LockedApplication locked = lockUnchanged(reference, decision, events);
            claims.requireFree(locked.application(), who);
            claims.endClaim(locked.application().id(), now);
            if (pause.isZero() || secondReviews.isRequired(decision.act())) {
                return decide(locked, decision, who, now).waits()
                        ? proposals.findByApplication(locked.application())
                        : Optional.empty();
            }
            findOwnProposal(locked.application(), who);
            propose(locked.application(), decision, who, now.plus(pause), now);
            return proposals.findByApplication(locked.application());
        });
    }

    private LockedApplication lockUnchanged(Reference reference, ApplicationDecision decision, long events) {
        LockedApplication locked = recipients.lockApplication(reference);
        checkChangeWaits(locked.application(), decision.act());
        if (locked.application().events() != events) {
            throw new RuleViolationException("moved_on", "reference", reference);
        }
        return locked;
    }

    /// The waiting proposal of this member.
    ///
    /// @throws RuleViolationException when one of a colleague waits
    private Optional<Proposal> findOwnProposal(Application application, String who) {
        Optional<Proposal> waiting = proposals.findByApplication(application);
        waiting.filter(other -> !other.isProposedBy(who) || other.confirmer() != null)
                .ifPresent(other -> {
                    throw new RuleViolationException(
                            other.takesEffect() ? "decision_waits" : "proposal_waits",
                            other.arguments(application.reference()));
                });
        return waiting;
    }

    private void propose(
            Application application, ApplicationDecision decision, String who, @Nullable Instant due, Instant now) {
        checkChangeWaits(application, decision.act());
        recorder.checkDecision(application, decision, TransitionActor.STAFF, now);
        proposals.saveProposal(application, decision, who, due, now);
        note(application, who, due == null ? "application.proposed" : "application.decision_waits", decision, now);
    }

    private void deleteProposal(Application application, Instant now) {
        proposals.deleteByApplicationId(application.id());
        secondReviews.endReview(application, now);
    }

    /// Makes a decision whose time has come; drops it when the application has changed. One that was taken back or
    /// replaced a moment ago is left alone.
    ///
    /// @throws RuleViolationException when it is no longer allowed
    void makeDueDecision(Reference reference, Instant now) {
        transactions.executeWrite(status -> {
            LockedApplication locked = recipients.lockApplication(reference);
            proposals
                    .findByApplication(locked.application())
                    .filter(proposal -> isDue(proposal.due(), now))
                    .ifPresentOrElse(
                            proposal -> makeDecision(locked, proposal, proposal.confirmer(), now),
                            () -> dropDueDecision(locked.application(), now));
            return null;
        });
    }

    /// Drops a decision whose time has come and which is no longer allowed.
    void dropDueDecision(Reference reference, Instant now) {
        transactions.executeWrite(status -> {
            dropDueDecision(recipients.lockApplication(reference).application(), now);
            return null;
        });
    }

    private void dropDueDecision(Application application, Instant now) {
        proposals
                .findByApplicationId(application.id())
                .filter(row -> row.events() != application.events() || isDue(row.dueAt(), now))
                .ifPresent(row -> {
                    deleteProposal(application, now);
                    note(application, CLOCK_ACTOR, "application.dropped", new ApplicationDecision(row.act()), now);
                    secondReviews.notifyAuthor(application, row.who(), now);
                });
    }

    private static boolean isDue(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(now);
    }

    private Application makeDecision(
            LockedApplication locked, Proposal proposal, @Nullable String confirmer, Instant now) {
        Application after = applyDecision(locked, proposal.decision(), proposal.who(), now);
        deleteProposal(after, now);
        if (confirmer != null) {
            note(after, confirmer, "application.confirmed", proposal.decision(), now);
        }
        return after;
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
    /// @throws RuleViolationException when no proposal waits, or another one, or this member cannot confirm it
    public Application confirmProposal(Reference reference, String id, String staff, Instant now) {
        String who = StaffNameRules.validateName(staff);
        return transactions.executeWrite(status -> {
            LockedApplication locked = recipients.lockApplication(reference);
            return makeDecision(locked, requireConfirmable(locked.application(), id, who), who, now);
        });
    }

    /// Confirms a proposal as [#confirmProposal] does, with effect after a pause. Within it, [#withdrawProposal] takes
    /// the confirmation back.
    ///
    /// @param pause none for a confirmation at once
    /// @return the confirmed proposal while it waits; empty when the decision was made at once
    public Optional<Proposal> scheduleConfirmation(
            Reference reference, String id, String staff, Duration pause, Instant now) {
        if (pause.isZero()) {
            confirmProposal(reference, id, staff, now);
            return Optional.empty();
        }
        String who = StaffNameRules.validateName(staff);
        return transactions.executeWrite(status -> {
            Application application = recipients.lockApplication(reference).application();
            Proposal proposal = requireConfirmable(application, id, who);
            recorder.checkDecision(application, proposal.decision(), TransitionActor.STAFF, now);
            proposals.updateConfirmation(application.id(), who, now.plus(pause));
            secondReviews.endReview(application, now);
            claims.markChanged(application.id(), now);
            return proposals.findByApplication(application);
        });
    }

    private Proposal requireConfirmable(Application application, String id, String who) {
        Proposal proposal = waiting(application, application.reference(), id);
        if (proposal.takesEffect()) {
            throw new RuleViolationException("decision_waits", proposal.arguments(application.reference()));
        }
        secondReviews.findObstacle(application.reference(), proposal, who).ifPresent(obstacle -> {
            throw obstacle;
        });
        return proposal;
    }

    /// Withdraws a proposal or a decision that waits for its time; open to all who may decide. Of a confirmed proposal
    /// it withdraws the confirmation.
    ///
    /// @param id of the proposal that they have read
    /// @throws RuleViolationException when no proposal waits, or another one
    public void withdrawProposal(Reference reference, String id, String staff, Instant now) {
        String who = StaffNameRules.validateName(staff);
        transactions.executeWrite(status -> {
            Application application = recipients.lockApplication(reference).application();
            Proposal proposal = waiting(application, reference, id);
            if (proposal.confirmer() == null) {
                deleteProposal(application, now);
            } else {
                proposals.updateConfirmation(application.id(), null, null);
                secondReviews.notifyReviewers(application, proposal.who(), now);
            }
            claims.markChanged(application.id(), now);
            note(application, who, "application.dropped", proposal.decision(), now);
            return null;
        });
    }

    private Proposal waiting(Application application, Reference reference, String id) {
        Proposal proposal = proposals
                .findByApplication(application)
                .orElseThrow(() -> new RuleViolationException("no_proposal", "reference", reference));
        if (!proposal.id().equals(id)) {
            throw new RuleViolationException("proposal_replaced", proposal.arguments(reference));
        }
        return proposal;
    }

    private void note(Application application, String who, String what, ApplicationDecision decision, Instant now) {
        audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                application, who, what, decision.act().toWord(), now)));
    }
}
