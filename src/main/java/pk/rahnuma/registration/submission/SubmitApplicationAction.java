package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.FormAnswers;

/// `registration.submit`: submits an application for the person; see [ApplicationSubmissionService].
@Singleton
@Named("registration.submit")
public final class SubmitApplicationAction
        implements Action.Mutation<SubmitApplicationAction.In, SubmitApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param answers by name, as `register-individual.yaml` asks for them
    public record In(Map<String, Object> answers) {}

    /// Result of the action.
    ///
    /// @param problem empty when accepted; `duplicate`, then `reference` is that of the existing application; or
    ///     `incomplete` when the numbers that later prove the applicant's identity are missing
    /// @param reference grouped for reading
    /// @param due time for which the desk aims; null when not accepted, and while no member of staff can decide
    public record Out(boolean accepted, String problem, String reference, Instant due) {

        private static Out of(ApplicationSubmissionService.SubmissionOutcome outcome) {
            Application sent = outcome.application();
            if (sent != null) {
                return new Out(true, "", sent.reference().toGroupedText(), outcome.due());
            }
            String twin = outcome.twin() == null ? "" : outcome.twin().toGroupedText();
            return new Out(false, outcome.problem(), twin, null);
        }
    }

    private final ApplicationSubmissionService submissions;

    SubmitApplicationAction(ApplicationSubmissionService submissions) {
        this.submissions = submissions;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<ApplicationSubmissionService.SubmissionRequest> wishes = new ArrayList<>();
        for (Request<In> request : requests) {
            FormAnswers answers = new FormAnswers(request.arguments().answers());
            wishes.add(new ApplicationSubmissionService.SubmissionRequest(request, request.conversation(), answers));
        }
        return submissions.submitAll(wishes, submissions.findSubmitted(requests)).stream()
                .map(Out::of)
                .toList();
    }
}
