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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.FormSubmissionService;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Remark;
import pk.rahnuma.staff.Right;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Closing;
import pk.rahnuma.support.work.Hand;
import pk.rahnuma.support.work.Sorting;

/// What is done to many tickets of the queue at once.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BulkActsController {

    private final Sorting sorting;
    private final Claims claims;
    private final Closing closing;
    private final Colleagues colleagues;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    BulkActsController(
            Sorting sorting,
            Claims claims,
            Closing closing,
            Colleagues colleagues,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.sorting = sorting;
        this.claims = claims;
        this.closing = closing;
        this.colleagues = colleagues;
        this.submissions = submissions;
        this.clock = clock;
    }

    /// Each in a transaction of its own; one that cannot be done keeps no other.
    ///
    /// @param form `number` several times, and `what`: `resolve`, `assign` with `member`, or `tag` with `tag`
    @Post("/tickets/many")
    @Needs(Right.ASSIGN_OTHERS)
    HttpResponse<?> many(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        Collection<Reference> numbers =
                fields.all("number").stream().map(QueueController::number).toList();
        if (numbers.isEmpty()) {
            throw new NotPossible("choose_tickets");
        }
        if (numbers.size() > TicketList.ROWS) {
            throw new NotPossible("choose_fewer", "most", TicketList.ROWS);
        }
        Instant now = clock.instant();
        String what = fields.one("what");
        Consumer<Reference> act = act(what, fields, Viewer.at(request), now);
        List<Remark> undone = new ArrayList<>();
        for (Reference number : numbers) {
            try {
                submissions.submitPartOnce(request, number.symbols(), now, () -> act.accept(number));
            } catch (NotPossible e) {
                undone.add(Remark.of("refusal.undone_one", "number", number, "why", e.why()));
            }
        }
        if (!undone.isEmpty()) {
            throw new NotPossible(
                    "undone", "done", numbers.size() - undone.size(), "count", undone.size(), "why", undone);
        }
        return Screens.done(request, "/desk/tickets");
    }

    private Consumer<Reference> act(String what, Fields fields, Viewer viewer, Instant now) {
        Hand hand = Colleagues.hand(viewer);
        return switch (what) {
            case "resolve" -> number -> closing.resolve(number, hand.member(), now);
            case "assign" -> {
                Member to = colleagues.named(fields.whole("member"));
                yield number -> claims.transfer(number, hand, to, now);
            }
            case "tag" -> number -> sorting.tag(number, hand, fields.one("tag"), now);
            default -> throw new NotPossible("choose");
        };
    }
}
