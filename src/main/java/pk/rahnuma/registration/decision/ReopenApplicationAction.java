package pk.rahnuma.registration.decision;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationTransition;

/// `registration.reopen`: the person has a rejected application of their own looked at again, within
/// [pk.rahnuma.registration.ApplicationDeadline#REOPENING_PERIOD].
@Singleton
@Named("registration.reopen")
public final class ReopenApplicationAction
        implements Action.Mutation<ReopenApplicationAction.In, ReopenApplicationAction.Out> {

    /// @param reference as typed or shown
    public record In(String reference) {}

    /// @param done false when there is no such application of this person, or it is too late
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
