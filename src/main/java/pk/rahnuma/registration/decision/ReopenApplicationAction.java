package pk.rahnuma.registration.decision;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationTransition;

/// `registration.reopen`: reopens a rejected application of the person, within
/// [pk.rahnuma.registration.ApplicationDeadline#REOPENING_PERIOD].
@Singleton
@Named("registration.reopen")
public final class ReopenApplicationAction
        implements Action.Mutation<ReopenApplicationAction.In, ReopenApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    public record In(String reference) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such application, or the period has ended
    public record Out(boolean done) {}

    private final ApplicationDecisionService decisions;

    ReopenApplicationAction(ApplicationDecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(decisions.tryApplicantTransition(
                        request.conversation(),
                        request.arguments().reference(),
                        ApplicationTransition.REOPEN,
                        null,
                        request.now())))
                .toList();
    }
}
