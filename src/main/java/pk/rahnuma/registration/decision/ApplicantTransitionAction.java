package pk.rahnuma.registration.decision;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.record.LineNumbers;

/// An action at once on lines of an application of the person, or of an organisation for which they act.
public final class ApplicantTransitionAction
        implements Action.Mutation<ApplicantTransitionAction.In, ApplicantTransitionAction.Out> {

    private static final String ALL = "all";

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    /// @param lines numbers of the lines; none, or with the word `all` among them, for all that allow it
    public record In(String reference, List<String> lines) {

        private Set<Integer> numbers() {
            return lines.contains(ALL) ? Set.of() : LineNumbers.parseTexts(lines);
        }
    }

    /// Result of the action.
    ///
    /// @param done false when the person has no such application, or it allows no such transition now
    public record Out(boolean done) {}

    private final ApplicantTransitionService transitions;
    private final ApplicantAction action;

    ApplicantTransitionAction(ApplicantTransitionService transitions, ApplicantAction action) {
        this.transitions = transitions;
        this.action = action;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(transitions.tryAction(
                        request.conversation(),
                        request.arguments().reference(),
                        action,
                        request.arguments().numbers(),
                        request.now())))
                .toList();
    }

    /// Creates the actions.
    @Factory
    static final class ActionFactory {

        /// Withdraws an undecided application of the person.
        @Singleton
        @Named("registration.withdraw")
        ApplicantTransitionAction createWithdrawAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.WITHDRAW);
        }

        /// Ends registered lines of the person.
        @Singleton
        @Named("registration.end")
        ApplicantTransitionAction createEndAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.END);
        }

        /// Requests a later last day of lines of the person, or lines that have expired.
        @Singleton
        @Named("registration.renew")
        ApplicantTransitionAction createRenewAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.RENEW);
        }

        /// Pauses registered lines of the person.
        @Singleton
        @Named("registration.pause")
        ApplicantTransitionAction createPauseAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.PAUSE);
        }

        /// Ends the pause of lines of the person.
        @Singleton
        @Named("registration.resume")
        ApplicantTransitionAction createResumeAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.RESUME);
        }

        /// Reopens a rejected application of the person, within
        /// [pk.rahnuma.registration.LineDeadline#REOPENING_PERIOD].
        @Singleton
        @Named("registration.reopen")
        ApplicantTransitionAction createReopenAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.LOOK_AGAIN);
        }

        /// Takes back a change of the person’s registration that waits for a decision.
        @Singleton
        @Named("registration.take_back")
        ApplicantTransitionAction createTakeBackAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, ApplicantAction.TAKE_BACK);
        }
    }
}
