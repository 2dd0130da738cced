package pk.rahnuma.registration.decision;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationTransition;

/// `registration.cancel`: cancels a registration of the person.
@Singleton
@Named("registration.cancel")
public final class CancelApplicationAction
        implements Action.Mutation<CancelApplicationAction.In, CancelApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    public record In(String reference) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such registration, or it cannot be cancelled now
    public record Out(boolean done) {}

    private final ApplicationDecisionService decisions;

    CancelApplicationAction(ApplicationDecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(decisions.tryApplicantTransition(
                        request.conversation(),
                        request.arguments().reference(),
                        ApplicationTransition.CANCEL,
                        null,
                        request.now())))
                .toList();
    }
}
