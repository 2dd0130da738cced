package pk.rahnuma.registration.decision;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.LineTransition;

/// A transition that a person makes of an application of theirs, or of an organisation for which they act.
public final class ApplicantTransitionAction
        implements Action.Mutation<ApplicantTransitionAction.In, ApplicantTransitionAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    /// @param line number of the line, or empty for all that allow it
    public record In(String reference, String line) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such application, or it allows no such transition now
    public record Out(boolean done) {}

    private final ApplicantTransitionService transitions;
    private final LineTransition transition;

    ApplicantTransitionAction(ApplicantTransitionService transitions, LineTransition transition) {
        this.transitions = transitions;
        this.transition = transition;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(transitions.tryTransition(
                        request.conversation(),
                        request.arguments().reference(),
                        transition,
                        toNumbers(request.arguments().line()),
                        request.now())))
                .toList();
    }

    private static Set<Integer> toNumbers(String line) {
        return line.matches("[1-9][0-9]{0,3}") ? Set.of(Integer.valueOf(line)) : Set.of();
    }

    /// Creates the actions.
    @Factory
    static final class ActionFactory {

        /// Withdraws an undecided application of the person.
        @Singleton
        @Named("registration.withdraw")
        ApplicantTransitionAction createWithdrawAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, LineTransition.WITHDRAW);
        }

        /// Cancels a registration of the person.
        @Singleton
        @Named("registration.cancel")
        ApplicantTransitionAction createCancelAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, LineTransition.END);
        }

        /// Reopens a rejected application of the person, within
        /// [pk.rahnuma.registration.LineDeadline#REOPENING_PERIOD].
        @Singleton
        @Named("registration.reopen")
        ApplicantTransitionAction createReopenAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, LineTransition.REOPEN);
        }

        /// Takes back a change of the person’s registration that waits for a decision.
        @Singleton
        @Named("registration.take_back")
        ApplicantTransitionAction createTakeBackAction(ApplicantTransitionService transitions) {
            return new ApplicantTransitionAction(transitions, LineTransition.TAKE_BACK_CHANGE);
        }
    }
}
