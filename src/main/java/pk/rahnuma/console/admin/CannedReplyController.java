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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.Map;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.shared.Language;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.work.CannedReply;
import pk.rahnuma.ticket.work.CannedReplyService;

/// Edits canned replies, in the languages of applicants: those of all, and each member's own.
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

    /// @param q words to search for
    @Get
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> listReplies(HttpRequest<?> request, @QueryValue(defaultValue = "") String q) {
        return showReplies(request, q, null);
    }

    @Get("/{id}")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> showReply(HttpRequest<?> request, @PathVariable long id) {
        return showReplies(
                request,
                "",
                cannedReplies.getReply(ConsoleUser.requireUser(request).signed(), id));
    }

    private HttpResponse<String> showReplies(HttpRequest<?> request, String words, CannedReply reply) {
        AuthenticatedStaff by = ConsoleUser.requireUser(request).signed();
        return templates.renderPage(
                templates.createContext(request),
                "admin/canned.jte",
                "replies",
                cannedReplies.listReplies(by, words),
                "words",
                words,
                "reply",
                reply,
                "editable",
                reply == null || CannedReplyService.canEdit(by, reply));
    }

    /// Reply, with the state after the answer; empty for none.
    ///
    /// @param own whether a new one is for its author alone
    @Introspected
    record CannedReplyForm(
            String folder, String name, String en, String ur, String urLatn, String tag, String then, boolean own)
            implements ConsoleForm {

        CannedReplyService.ReplyDraft toDraft() {
            return new CannedReplyService.ReplyDraft(
                    folder,
                    name,
                    Map.of(Language.ENGLISH, en, Language.URDU, ur, Language.ROMAN_URDU, urLatn),
                    tag,
                    CannedReply.laterStates().stream()
                            .filter(state -> state.name().equals(then))
                            .findFirst()
                            .orElse(null));
        }
    }

    @Post
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> addReply(HttpRequest<?> request, @Valid @Body CannedReplyForm form) {
        AuthenticatedStaff by = ConsoleUser.requireUser(request).signed();
        boolean own = form.own() || !by.hasPermission(StaffPermission.EDIT_CANNED);
        cannedReplies.addReply(by, form.toDraft(), own, clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    @Post("/{id}")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> changeReply(HttpRequest<?> request, @PathVariable long id, @Valid @Body CannedReplyForm form) {
        AuthenticatedStaff by = ConsoleUser.requireUser(request).signed();
        cannedReplies.changeReply(by, id, form.toDraft(), clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    @Post("/{id}/delete")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> deleteReply(HttpRequest<?> request, @PathVariable long id) {
        cannedReplies.deleteReply(ConsoleUser.requireUser(request).signed(), id, clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }
}
