package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// `registration.change`: the person asks for another line in a registration of their own. The old entry stays in force
/// until that is decided.
@Singleton
@Named("registration.change")
public final class RequestChangeAction implements Action.Mutation<RequestChangeAction.In, RequestChangeAction.Out> {

    /// @param reference as typed or shown
    /// @param answers by name, the new ones only; what is no question of the application's form is left out
    public record In(String reference, Map<String, Object> answers) {}

    /// @param problem empty when done; `not_possible` when there is no such registration of this person or a change is
    ///     being decided, `nothing` when all is as it was, `duplicate` when the line is in another application
    /// @param due by when it should be decided; null when not done
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
