package pk.rahnuma.registration.decision;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationTransition;

/// `registration.take_back`: takes back a change of the person’s registration that waits for a decision.
@Singleton
@Named("registration.take_back")
public final class TakeBackChangeAction implements Action.Mutation<TakeBackChangeAction.In, TakeBackChangeAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    public record In(String reference) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such registration, or no change of it waits
    public record Out(boolean done) {}

    private final ApplicationDecisionService decisions;

    TakeBackChangeAction(ApplicationDecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(decisions.tryApplicantTransition(
                        request.conversation(),
                        request.arguments().reference(),
                        ApplicationTransition.TAKE_BACK_CHANGE,
                        null,
                        request.now())))
                .toList();
    }
}
