package pk.rahnuma.desk.tickets;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.FormSubmissionService;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.intake.Opening;

/// A ticket that a member of staff opens.
@Controller(value = "/desk/tickets", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OpeningController {

    private final Opening opening;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    OpeningController(Opening opening, FormSubmissionService submissions, InstantSource clock) {
        this.opening = opening;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// @param form `about` (an application's reference, or the number of a ticket of the same person), `topic`, `text`
    @Post
    @Needs(Right.ANSWER_TICKETS)
    HttpResponse<String> open(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        String about = fields.one("about");
        Reference reference =
                Reference.read(about).orElseThrow(() -> new NotPossible("application_missing", "reference", about));
        String topic = fields.one("topic");
        if (!Ticket.TOPICS.contains(topic)) {
            throw new NotPossible("choose");
        }
        String text = fields.raw("text").strip();
        Member by = Colleagues.member(Viewer.at(request));
        Instant now = clock.instant();
        String page = submissions.submitOnce(
                request,
                now,
                () -> "/desk/tickets/"
                        + opening.byStaff(reference, topic, text, by, now)
                                .number()
                                .grouped());
        return Screens.go(request, page);
    }
}
