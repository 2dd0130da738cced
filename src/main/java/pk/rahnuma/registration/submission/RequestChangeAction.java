package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// `registration.change`: requests another line for a registration of the person. The old entry stays in force until
/// the decision.
@Singleton
@Named("registration.change")
public final class RequestChangeAction implements Action.Mutation<RequestChangeAction.In, RequestChangeAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    /// @param answers by name, only the new ones; those without a question in the application's form are left out
    public record In(String reference, Map<String, Object> answers) {}

    /// Result of the action.
    ///
    /// @param problem empty when done; `not_possible` when the person has no such registration or a change is pending,
    ///     `nothing` when nothing changes, `duplicate` when the line is in another application
    /// @param due time for which the desk aims; null when not done, and while no member of staff can decide
    public record Out(boolean done, String problem, Instant due) {}

    private final ApplicationRevisionService revisions;

    RequestChangeAction(ApplicationRevisionService revisions) {
        this.revisions = revisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> {
                    In in = request.arguments();
                    ApplicationRevisionService.RevisionOutcome outcome = revisions.requestChange(
                            request.conversation(), in.reference(), in.answers(), request.now());
                    return new Out(outcome.isDone(), outcome.problem(), outcome.due());
                })
                .toList();
    }
}
