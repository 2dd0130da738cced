package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Instant;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.RequestedAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.shared.OperatingMode;

/// Checks and records decisions, with the transitions that follow automatically: an approved application is registered
/// at once. The caller has locked the application.
@Singleton
final class DecisionRecorder {

    private final OperatingMode mode;
    private final ApplicationTransitionService transitions;
    private final ApplicationContentService contents;
    private final RequestedAnswers requestedAnswers;

    DecisionRecorder(
            OperatingMode mode,
            ApplicationTransitionService transitions,
            ApplicationContentService contents,
            RequestedAnswers requestedAnswers) {
        this.mode = mode;
        this.transitions = transitions;
        this.contents = contents;
        this.requestedAnswers = requestedAnswers;
    }

    /// Checks a decision without making it.
    ///
    /// @return the decision, with the answers that the applicant must give again
    /// @throws RuleViolationException when the decision is not allowed
    ApplicationDecision checkDecision(
            Application before, ApplicationDecision decision, TransitionActor actor, Instant now) {
        decision.act().applyTo(before.status(), actor);
        decision.validateFor(mode);
        if (decision.act() == ApplicationTransition.REOPEN && !now.isBefore(before.dueAt())) {
            throw new RuleViolationException("reopening_over", "until", before.dueAt());
        }
        return decision.act() == ApplicationTransition.ASK
                ? decision.withAskedFields(
                        requestedAnswers.findRequested(before, contents.readAnswers(before), decision, now))
                : decision;
    }

    /// Records a decision of staff.
    ///
    /// @param staffName validated name for history and audit log
    /// @return the application after it
    /// @throws RuleViolationException when the decision is not allowed
    Application recordByStaff(Application before, ApplicationDecision decision, String staffName, Instant now) {
        ApplicationDecision complete = checkDecision(before, decision, TransitionActor.STAFF, now);
        return applyEffects(
                transitions.recordTransition(before, complete, TransitionActor.STAFF, staffName, now),
                decision.act(),
                now);
    }

    /// Records a decision of the applicant.
    ///
    /// @param language of the person
    /// @return the application after it
    /// @throws RuleViolationException when the decision is not allowed
    Application recordByApplicant(
            Application before, ApplicationTransition act, long person, String language, Instant now) {
        ApplicationDecision decision =
                checkDecision(before, new ApplicationDecision(act), TransitionActor.APPLICANT, now);
        return applyEffects(transitions.recordApplicantTransition(before, decision, person, language, now), act, now);
    }

    /// Records a transition that time has brought.
    ///
    /// @return the application after it
    Application recordByClock(Application before, ApplicationTransition act, Instant now) {
        return transitions.recordTransition(
                before, new ApplicationDecision(act), TransitionActor.CLOCK, TransitionActor.CLOCK.historyName(), now);
    }

    private Application applyEffects(Application after, ApplicationTransition act, Instant now) {
        switch (act) {
            case ACCEPT_CHANGE -> contents.acceptProposed(after, after.events(), now);
            case REFUSE_CHANGE -> contents.refuseProposed(after);
            case TAKE_BACK_CHANGE -> contents.discardProposed(after);
            default -> {}
        }
        if (act == ApplicationTransition.APPROVE || act == ApplicationTransition.ACCEPT_CHANGE) {
            contents.confirmNumbers(after, now);
        }
        return after.status() == ApplicationStatus.APPROVED
                ? recordByClock(after, ApplicationTransition.ACTIVATE, now)
                : after;
    }
}
