package pk.rahnuma.ticket;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.registration.WorkingCalendar;

/// Clocks of tickets, on the working calendar. They pause while the person must act or is muted, and end with the
/// ticket. When a ticket is reopened, its resolution clock starts again at zero.
@Singleton
public final class SlaClock {

    private static final Set<String> SECOND_PRIORITY_TOPICS =
            Set.of("complaint", Ticket.DEAD_LETTER_TOPIC, "my_application");

    private final WorkingCalendar calendar;
    private final SlaConfiguration slaTargets;

    public SlaClock(WorkingCalendar calendar, SlaConfiguration slaTargets) {
        this.calendar = calendar;
        this.slaTargets = slaTargets;
    }

    public WorkingCalendar calendar() {
        return calendar;
    }

    public SlaConfiguration targets() {
        return slaTargets;
    }

    /// Priority of a topic, 1 to 3. A blocked registered line comes first (docs/domain.md, "Tickets").
    public static int priorityOf(String topic) {
        if (topic.equals(Ticket.LINE_BLOCKED_TOPIC)) {
            return 1;
        }
        return SECOND_PRIORITY_TOPICS.contains(topic) ? 2 : 3;
    }

    /// Clocks of a new ticket.
    public Ticket.SlaClocks startClocks(int priority, Instant now) {
        return runClocks(
                null, calendar.addWorkingTime(now, slaTargets.firstAnswerTarget(priority)), 0, priority, now, 0);
    }

    /// The ticket in a new state, with its clocks adjusted.
    public Ticket transitionTo(Ticket ticket, Ticket.State to, Instant now) {
        return ticket.toBuilder()
                .withState(to)
                .withClocks(advanceClocks(ticket, to, now))
                .build();
    }

    /// The ticket after it was resolved or closed: the person no longer waits for it.
    ///
    /// @param to a closed state
    /// @param closes when a resolved ticket is closed automatically, or null
    public Ticket endTicket(Ticket ticket, Ticket.State to, Instant closes, Instant now) {
        return transitionTo(ticket, to, now).toBuilder()
                .withResolvedAt(now, closes)
                .withRating(null)
                .withUnread(false)
                .withWaitingSince(null)
                .withSnoozedUntil(null)
                .build();
    }

    /// The ticket back in the queue after it was resolved or closed.
    public Ticket reopenTicket(Ticket ticket, Instant now) {
        return transitionTo(ticket, Ticket.State.REOPENED, now).toBuilder()
                .withAssignee(null)
                .withUnread(true)
                .withWaitingSince(now)
                .withResolvedAt(null, null)
                .incrementReopenCount()
                .withRestraint(null)
                .build();
    }

    private Ticket.SlaClocks advanceClocks(Ticket ticket, Ticket.State to, Instant now) {
        Ticket.SlaClocks before = ticket.clocks();
        if (ticket.state().isClosed() && !to.isClosed()) {
            return runClocks(before.firstAnswered(), before.firstDue(), 0, ticket.priority(), now, before.breaches());
        }
        long worked = before.runsSince() == null
                ? before.worked()
                : before.worked()
                        + calendar.workingTimeBetween(before.runsSince(), now).toSeconds();
        if (to.isClosed() || to.isClockPaused() || ticket.restraint() == Restraint.Kind.MUTE) {
            return new Ticket.SlaClocks(
                    before.firstAnswered(), before.firstDue(), worked, null, null, null, before.breaches());
        }
        return runClocks(before.firstAnswered(), before.firstDue(), worked, ticket.priority(), now, before.breaches());
    }

    /// The ticket with another priority. Its targets are recalculated from the beginning.
    public Ticket withPriority(Ticket ticket, int priority, Instant now) {
        Ticket other = ticket.toBuilder().withPriority(priority).build();
        Ticket.SlaClocks before = ticket.clocks();
        if (before.runsSince() == null) {
            return other;
        }
        Instant first = calendar.addWorkingTime(ticket.opened(), slaTargets.firstAnswerTarget(priority));
        long worked = before.worked()
                + calendar.workingTimeBetween(before.runsSince(), now).toSeconds();
        return other.toBuilder()
                .withClocks(runClocks(before.firstAnswered(), first, worked, priority, now, before.breaches()))
                .build();
    }

    /// The ticket after the person has written: it waits for the desk again.
    public Ticket recordMessage(Ticket ticket, Instant now) {
        Ticket open =
                ticket.state() == Ticket.State.WAITING_USER ? transitionTo(ticket, Ticket.State.OPEN, now) : ticket;
        return open.toBuilder()
                .withUnread(true)
                .withSnoozedUntil(null)
                .withWaitingSince(open.waitingSince() == null ? now : open.waitingSince())
                .build();
    }

    /// The ticket after a member of staff answered.
    public Ticket recordAnswer(Ticket ticket, Instant now) {
        Ticket.SlaClocks before = ticket.clocks();
        if (before.firstAnswered() != null) {
            return ticket.toBuilder().withAnsweredAt(now).build();
        }
        Ticket.SlaClocks after = before.runsSince() == null
                ? new Ticket.SlaClocks(now, before.firstDue(), before.worked(), null, null, null, before.breaches())
                : runClocks(
                        now,
                        before.firstDue(),
                        before.worked(),
                        ticket.priority(),
                        before.runsSince(),
                        before.breaches());
        return ticket.toBuilder().withAnsweredAt(now).withClocks(after).build();
    }

