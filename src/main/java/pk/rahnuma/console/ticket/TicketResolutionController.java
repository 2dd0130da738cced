package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.console.BulkSubmissionService;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketResolutionService;

/// Resolves many tickets: a page that names those whose person waits for an answer, the resolution, and its undoing.
/// The page asks about the open ones among its tickets, and offers to open the resolved ones again.
@Controller(value = "/desk/tickets/resolution", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TicketResolutionController {

    private static final String PATH = "/desk/tickets/resolution";

    private final ChosenTicketFinder choices;
    private final TicketResolutionService resolution;
    private final BulkSubmissionService submissions;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    TicketResolutionController(
            ChosenTicketFinder choices,
            TicketResolutionService resolution,
            BulkSubmissionService submissions,
            TemplateRenderer templates,
            InstantSource clock) {
        this.choices = choices;
        this.resolution = resolution;
        this.submissions = submissions;
        this.templates = templates;
        this.clock = clock;
    }

    /// Path of the page for chosen tickets.
    ///
    /// @param show tab of the list that they were chosen in
    static String pathOf(Collection<Reference> numbers, String show) {
        return PATH + "?show=" + TicketListPage.TabFilter.fromParameter(show).toParameter()
                + numbers.stream()
                        .map(number -> "&number=" + number.toGroupedText())
                        .collect(Collectors.joining());
    }

    /// Shows which tickets would be resolved, and which are.
    @Get
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<String> showResolution(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "queue") String show,
            @Nullable @QueryValue List<String> number) {
        List<Ticket> chosen = choices.requireChosen(number);
        return templates.renderPage(
                templates.createContext(request),
                "tickets/resolution.jte",
                "open",
                chosen.stream().filter(Ticket::isActive).toList(),
                "resolved",
                chosen.stream().filter(ticket -> !ticket.isActive()).toList(),
                "customers",
                choices.findCustomers(ConsoleUser.requireUser(request), chosen),
                "show",
                TicketListPage.TabFilter.fromParameter(show).toParameter());
    }

    /// Tickets of the page.
    ///
    /// @param show tab of the list that they were chosen in
    @Introspected
    record ResolutionForm(
            @NotEmpty(message = "choose_tickets") @Size(max = TicketListPage.PAGE_SIZE, message = "choose_fewer")
            List<String> number,

            String show)
            implements ConsoleForm {

        private List<Reference> parseReferences() {
            return number.stream().map(TicketListController::parseNumber).toList();
        }
    }

    @Post
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<String> resolveTickets(HttpRequest<?> request, @Valid @Body ResolutionForm form) {
        ActingAgent agent = AgentDirectory.actingAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        submissions.applyToEach(
                request, form.parseReferences(), number -> resolution.resolveTicket(number, agent.member(), now));
        return TemplateRenderer.redirectTo(request, pathOf(form.parseReferences(), form.show()));
    }

    /// Opens the tickets again.
    @Post("/undo")
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<String> undoResolution(HttpRequest<?> request, @Valid @Body ResolutionForm form) {
        ActingAgent agent = AgentDirectory.actingAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        submissions.applyToEach(request, form.parseReferences(), number -> resolution.reopenTicket(number, agent, now));
        return TemplateRenderer.redirectTo(request, pathOf(form.parseReferences(), form.show()));
    }
}
