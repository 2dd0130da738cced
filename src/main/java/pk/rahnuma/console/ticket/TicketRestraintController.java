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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import pk.rahnuma.console.BulkSubmissionService;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.Restraint;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketRestraintService;

/// Takes measures against abuse, and takes them back: on one ticket from its page, on many from a page that asks for
/// the reason.
@Controller(value = "/desk/tickets/restraint", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class TicketRestraintController {

    private static final String PATH = "/desk/tickets/restraint";

    private final TicketRestraintService restraint;
    private final ChosenTicketFinder choices;
    private final BulkSubmissionService submissions;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    TicketRestraintController(
            TicketRestraintService restraint,
            ChosenTicketFinder choices,
            BulkSubmissionService submissions,
            TemplateRenderer templates,
            InstantSource clock) {
        this.restraint = restraint;
        this.choices = choices;
        this.submissions = submissions;
        this.templates = templates;
        this.clock = clock;
    }

    /// Path of the page for chosen tickets.
    ///
    /// @param show tab of the list that they were chosen in
    static String pathOf(Restraint.Kind kind, Collection<Reference> numbers, String show) {
        return PATH + "?kind=" + kind + "&show="
                + TicketListPage.TabFilter.fromParameter(show).toParameter()
                + numbers.stream()
                        .map(number -> "&number=" + number.toGroupedText())
                        .collect(Collectors.joining());
    }

    /// Shows which tickets the measure would concern, and which it does.
    @Get
    @Secured(PermissionNames.ASSIGN_OTHERS)
    HttpResponse<String> showMeasure(
            HttpRequest<?> request,
            @QueryValue Restraint.Kind kind,
            @QueryValue(defaultValue = "queue") String show,
            @Nullable @QueryValue List<String> number) {
        List<Ticket> chosen = choices.requireChosen(number);
        Set<Long> concerned = restraint.findConcerned(chosen, kind, clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                "tickets/restraint.jte",
                "kind",
                kind,
                "open",
                chosen.stream().filter(one -> !concerned.contains(one.id())).toList(),
                "done",
                chosen.stream().filter(one -> concerned.contains(one.id())).toList(),
                "customers",
                choices.findCustomers(ConsoleUser.requireUser(request), chosen),
                "show",
                TicketListPage.TabFilter.fromParameter(show).toParameter());
    }

    /// A measure, or with the kind alone its end.
    ///
    /// @param words for colleagues; kept as a note on the ticket
    /// @param term of a block
    /// @param show tab of the list that they were chosen in; empty on the page of a ticket
    @Introspected
    record MeasureForm(
            @NotEmpty(message = "choose_tickets") @Size(max = TicketListPage.PAGE_SIZE, message = "choose_fewer")
            List<String> number,

            @NotNull(message = "choose") Restraint.Kind kind,
            Restraint.Reason reason,
            String words,
            Restraint.Term term,
            String show)
            implements ConsoleForm {}

    @Post
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> takeMeasure(HttpRequest<?> request, @Valid @Body MeasureForm form) {
        if (form.reason() == null) {
            throw ConsoleForm.rejectField(ConsoleForm.INCOMPLETE, "reason");
        }
        if (form.kind() == Restraint.Kind.BLOCK && form.term() == null) {
            throw ConsoleForm.rejectField(ConsoleForm.INCOMPLETE, "term");
        }
        ActingAgent agent = AgentDirectory.actingAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        TicketRestraintService.Measure measure =
                new TicketRestraintService.Measure(form.kind(), form.reason(), form.words(), form.term());
        return applyToEach(request, form, number -> restraint.takeMeasure(number, agent, measure, now));
    }

    @Post("/lift")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<String> liftMeasure(HttpRequest<?> request, @Valid @Body MeasureForm form) {
        ActingAgent agent = AgentDirectory.actingAgent(ConsoleUser.requireUser(request));
        Instant now = clock.instant();
        return applyToEach(request, form, number -> restraint.liftMeasure(number, agent, form.kind(), now));
    }

    private HttpResponse<String> applyToEach(HttpRequest<?> request, MeasureForm form, Consumer<Reference> operation) {
        List<Reference> numbers =
                form.number().stream().map(TicketListController::parseNumber).toList();
        submissions.applyToEach(request, numbers, operation);
        return form.show().isEmpty()
                ? TemplateRenderer.confirmOrRedirect(request, TicketActionController.pathOf(numbers.getFirst()))
                : TemplateRenderer.redirectTo(request, pathOf(form.kind(), numbers, form.show()));
    }
}
