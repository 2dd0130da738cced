package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ApplicationDecision;

/// `registration.supply`: the person answers what was asked about an application of their own (`NEEDS_INFO`), and the
/// desk goes on with it. New answers take the place of the old ones, which the history keeps.
@Singleton
@Named("registration.supply")
public final class SupplyInformationAction
        implements Action.Mutation<SupplyInformationAction.In, SupplyInformationAction.Out> {

    /// @param reference as typed or shown
    /// @param text what they have to say beside the answers; what is longer than [ApplicationDecision#MAX_NOTE_LENGTH]
    /// is cut
    /// @param answers by name; what is no question of the application's form is left out
    public record In(String reference, String text, Map<String, Object> answers) {}

    /// @param problem empty when done; `not_possible` when there is no such application of this person or nothing is
    ///     asked about it, `nothing` when nothing new was said, `duplicate` when the line is in another application
    /// @param due by when it should be decided; null when not done
    public record Out(boolean done, String problem, Instant due) {}

    private final ApplicationRevisionService revisions;

    SupplyInformationAction(ApplicationRevisionService revisions) {
        this.revisions = revisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> {
                    In in = request.arguments();
                    String note = in.text()
                            .substring(
                                    0,
                                    Math.min(
                                            ApplicationDecision.MAX_NOTE_LENGTH,
                                            in.text().length()));
                    ApplicationRevisionService.RevisionOutcome outcome = revisions.supplyInformation(
                            request.conversation(), in.reference(), in.answers(), note, request.now());
                    return new Out(outcome.isDone(), outcome.problem(), outcome.due());
                })
                .toList();
    }
}
