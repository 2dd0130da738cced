package pk.rahnuma.ticket.work;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.ticket.DueTicketRepository;
import pk.rahnuma.ticket.SlaClock;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.intake.UnprovedTicketService;

/// Runs what is due by time: breaches, closing, snoozed tickets, persons who have proved who they are, absent agents,
/// automatic assignment. One run handles a
/// limited number of each; the rest follows in the next. A failure with one ticket does not affect the others.
@Singleton
public final class TicketTimerService {

    private static final Logger LOG = LoggerFactory.getLogger(TicketTimerService.class);
    private static final int BATCH_SIZE = 100;
    private static final int MAX_CLAIMED_READ = 2000;
    /// Silence after which a member gets no tickets automatically.
    private static final Duration PRESENCE_TIMEOUT = Duration.ofMinutes(2);
    /// Maximum tickets of a member for automatic assignment.
    private static final long MAX_TICKETS_PER_MEMBER = 8;

    private final DueTicketRepository dueTickets;
    private final SlaBreachService breachService;
    private final SlaClock slaClock;
    private final TicketAssignmentService assignments;
    private final TicketResolutionService resolutions;
    private final TicketTriageService triage;
    private final AgentPresenceRepository presences;
    private final UnprovedTicketService unprovedTickets;

    TicketTimerService(
            DueTicketRepository dueTickets,
            SlaBreachService breachService,
            SlaClock slaClock,
            TicketAssignmentService assignments,
            TicketResolutionService resolutions,
            TicketTriageService triage,
            AgentPresenceRepository presences,
            UnprovedTicketService unprovedTickets) {
        this.dueTickets = dueTickets;
        this.breachService = breachService;
        this.slaClock = slaClock;
        this.assignments = assignments;
        this.resolutions = resolutions;
        this.triage = triage;
        this.presences = presences;
        this.unprovedTickets = unprovedTickets;
    }

    /// Runs all timers once.
    public void runTimers(Instant now) {
        applyToEach(unprovedTickets.findProvedTickets(), ticket -> unprovedTickets.moveToQueue(ticket, now));
        applyToEach(dueTickets.findAlarms(now, BATCH_SIZE), ticket -> breachService.recordMissedTargets(ticket, now));
        applyToEach(breachService.findUnwarned(now), ticket -> breachService.warnAssignee(ticket, now));
        applyToEach(dueTickets.findClosing(now, BATCH_SIZE), ticket -> resolutions.closeResolved(ticket, now));
        applyToEach(dueTickets.findSnoozed(now, BATCH_SIZE), ticket -> triage.unsnoozeDue(ticket, now));
        List<AgentPresenceRepository.AgentPresence> seats = presences.listSeats();
        releaseAbandonedTickets(seats, now);
        if (slaClock.targets().automatic()) {
            assignWaitingTickets(seats, now);
        }
    }

    /// Returns tickets of absent members to the queue: at once when they signed out, otherwise when the person has
    /// waited too long.
    private void releaseAbandonedTickets(List<AgentPresenceRepository.AgentPresence> seats, Instant now) {
        Map<Long, AgentPresenceRepository.AgentPresence> known =
                seats.stream().collect(Collectors.toMap(seat -> seat.member().id(), seat -> seat));
        applyToEach(dueTickets.findClaimed(MAX_CLAIMED_READ), claimed -> {
            AgentPresenceRepository.AgentPresence seat = known.get(claimed.assigneeId());
            if (seat != null && seat.isGone() || isSilent(claimed, seat, now)) {
                assignments.releaseFromAbsentMember(claimed.id(), claimed.agent(), now);
            }
        });
    }

    private boolean isSilent(
            DueTicketRepository.ClaimedTicket claimed, AgentPresenceRepository.AgentPresence seat, Instant now) {
        if (claimed.status() != Ticket.State.OPEN || claimed.waitingSince() == null) {
            return false;
        }
        Instant sign = latestOf(latestOf(claimed.sign(), seat == null ? null : seat.seen()), claimed.waitingSince());
        return slaClock.calendar()
                        .workingTimeBetween(sign, now)
                        .compareTo(slaClock.targets().silence())
                > 0;
    }

    private static Instant latestOf(Instant a, Instant b) {
        return a == null || b != null && b.isAfter(a) ? b : a;
    }

    /// Assigns waiting tickets to the members who can take them and have the fewest.
    private void assignWaitingTickets(List<AgentPresenceRepository.AgentPresence> seats, Instant now) {
        List<AgentPresenceRepository.AgentPresence> there = seats.stream()
                .filter(seat ->
                        seat.takes() && seat.seen().plus(PRESENCE_TIMEOUT).isAfter(now))
                .toList();
        if (there.isEmpty()) {
            return;
        }
        Map<Long, Long> load = new HashMap<>(dueTickets.countByMember());
        applyToEach(dueTickets.findUnclaimed(now, BATCH_SIZE), ticket -> {
            Optional<AgentPresenceRepository.AgentPresence> least = there.stream()
                    .filter(seat -> seat.canTake(ticket.language(), ticket.topic()))
                    .filter(seat -> load.getOrDefault(seat.member().id(), 0L) < MAX_TICKETS_PER_MEMBER)
                    .min(Comparator.comparing((AgentPresenceRepository.AgentPresence seat) ->
                                    load.getOrDefault(seat.member().id(), 0L))
                            .thenComparing(seat -> seat.member().id()));
            least.flatMap(seat -> assignments.assignTicket(ticket.id(), seat.member(), now))
                    .ifPresent(given -> load.merge(given.assignee().id(), 1L, Long::sum));
        });
    }

    private static <T> void applyToEach(List<T> all, Consumer<T> act) {
        for (T one : all) {
            try {
                act.accept(one);
            } catch (RuleViolationException e) {
                LOG.debug("tickets: a timer left a ticket unchanged: {}", e.getMessage());
            } catch (RuntimeException e) {
                FaultLog.logWarning(LOG, "tickets: a timer failed for one ticket, and is tried again", e);
            }
        }
    }
}
