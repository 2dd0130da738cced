package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.time.InstantSource;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.ticket.work.CannedReply;
import pk.rahnuma.ticket.work.CannedReplyService;

/// Edits canned replies, in the three languages of applicants.
@Controller(value = CannedReplyController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class CannedReplyController {

    static final String PATH = "/desk/canned";

    private final CannedReplyService cannedReplies;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    CannedReplyController(CannedReplyService cannedReplies, TemplateRenderer templates, InstantSource clock) {
        this.cannedReplies = cannedReplies;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    @Secured(PermissionNames.EDIT_CANNED)
    HttpResponse<String> listReplies(HttpRequest<?> request) {
        return templates.renderPage(
                templates.createContext(request),
                "admin/canned.jte",
                "replies",
                cannedReplies.listReplies(),
                "reply",
                null);
    }

    @Get("/{id}")
    @Secured(PermissionNames.EDIT_CANNED)
    HttpResponse<String> showReply(HttpRequest<?> request, @PathVariable long id) {
        CannedReply reply = cannedReplies.getReply(id);
        return templates.renderPage(
                templates.createContext(request),
                "admin/canned.jte",
                "replies",
                cannedReplies.listReplies(),
                "reply",
                reply);
    }

    @Introspected
    record CannedReplyForm(String name, String en, String ur, String urLatn) implements ConsoleForm {}

    @Post
    @Secured(PermissionNames.EDIT_CANNED)
    HttpResponse<String> addReply(HttpRequest<?> request, @Valid @Body CannedReplyForm form) {
        return saveReply(request, 0, form);
    }

    @Post("/{id}")
    @Secured(PermissionNames.EDIT_CANNED)
    HttpResponse<String> changeReply(HttpRequest<?> request, @PathVariable long id, @Valid @Body CannedReplyForm form) {
        return saveReply(request, id, form);
    }

    @Post("/{id}/delete")
    @Secured(PermissionNames.EDIT_CANNED)
    HttpResponse<String> deleteReply(HttpRequest<?> request, @PathVariable long id) {
        cannedReplies.deleteReply(ConsoleUser.requireUser(request).signed(), id, clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    private HttpResponse<String> saveReply(HttpRequest<?> request, long id, CannedReplyForm form) {
        cannedReplies.saveReply(
                ConsoleUser.requireUser(request).signed(),
                id,
                form.name(),
                form.en(),
                form.ur(),
                form.urLatn(),
                clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }
}
