package pk.rahnuma.registration.decision;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationTransition;

/// `registration.withdraw`: the person takes back an application of their own that is not decided yet.
@Singleton
@Named("registration.withdraw")
public final class WithdrawApplicationAction
        implements Action.Mutation<WithdrawApplicationAction.In, WithdrawApplicationAction.Out> {

    /// @param reference as typed or shown
    public record In(String reference) {}

    /// @param done false when there is no such application of this person, or it cannot be withdrawn any more
    public record Out(boolean done) {}

    private final ApplicationDecisionService decisions;

    WithdrawApplicationAction(ApplicationDecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> new Out(decisions.tryApplicantTransition(
                        request.conversation(),
                        request.arguments().reference(),
                        ApplicationTransition.WITHDRAW,
                        null,
                        request.now())))
                .toList();
    }
}
