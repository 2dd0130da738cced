package pk.rahnuma.registration.decision;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationTransition;

/// `registration.withdraw`: withdraws an undecided application of the person.
@Singleton
@Named("registration.withdraw")
public final class WithdrawApplicationAction
        implements Action.Mutation<WithdrawApplicationAction.In, WithdrawApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    public record In(String reference) {}

    /// Result of the action.
    ///
    /// @param done false when the person has no such application, or it can no longer be withdrawn
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
