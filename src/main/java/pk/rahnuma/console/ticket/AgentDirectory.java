package pk.rahnuma.console.ticket;

import jakarta.inject.Singleton;
import java.util.List;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;

/// Members of staff as tickets know them.
@Singleton
final class AgentDirectory {

    private final StaffAccountService accounts;

    AgentDirectory(StaffAccountService accounts) {
        this.accounts = accounts;
    }

    /// Who looks, and whether they distribute the work of others.
    static ActingAgent actingAgent(ConsoleUser viewer) {
        return new ActingAgent(toAgent(viewer), viewer.hasPermission(StaffPermission.ASSIGN_OTHERS));
    }

    static TicketAgent toAgent(ConsoleUser viewer) {
        return new TicketAgent(viewer.id(), viewer.name());
    }

    /// All who can answer tickets and have set up their way in, by name.
    List<TicketAgent> listAgents() {
        return accounts.listMembers().stream()
                .filter(member -> member.hasPermission(StaffPermission.ANSWER_TICKETS))
                .filter(member -> member.passwordSet() && member.secondFactor())
                .map(member -> new TicketAgent(member.id(), member.name()))
                .toList();
    }

    /// @throws RuleViolationException when there is none who can answer tickets
    TicketAgent requireAgent(long id) {
        return listAgents().stream()
                .filter(member -> member.id() == id)
                .findFirst()
                .orElseThrow(() -> new RuleViolationException("choose_colleague"));
    }
}
