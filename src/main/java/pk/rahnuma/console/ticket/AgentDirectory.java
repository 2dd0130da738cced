package pk.rahnuma.console.ticket;

import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;

/// Provides members of staff as agents of tickets.
@Singleton
final class AgentDirectory {

    private final StaffAccountService accounts;

    AgentDirectory(StaffAccountService accounts) {
        this.accounts = accounts;
    }

    /// Viewer as an agent, and whether they may assign tickets to others.
    static ActingAgent actingAgent(ConsoleUser viewer) {
        return new ActingAgent(toAgent(viewer), viewer.hasPermission(StaffPermission.ASSIGN_OTHERS));
    }

    static TicketAgent toAgent(ConsoleUser viewer) {
        return new TicketAgent(viewer.id(), viewer.name());
    }

    /// All members who may answer tickets and have completed their account, by name.
    List<TicketAgent> listAgents() {
        return accounts.listMembers().stream()
                .filter(member -> member.hasPermission(StaffPermission.ANSWER_TICKETS))
                .filter(member -> member.passwordSet() && member.secondFactor())
                .map(member -> new TicketAgent(member.id(), member.name()))
                .toList();
    }

    /// Agent by account id.
    ///
    /// @throws RuleViolationException when there is no such agent
    TicketAgent requireAgent(long id) {
        return listAgents().stream()
                .filter(member -> member.id() == id)
                .findFirst()
                .orElseThrow(() -> new RuleViolationException("choose_colleague"));
    }
}