    /// The ticket after its last answer was withdrawn before it was sent: the desk must act, and the clocks go on as if
    /// there had been no answer.
    ///
    /// @param earlier time of the answer before that one; null when there was none
    public Ticket revertAnswer(Ticket ticket, Instant earlier, Instant now) {
        Ticket open = transitionTo(ticket, Ticket.State.OPEN, now);
        if (earlier != null) {
            return open.toBuilder().withAnsweredAt(earlier).build();
        }
        Ticket.SlaClocks clocks = open.clocks();
        return open.toBuilder()
                .withAnsweredAt(null)
                .withClocks(runClocks(
                        null,
                        clocks.firstDue(),
                        clocks.worked(),
                        ticket.priority(),
                        clocks.runsSince(),
                        clocks.breaches()))
                .build();
    }

    /// The ticket that stays after a merge: it takes the higher priority and, of each target, the earlier due time. It
    /// waits for the desk when either of the two did.
    public Ticket mergeInto(Ticket stays, Ticket goes, Instant now) {
        int priority = Math.min(stays.priority(), goes.priority());
        boolean waits = stays.state().isClockPaused() && !goes.state().isClockPaused();
        Ticket one = withPriority(waits ? transitionTo(stays, Ticket.State.OPEN, now) : stays, priority, now);
        Ticket other = withPriority(goes, priority, now);
        Instant due = resolutionDue(one);
        Instant otherDue = resolutionDue(other);
        if (due == null) {
            return one;
        }
        Ticket.SlaClocks first = otherDue != null && otherDue.isBefore(due) ? other.clocks() : one.clocks();
        Instant firstDue = one.clocks().firstDue();
        Instant otherFirst =
                other.clocks().firstAnswered() == null ? other.clocks().firstDue() : null;
        if (otherFirst != null && (firstDue == null || otherFirst.isBefore(firstDue))) {
            firstDue = otherFirst;
        }
        return one.toBuilder()
                .withClocks(runClocks(
                        one.clocks().firstAnswered(),
                        firstDue,
                        first.worked(),
                        priority,
                        first.runsSince(),
                        one.clocks().breaches()))
                .build();
    }

    /// The ticket in an earlier state, with the clocks that it had then. Answers and breaches since then are kept.
    public Ticket restoreState(Ticket ticket, Ticket.State state, Ticket.SlaClocks before, Instant now) {
        Ticket.SlaClocks since = ticket.clocks();
        Ticket.SlaClocks clocks = state.isClockPaused()
                ? new Ticket.SlaClocks(
                        since.firstAnswered(), before.firstDue(), before.worked(), null, null, null, since.breaches())
                : runClocks(
                        since.firstAnswered(),
                        before.firstDue(),
                        before.worked(),
                        ticket.priority(),
                        before.runsSince() == null ? now : before.runsSince(),
                        since.breaches());
        return ticket.toBuilder().withState(state).withClocks(clocks).build();
    }

    /// Time at which the resolution target is missed; null while that clock is paused.
    public Instant resolutionDue(Ticket ticket) {
        Ticket.SlaClocks clocks = ticket.clocks();
        return clocks.runsSince() == null
                ? null
                : computeDueTime(clocks.worked(), ticket.priority(), clocks.runsSince());
    }

    private Ticket.SlaClocks runClocks(
            Instant answered, Instant firstDue, long worked, int priority, Instant since, int breaches) {
        Instant resolution = computeDueTime(worked, priority, since);
        Instant next = answered == null && firstDue != null && firstDue.isBefore(resolution) ? firstDue : resolution;
        return new Ticket.SlaClocks(answered, firstDue, worked, since, next, next, breaches);
    }

    private Instant computeDueTime(long worked, int priority, Instant since) {
        Duration left = slaTargets.resolutionTarget(priority).minusSeconds(worked);
        return calendar.addWorkingTime(since, left.isNegative() ? Duration.ZERO : left);
    }

    /// Targets that are missed by now. The caller leaves out breaches that are already recorded.
    public Stream<Ticket.SlaBreach.Kind> findBreaches(Ticket ticket, Instant now) {
        Ticket.SlaClocks clocks = ticket.clocks();
        Instant resolution = resolutionDue(ticket);
        return Stream.of(Ticket.SlaBreach.Kind.values()).filter(kind -> switch (kind) {
            case FIRST_ANSWER ->
                clocks.runsSince() != null
                        && clocks.firstAnswered() == null
                        && clocks.firstDue() != null
                        && !clocks.firstDue().isAfter(now);
            case RESOLUTION -> resolution != null && !resolution.isAfter(now);
        });
    }

    /// The ticket after an alarm, with `more` breaches added and its next alarm set.
    public Ticket recordBreaches(Ticket ticket, int more, Instant now) {
        Ticket.SlaClocks clocks = ticket.clocks();
        Instant resolution = resolutionDue(ticket);
        Instant alarm = resolution != null && resolution.isAfter(now) ? resolution : null;
        return ticket.toBuilder()
                .withLevel(ticket.level() + more)
                .withClocks(new Ticket.SlaClocks(
                        clocks.firstAnswered(),
                        clocks.firstDue(),
                        clocks.worked(),
                        clocks.runsSince(),
                        clocks.due(),
                        alarm,
                        clocks.breaches() + more))
                .build();
    }
}
