package pk.rahnuma.registration.submission;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.form.Answers;

/// `registration.submit`: sends an application for oneself; see [Submissions].
@Singleton
@Named("registration.submit")
public final class Submit implements Action.Act<Submit.In, Submit.Out> {

    /// @param answers by name, as domain.md 5.1 lists them
    public record In(Map<String, Object> answers) {}

    /// @param problem empty when accepted; `duplicate`, then `reference` is that of the application that there is; or
    ///     `incomplete` when the numbers that prove later who asks are missing
    /// @param reference grouped for reading
    /// @param due by when it should be decided; null when not accepted
    public record Out(boolean accepted, String problem, String reference, Instant due) {

        private static Out of(Submissions.Outcome outcome) {
            Application sent = outcome.application();
            if (sent != null) {
                return new Out(true, "", sent.reference().grouped(), sent.due());
            }
            String twin = outcome.twin() == null ? "" : outcome.twin().grouped();
            return new Out(false, outcome.problem(), twin, null);
        }
    }

    private final Submissions submissions;

    Submit(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public List<Out> run(List<Request<In>> requests) {
        List<Submissions.Wish> wishes = new ArrayList<>();
        for (Request<In> request : requests) {
            Answers answers = new Answers(request.arguments().answers());
            wishes.add(new Submissions.Wish(request, request.conversation(), answers));
        }
        return submissions.send(wishes, submissions.sent(requests)).stream()
                .map(Out::of)
                .toList();
    }
}
