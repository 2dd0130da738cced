package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.form.RequestedAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.record.ApplicationTransitionService.LineSelection;
import pk.rahnuma.registration.record.ApplicationTransitionService.RecordedTransition;
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

    /// A decision that is allowed, with the answers that the applicant must give again.
    record CheckedDecision(ApplicationDecision decision, LineSelection selection) {}

    /// A decision that was made.
    ///
    /// @param application after it
    /// @param lines that it changed, as they are now
    /// @param total number of lines of the application
    /// @param registered number of these that are registered now
    record RecordedDecision(
            Application application, ApplicationDecision decision, List<Line> lines, int total, long registered) {

        private static RecordedDecision of(
                Application application, ApplicationDecision decision, LineSelection selection) {
            return new RecordedDecision(
                    application,
                    decision,
                    selection.selected(),
                    selection.all().size(),
                    selection.all().stream()
                            .filter(line -> line.status().isRegistered())
                            .count());
        }

        /// The authority's reference of the lines; empty when they have none.
        String authorityReference() {
            String reference = lines.getFirst().authorityReference();
            return reference == null ? "" : reference;
        }

        /// The earliest deadline or target of these lines; null when there is none.
        Instant due() {
            return lines.stream()
                    .map(Line::dueAt)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /// Checks a decision without making it.
    ///
    /// @throws RuleViolationException when the decision is not allowed
    CheckedDecision checkDecision(
            Application before, ApplicationDecision decision, TransitionActor actor, Instant now) {
        LineSelection selection = transitions.selectLines(before, decision, actor, now);
        decision.validateFor(mode, now);
        if (decision.act() == LineTransition.ACCEPT_CHANGE
                && decision.term() == null
                && selection.selected().stream().anyMatch(line -> line.change() == ChangeKind.RENEW)) {
            throw new RuleViolationException("renewal_days");
        }
        return new CheckedDecision(
                decision.act() == LineTransition.ASK
                        ? decision.withAskedFields(
                                requestedAnswers.findRequested(before, contents.readAnswers(before), decision, now))
                        : decision,
                selection);
    }

    /// Records a decision of staff.
    ///
    /// @param staffName validated name for history and audit log
    /// @throws RuleViolationException when the decision is not allowed
    RecordedDecision recordByStaff(Application before, ApplicationDecision decision, String staffName, Instant now) {
        CheckedDecision checked = checkDecision(before, decision, TransitionActor.STAFF, now);
        RecordedTransition recorded = transitions.recordTransition(
                before, checked.selection(), checked.decision(), TransitionActor.STAFF, staffName, now);
        return applyEffects(recorded, checked.decision(), now);
    }

    /// Records an action of the applicant on some lines, unless one of them does not allow it.
    ///
    /// @param numbers of the lines; empty for all that allow it
    /// @param language of the person
    /// @return false when it is not allowed; then nothing is recorded
    boolean recordByApplicant(
            Application before,
            ApplicantAction action,
            Set<Integer> numbers,
            long person,
            String language,
            Instant now) {
        List<Line> possible = findAllowed(before, action, numbers, now);
        if (possible.isEmpty() || possible.size() < numbers.size()) {
            return false;
        }
        recordAction(before, action, possible, person, language, now);
        return true;
    }

    /// Records an action of the applicant on those of some lines that allow it.
    ///
    /// @param numbers of the lines, at least one
    /// @param language of the person
    /// @return number of lines that allow it
    int recordWherePossible(
            Application before,
            ApplicantAction action,
            Set<Integer> numbers,
            long person,
            String language,
            Instant now) {
        List<Line> possible = findAllowed(before, action, numbers, now);
        recordAction(before, action, possible, person, language, now);
        return possible.size();
    }

    private List<Line> findAllowed(Application before, ApplicantAction action, Set<Integer> numbers, Instant now) {
        return transitions.findLines(before).stream()
                .filter(line -> numbers.isEmpty() || numbers.contains(line.number()))
                .filter(line -> action.isAllowed(line, now))
                .toList();
    }

    private void recordAction(
            Application before,
            ApplicantAction action,
            List<Line> possible,
            long person,
            String language,
            Instant now) {
        Application present = before;
        for (LineTransition act : action.transitions()) {
            List<Integer> made = possible.stream()
                    .filter(line -> line.allows(act, TransitionActor.APPLICANT, now))
                    .map(Line::number)
                    .toList();
            if (!made.isEmpty()) {
                ApplicationDecision decision = new ApplicationDecision(act).aboutLines(made);
                RecordedTransition recorded = transitions.recordApplicantTransition(
                        present,
                        transitions.selectLines(present, decision, TransitionActor.APPLICANT, now),
                        decision,
                        person,
                        language,
                        null,
                        now);
                present = applyEffects(recorded, decision, now).application();
            }
        }
    }

    /// Numbers of the lines for which the time of a transition has come.
    Set<Integer> findDue(Application application, LineTransition act, Instant now) {
        return transitions.findLines(application).stream()
                .filter(line -> line.isDueFor(act, now))
                .map(Line::number)
                .collect(Collectors.toSet());
    }

    /// Records a transition that time has brought.
    ///
    /// @throws RuleViolationException when it is not possible
    RecordedDecision recordByClock(Application before, ApplicationDecision decision, Instant now) {
        LineSelection selection = transitions.selectLines(before, decision, TransitionActor.CLOCK, now);
        RecordedTransition recorded =
                transitions.recordTransition(before, selection, decision, TransitionActor.CLOCK, null, now);
        return RecordedDecision.of(recorded.application(), decision, recorded.lines());
    }

    private RecordedDecision applyEffects(RecordedTransition recorded, ApplicationDecision decision, Instant now) {
        Application after = recorded.application();
        Set<Integer> numbers = recorded.lines().numbers();
        switch (decision.act()) {
            case RENEW -> contents.requestRenewal(after, numbers);
            case ACCEPT_CHANGE -> contents.acceptProposed(after, numbers, now);
            case REFUSE_CHANGE -> contents.refuseProposed(after, numbers, now);
            case TAKE_BACK_CHANGE -> contents.discardProposed(after, numbers);
            case APPROVE -> contents.confirmNumbers(after, now);
            default -> {}
        }
        return RecordedDecision.of(after, decision, recorded.lines());
    }
}
