package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.work.TicketQueryService;

/// Finds the tickets that a member has chosen in a list, for the pages that ask before something happens to them, and
/// the customers of tickets.
@Singleton
final class ChosenTicketFinder {

    private final TicketQueryService tickets;
    private final CustomerSummaryService customers;
    private final InstantSource clock;

    ChosenTicketFinder(TicketQueryService tickets, CustomerSummaryService customers, InstantSource clock) {
        this.tickets = tickets;
        this.customers = customers;
        this.clock = clock;
    }

    /// Chosen tickets.
    ///
    /// @param numbers as typed; null when none was chosen; only the first [TicketListPage#PAGE_SIZE] are used
    /// @throws RuleViolationException when there is none
    List<Ticket> requireChosen(@Nullable List<String> numbers) {
        List<Ticket> chosen = tickets.findByNumbers((numbers == null ? List.<String>of() : numbers)
                .stream()
                        .limit(TicketListPage.PAGE_SIZE)
                        .map(TicketListController::parseNumber)
                        .toList());
        if (chosen.isEmpty()) {
            throw new RuleViolationException("choose_tickets");
        }
        return chosen;
    }

    /// Customers of tickets by conversation, as far as the member may know them; the audit log has the view.
    Map<Long, CustomerSummary> findCustomers(ConsoleUser viewer, List<Ticket> rows) {
        return customers.findByPersons(
                viewer.signed(),
                "tickets",
                rows.stream().map(Ticket::number).toList(),
                rows.stream().map(Ticket::conversation).collect(Collectors.toSet()),
                clock.instant());
    }
}
