package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.record.LineNumbers;

/// `registration.change`: changes lines of an application of the person. What is only received is changed at once; for
/// what is registered a change is requested, and the old entry stays in force until the decision.
@Singleton
@Named("registration.change")
public final class RequestChangeAction implements Action.Mutation<RequestChangeAction.In, RequestChangeAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown
    /// @param line number of an organisation's line, of which `answers` are parts; otherwise `answers` are those of the
    ///     form, in which lines with a known site replace the former ones
    /// @param kind word of a [ChangeKind]; empty for `move`
    /// @param answers by name, only the new ones; those that are not about lines are left out
    public record In(String reference, String line, String kind, Map<String, Object> answers) {}

    /// Result of the action.
    ///
    /// @param applied whether all of it is in force already; otherwise a decision is awaited
    /// @param problem empty when done; `not_possible` when the person has no such line or it allows no change now,
    ///     `nothing` when nothing changes, `duplicate` when the addresses are those of another line
    /// @param due time for which the desk aims; null when not done, and while no member of staff can decide
    public record Out(boolean done, boolean applied, String problem, Instant due) {}

    private final ApplicationRevisionService revisions;

    RequestChangeAction(ApplicationRevisionService revisions) {
        this.revisions = revisions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        return requests.stream()
                .map(request -> {
                    In in = request.arguments();
                    ApplicationRevisionService.RevisionOutcome outcome = revisions.changeLines(
                            ApplicationRevisionService.FormSender.ofRequest(request),
                            in.reference(),
                            new ApplicationRevisionService.LineChange(
                                    LineNumbers.parseText(in.line())
                                            .map(number -> Map.of(number, in.answers()))
                                            .orElse(Map.of()),
                                    ChangeKind.parseWord(in.kind()).orElse(ChangeKind.MOVE),
                                    in.answers()),
                            request.now());
                    return new Out(outcome.isDone(), outcome.applied(), outcome.problem(), outcome.due());
                })
                .toList();
    }
}
