package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;

/// `registration.supply`: supplies information that was requested for an application of the person (`ASKED` lines); the
/// desk then continues. New answers replace the old ones, which the history keeps.
@Singleton
@Named("registration.supply")
public final class SupplyInformationAction
        implements Action.Mutation<SupplyInformationAction.In, SupplyInformationAction.Out> {

    /// Maximum characters of the text: with up to three bytes each, sealed, they fit into the column of a note. Remarks
    /// and captions of a person are shorter together.
    static final int MAX_TEXT_LENGTH = 2600;

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    /// @param text beside the answers; it is cut after [#MAX_TEXT_LENGTH] characters, and then ends with an ellipsis
    /// @param answers by name; those without a question in the application's form are left out
    public record In(String reference, String text, Map<String, Object> answers) {}

    /// Result of the action.
    ///
    /// @param problem empty when done; `not_possible` when the person has no such application or nothing is requested
    ///     for it, `nothing` when there is nothing new, `duplicate` when the line is in another application
    /// @param due time for which the desk aims; null when not done, and while no member of staff can decide
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
                    String note = in.text().length() <= MAX_TEXT_LENGTH
                            ? in.text()
                            : in.text().substring(0, MAX_TEXT_LENGTH - 1) + "…";
                    ApplicationRevisionService.RevisionOutcome outcome = revisions.supplyInformation(
                            ApplicationRevisionService.FormSender.ofRequest(request),
                            in.reference(),
                            in.answers(),
                            note,
                            request.now());
                    return new Out(outcome.isDone(), outcome.problem(), outcome.due());
                })
                .toList();
    }
}
