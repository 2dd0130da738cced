package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.CsvExport;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TableExportService;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketFilter;
import pk.rahnuma.ticket.work.TicketQueryService;
import pk.rahnuma.ticket.work.TicketTranscriptService;

/// Shows the queue of tickets.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketListController {

    private static final int MAX_PAGES = 200;
    private static final int MAX_EXPORT_ROWS = 10_000;

    private final TicketQueryService tickets;
    private final TicketTranscriptService transcripts;
    private final CustomerSummaryService customers;
    private final ChosenTicketFinder choices;
    private final AgentDirectory agents;
    private final TemplateRenderer templates;
    private final TableExportService exports;
    private final InstantSource clock;

    TicketListController(
            TicketQueryService tickets,
            TicketTranscriptService transcripts,
            CustomerSummaryService customers,
            ChosenTicketFinder choices,
            AgentDirectory agents,
            TemplateRenderer templates,
            TableExportService exports,
            InstantSource clock) {
        this.tickets = tickets;
        this.transcripts = transcripts;
        this.customers = customers;
        this.choices = choices;
        this.agents = agents;
        this.templates = templates;
        this.exports = exports;
        this.clock = clock;
    }

    /// The queue as a part of the page, which htmx requests after a change.
    @Get("/tickets")
    @Secured(PermissionNames.READ_TICKETS)
    @BackgroundRoute(BackgroundRoute.Condition.PARTIAL_PAGES)
    HttpResponse<String> listTickets(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "queue") String show,
            @QueryValue(defaultValue = "0") int page,
            @Nullable @QueryValue String tag) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        TicketListPage.TabFilter shown = TicketListPage.TabFilter.fromParameter(show);
        int turned = Math.clamp(page, 0, MAX_PAGES);
        Optional<TicketListQuery> behind = TicketListQuery.fromRequest(request);
        List<Ticket> found = behind.isPresent()
                ? tickets.listCases(
                        behind.get().cases(), turned * TicketListPage.PAGE_SIZE, TicketListPage.PAGE_SIZE + 1)
                : tickets.listTickets(
                        filterByTag(shown.toFilter(viewer.id()), tag),
                        turned * TicketListPage.PAGE_SIZE,
                        TicketListPage.PAGE_SIZE + 1,
                        clock.instant());
        List<Ticket> rows = TicketListPage.clipRows(found);
        TicketListPage.RowDetails details = new TicketListPage.RowDetails(
                tickets.findTags(rows),
                choices.findCustomers(viewer, rows),
                transcripts.findLastWords(persons(rows)),
                countTabs(viewer),
                shown == TicketListPage.TabFilter.UNPROVED ? tickets.countByNetwork(found) : Map.of());
        boolean part = TemplateRenderer.isPart(request);
        return templates.renderPage(
                templates.createContext(request),
                part ? "tickets/rows.jte" : "tickets/list.jte",
                "list",
                behind.map(cases -> TicketListPage.createPage(cases.query(), found, details, turned))
                        .orElseGet(() -> TicketListPage.createPage(shown, found, details, turned)),
                "members",
                viewer.hasPermission(StaffPermission.ASSIGN_OTHERS) ? agents.listAgents() : List.<TicketAgent>of());
    }

    private Map<String, Long> countTabs(ConsoleUser viewer) {
        Map<String, Long> counts = new HashMap<>();
        counts.put(TicketListPage.TabFilter.UNPROVED.toParameter(), tickets.countUnproved());
        TicketListPage.TabFilter.waitingFilters(viewer.id())
                .forEach((tab, filter) -> counts.put(tab, tickets.countTickets(filter, clock.instant())));
        return counts;
    }

    private static Set<Long> persons(List<Ticket> rows) {
        return rows.stream().map(Ticket::conversation).collect(Collectors.toSet());
    }

    private static TicketFilter filterByTag(TicketFilter filter, String tag) {
        return tag == null || tag.isBlank() ? filter : filter.withTag(tag);
    }

    @Get("/tickets.csv")
    @Secured(PermissionNames.READ_TICKETS + PermissionNames.AND + PermissionNames.EXPORT)
    HttpResponse<String> exportCsv(HttpRequest<?> request, @QueryValue(defaultValue = "queue") String show) {
        ViewContext screen = templates.createContext(request);
        CsvExport csv = new CsvExport(
                "number",
                "state",
                "topic",
                "priority",
                "level",
                "assignee",
                "opened",
                "waiting since",
                "due",
                "breaches",
                "rating",
                "language",
                "person",
                "organisation");
        TicketListPage.TabFilter shown = TicketListPage.TabFilter.fromParameter(show);
        List<Ticket> found = TicketListQuery.fromRequest(request)
                .map(behind -> tickets.listCases(behind.cases(), 0, MAX_EXPORT_ROWS))
                .orElseGet(() -> tickets.listTickets(
                        shown.toFilter(ConsoleUser.requireUser(request).id()), 0, MAX_EXPORT_ROWS, clock.instant()));
        Map<Long, CustomerSummary> named =
                customers.readByPersons(ConsoleUser.requireUser(request).signed(), persons(found));
        found.forEach(t -> csv.addRow(
                t.number().toGroupedText(),
                t.state(),
                t.topic(),
                t.priority(),
                t.level(),
                t.assignee() == null ? "" : t.assignee().name(),
                t.opened(),
                t.waitingSince() == null ? "" : t.waitingSince(),
                t.clocks().due() == null ? "" : t.clocks().due(),
                t.clocks().breaches(),
                t.rating() == null ? "" : t.rating(),
                t.language(),
                CustomerSummary.of(named, t.conversation()).person(),
                CustomerSummary.of(named, t.conversation()).organisation()));
        return exports.exportTable(request, csv, "tickets-" + screen.currentDate() + ".csv");
    }

    static Reference parseNumber(String typed) {
        return Reference.parseText(typed)
                .filter(Reference::isTicket)
                .orElseThrow(() -> new RuleViolationException("ticket_missing", "number", typed));
    }
}
