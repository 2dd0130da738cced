package pk.rahnuma.console.ticket;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.decision.PersonComparisonService;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.CasePresenceService;
import pk.rahnuma.ticket.work.TicketDetailService;

/// Creates the page of a ticket for its viewer.
@Singleton
final class TicketPageFactory {

    private final CustomerSummaryService customers;
    private final PersonComparisonService comparisons;
    private final CasePresenceService presence;
    private final AgentDirectory agents;

    TicketPageFactory(
            CustomerSummaryService customers,
            PersonComparisonService comparisons,
            CasePresenceService presence,
            AgentDirectory agents) {
        this.customers = customers;
        this.comparisons = comparisons;
        this.presence = presence;
        this.agents = agents;
    }

    /// The whole page, which names the customer.
    TicketPage createNamedPage(ConsoleUser viewer, TicketDetailService.TicketDetails shown, Instant now) {
        Ticket ticket = shown.ticket();
        return createPage(
                viewer,
                shown,
                CustomerSummary.of(
                        customers.findByPersons(
                                viewer.signed(),
                                "ticket",
                                List.of(ticket.number()),
                                List.of(ticket.conversation()),
                                now),
                        ticket.conversation()),
                now);
    }

    /// The part that is refreshed.
    TicketPage createPage(ConsoleUser viewer, TicketDetailService.TicketDetails shown, Instant now) {
        return createPage(viewer, shown, CustomerSummary.UNKNOWN, now);
    }

    private TicketPage createPage(
            ConsoleUser viewer, TicketDetailService.TicketDetails shown, CustomerSummary customer, Instant now) {
        boolean answers = viewer.hasPermission(StaffPermission.ANSWER_TICKETS);
        return new TicketPage(
                shown,
                customer,
                comparisons.findRelated(
                        viewer.signed(), shown.ticket().number(), shown.ticket().conversation(), List.of(), now),
                AgentDirectory.toAgent(viewer),
                answers,
                viewer.hasPermission(StaffPermission.ASSIGN_OTHERS),
                presence.findOtherViewers(shown.ticket().id(), AgentDirectory.toAgent(viewer), now),
                answers ? agents.listAgents() : List.of());
    }
}
