package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.ticket.DueTicketRepository;
import pk.rahnuma.ticket.SlaBreachRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketRepository;

/// Records missed targets of tickets, and escalates them; warns assignees before.
@Singleton
public final class SlaBreachService {

    /// Time before a missed target at which its assignee is warned.
    private static final Duration WARNING_TIME = Duration.ofMinutes(15);
    /// Maximum tickets whose next target is near that are looked at in a run.
    private static final int MAX_APPROACHING = 1000;

    private final TicketLock ticketLock;
    private final TicketRepository tickets;
    private final SlaBreachRepository breaches;
    private final SlaClock slaClock;
    private final DueTicketRepository dueTickets;

    SlaBreachService(
            TicketLock ticketLock,
            TicketRepository tickets,
            SlaBreachRepository breaches,
            SlaClock slaClock,
            DueTicketRepository dueTickets) {
        this.ticketLock = ticketLock;
        this.tickets = tickets;
        this.breaches = breaches;
        this.slaClock = slaClock;
        this.dueTickets = dueTickets;
    }

    /// Assigned tickets without a warning whose next target is missed soon.
    List<Long> findUnwarned(Instant now) {
        Set<Long> warned = ticketLock.notifier().findWarned(now.minus(WARNING_TIME));
        return dueTickets.findApproaching(now, now.plus(WARNING_TIME), MAX_APPROACHING).stream()
                .filter(id -> !warned.contains(id))
                .toList();
    }

    void warnAssignee(long id, Instant now) {
        ticketLock.withLock(id, one -> {
            ticketLock.notifier().notifyAssignee(one.ticket(), StaffNotification.Kind.BREACH_AHEAD, now);
            return one.ticket();
        });
    }

    /// Records each missed target of a ticket once and raises the ticket's level for each; does nothing before its
    /// alarm.
    public void recordMissedTargets(long id, Instant now) {
        ticketLock.withLock(id, one -> {
            Ticket ticket = one.ticket();
            Instant alarm = ticket.clocks().alarm();
            if (!ticket.isActive() || alarm == null || alarm.isAfter(now)) {
                return ticket;
            }
            Set<Ticket.SlaBreach.Kind> noted = breaches.findByTicket(id).stream()
                    .filter(breach -> breach.round() == ticket.reopenCount())
                    .map(Ticket.SlaBreach::kind)
                    .collect(Collectors.toSet());
            List<Ticket.SlaBreach.Kind> missed = slaClock.findBreaches(ticket, now)
                    .filter(kind -> !noted.contains(kind))
                    .toList();
            Ticket after = slaClock.recordBreaches(ticket, missed.size(), now);
            missed.forEach(kind -> {
                Instant was = kind == Ticket.SlaBreach.Kind.FIRST_ANSWER
                        ? ticket.clocks().firstDue()
                        : slaClock.resolutionDue(ticket);
                breaches.insertBreach(new Ticket.SlaBreach(
                        id, kind, ticket.reopenCount(), ticket.priority(), after.level(), was, now));
                ticketLock.auditAction(ticket, "clock", "ticket.breached", kind.name(), now);
            });
            return tickets.saveTicket(after, now);
        });
    }
}
