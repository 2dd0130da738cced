package pk.rahnuma.console.ticket;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.DocumentResponseFactory;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.document.Document;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.CasePresenceService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketFileService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Shows a ticket: the conversation, its viewers, and its files.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketController {

    /// The part of the page that is read again while it is open.
    private static final String CONVERSATION = "tickets/talk.jte";

    private final TicketDetailService ticketDetails;
    private final TicketPageFactory pages;
    private final TicketFileService ticketFiles;
    private final CasePresenceService presence;
    private final DocumentResponseFactory documentResponses;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    TicketController(
            TicketDetailService ticketDetails,
            TicketPageFactory pages,
            TicketFileService ticketFiles,
            CasePresenceService presence,
            DocumentResponseFactory documentResponses,
            TemplateRenderer templates,
            InstantSource clock) {
        this.ticketDetails = ticketDetails;
        this.pages = pages;
        this.ticketFiles = ticketFiles;
        this.presence = presence;
        this.documentResponses = documentResponses;
        this.templates = templates;
        this.clock = clock;
    }

    /// The ticket beside the list: the whole page, or for htmx the part that the list opens.
    @Get
    @Secured(PermissionNames.READ_TICKETS)
    HttpResponse<String> showTicket(HttpRequest<?> request, @PathVariable String typed) {
        return showTicket(request, typed, "tickets/case.jte", TranscriptVisibility.MASKED);
    }

    /// Part of the page that changes while it is open: the conversation and the possible actions.
    @Get("/talk")
    @Secured(PermissionNames.READ_TICKETS)
    @BackgroundRoute
    HttpResponse<String> showConversation(HttpRequest<?> request, @PathVariable String typed) {
        return showTicket(request, typed, CONVERSATION, TranscriptVisibility.MASKED);
    }

    /// Conversation in full, for this request only: the next refresh is masked again.
    @Post("/reveal")
    @Secured(PermissionNames.READ_TICKETS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<String> revealConversation(HttpRequest<?> request, @PathVariable String typed) {
        return showTicket(request, typed, CONVERSATION, TranscriptVisibility.IN_FULL);
    }

    private HttpResponse<String> showTicket(
            HttpRequest<?> request, String typed, String template, TranscriptVisibility visibility) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        TicketAgent me = AgentDirectory.toAgent(viewer);
        Instant now = clock.instant();
        TicketDetailService.TicketDetails shown =
                ticketDetails.openCase(TicketListController.parseNumber(typed), me, visibility, now);
        return templates.renderPage(
                templates.createContext(request),
                template,
                "part",
                TemplateRenderer.isPart(request),
                "page",
                template.equals(CONVERSATION)
                        ? pages.createPage(viewer, shown, now)
                        : pages.createNamedPage(viewer, shown, now));
    }

    /// Messages before those that are shown.
    @Get("/before/{line}")
    @Secured(PermissionNames.READ_TICKETS)
    HttpResponse<String> showEarlier(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return showEarlier(request, typed, line, TranscriptVisibility.MASKED);
    }

    /// Earlier messages in full, on a page that shows the conversation in full.
    @Post("/before/{line}/reveal")
    @Secured(PermissionNames.READ_TICKETS + PermissionNames.AND + PermissionNames.REVEAL)
    HttpResponse<String> revealEarlier(HttpRequest<?> request, @PathVariable String typed, @PathVariable int line) {
        return showEarlier(request, typed, line, TranscriptVisibility.IN_FULL);
    }

    private HttpResponse<String> showEarlier(
            HttpRequest<?> request, String typed, int line, TranscriptVisibility visibility) {
        Reference number = TicketListController.parseNumber(typed);
        TicketAgent me = AgentDirectory.toAgent(ConsoleUser.requireUser(request));
        return templates.renderPage(
                templates.createContext(request),
                "tickets/before.jte",
                "path",
                "/desk/tickets/" + number.toGroupedText(),
                "lines",
                ticketDetails.readLinesBefore(number, me, line, visibility, clock.instant()),
                "revealed",
                visibility == TranscriptVisibility.IN_FULL);
    }

    /// Records presence; an open page sends it every few seconds. It also marks the member as present at the desk, but
    /// extends their session only while they write.
    @Post("/presence")
    @Secured(PermissionNames.ANSWER_TICKETS)
    @BackgroundRoute
    HttpResponse<?> reportPresence(
            HttpRequest<?> request, @PathVariable String typed, @QueryValue(defaultValue = "false") boolean typing) {
        presence.reportPresence(
                ConsoleUser.requireUser(request).signed(),
                TicketListController.parseNumber(typed),
                typing,
                clock.instant());
        return HttpResponse.noContent();
    }

    /// Counts the pages of a file; 202 while it may still arrive: the page asks again. Polling does not extend the
    /// session; loading the pictures does.
    @Get("/files/{id}/pages")
    @Secured(PermissionNames.READ_DOCUMENTS)
    @BackgroundRoute
    HttpResponse<?> countPages(HttpRequest<?> request, @PathVariable String typed, @PathVariable String id) {
        Optional<Document> document = findFile(request, typed, id);
        return document.isPresent() ? documentResponses.countPages(request, document.get()) : HttpResponse.accepted();
    }

    @Get("/files/{id}/pages/{page}")
    @Secured(PermissionNames.READ_DOCUMENTS)
    HttpResponse<?> drawPage(
            HttpRequest<?> request, @PathVariable String typed, @PathVariable String id, @PathVariable int page) {
        return documentResponses.drawPage(request, openDocument(request, typed, id), page);
    }

    @Get("/files/{id}/file")
    @Secured(PermissionNames.READ_DOCUMENTS)
    HttpResponse<?> downloadFile(HttpRequest<?> request, @PathVariable String typed, @PathVariable String id)
            throws IOException {
        return documentResponses.downloadFile(
                openDocument(request, typed, id),
                TicketListController.parseNumber(typed).toGroupedText());
    }

    private Document openDocument(HttpRequest<?> request, String typed, String id) {
        return findFile(request, typed, id).orElseThrow(() -> new RuleViolationException("file_gone"));
    }

    private Optional<Document> findFile(HttpRequest<?> request, String typed, String id) {
        return ticketFiles.findFile(
                TicketListController.parseNumber(typed),
                AgentDirectory.toAgent(ConsoleUser.requireUser(request)),
                id,
                clock.instant());
    }
}
