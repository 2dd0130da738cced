package pk.rahnuma.ticket;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.registration.WorkingCalendar;

/// The clocks of tickets, on the working calendar. They stand still while the person must act, and end with the ticket;
/// a reopened one begins anew.
@Singleton
public final class SlaClock {

    private static final Set<String> SECOND =
            Set.of("complaint", Ticket.DEAD_LETTER, Ticket.MISSED_TARGET, "my_application");

    private final WorkingCalendar calendar;
    private final SlaConfiguration targets;

    public SlaClock(WorkingCalendar calendar, SlaConfiguration targets) {
        this.calendar = calendar;
        this.targets = targets;
    }

    public WorkingCalendar calendar() {
        return calendar;
    }

    public SlaConfiguration targets() {
        return targets;
    }

    /// A registered line that is blocked comes first (domain.md 6).
    public static int priority(String topic) {
        if (topic.equals(Ticket.LINE_BLOCKED)) {
            return 1;
        }
        return SECOND.contains(topic) ? 2 : 3;
    }

    /// Of a ticket that is opened.
    public Ticket.SlaClocks begin(int priority, Instant now) {
        return running(null, calendar.after(now, targets.first(priority)), 0, priority, now, 0);
    }

    /// A ticket as it moves to a state; its clocks go with it.
    public Ticket moved(Ticket ticket, Ticket.State to, Instant now) {
        return ticket.with().state(to).clocks(clocks(ticket, to, now)).done();
    }

    /// One that is over: nobody waits by it any more.
    ///
    /// @param to a state that is over
    /// @param closes when a resolved one is closed by itself, or null
    public Ticket ended(Ticket ticket, Ticket.State to, Instant closes, Instant now) {
        return moved(ticket, to, now)
                .with()
                .resolved(now, closes)
                .rating(null)
                .fresh(false)
                .waitingSince(null)
                .snoozedUntil(null)
                .done();
    }

    /// One that was over, in the queue again.
    public Ticket reopened(Ticket ticket, Instant now) {
        return moved(ticket, Ticket.State.REOPENED, now)
                .with()
                .assignee(null)
                .fresh(true)
                .waitingSince(now)
                .resolved(null, null)
                .oneMoreRound()
                .done();
    }

    private Ticket.SlaClocks clocks(Ticket ticket, Ticket.State to, Instant now) {
        Ticket.SlaClocks before = ticket.clocks();
        if (ticket.state().over() && !to.over()) {
            return running(before.firstAnswered(), before.firstDue(), 0, ticket.priority(), now, before.breaches());
        }
        long worked = before.runsSince() == null
                ? before.worked()
                : before.worked() + calendar.worked(before.runsSince(), now).toSeconds();
        if (to.over() || to.paused()) {
            return new Ticket.SlaClocks(
                    before.firstAnswered(), before.firstDue(), worked, null, null, null, before.breaches());
        }
        return running(before.firstAnswered(), before.firstDue(), worked, ticket.priority(), now, before.breaches());
    }

    /// The same ticket at another priority: its targets are those of that one from the beginning on.
    public Ticket at(Ticket ticket, int priority, Instant now) {
        Ticket other = ticket.with().priority(priority).done();
        Ticket.SlaClocks before = ticket.clocks();
        if (before.runsSince() == null) {
            return other;
        }
        Instant first = calendar.after(ticket.opened(), targets.first(priority));
        long worked = before.worked() + calendar.worked(before.runsSince(), now).toSeconds();
        return other.with()
                .clocks(running(before.firstAnswered(), first, worked, priority, now, before.breaches()))
                .done();
    }

    /// Somebody has answered.
    public Ticket answered(Ticket ticket, Instant now) {
        Ticket.SlaClocks before = ticket.clocks();
        if (before.firstAnswered() != null) {
            return ticket.with().answered(now).done();
        }
        Ticket.SlaClocks after = before.runsSince() == null
                ? new Ticket.SlaClocks(now, before.firstDue(), before.worked(), null, null, null, before.breaches())
                : running(
                        now,
                        before.firstDue(),
                        before.worked(),
                        ticket.priority(),
                        before.runsSince(),
                        before.breaches());
        return ticket.with().answered(now).clocks(after).done();
    }

    /// The last answer was taken back before it was sent: the desk must act, and the clocks go on as if it had not
    /// been.
    ///
    /// @param earlier when it was answered last before that; null when never
    public Ticket unanswered(Ticket ticket, Instant earlier, Instant now) {
        Ticket open = moved(ticket, Ticket.State.OPEN, now);
        if (earlier != null) {
            return open.with().answered(earlier).done();
        }
        Ticket.SlaClocks clocks = open.clocks();
        return open.with()
                .answered(null)
                .clocks(running(
                        null,
                        clocks.firstDue(),
                        clocks.worked(),
                        ticket.priority(),
                        clocks.runsSince(),
                        clocks.breaches()))
                .done();
    }

    /// A ticket that another went into: the higher priority, and of each target the one that is due first. It waits for
    /// the desk when either did.
    public Ticket joined(Ticket stays, Ticket goes, Instant now) {
        int priority = Math.min(stays.priority(), goes.priority());
        boolean waits = stays.state().paused() && !goes.state().paused();
        Ticket one = at(waits ? moved(stays, Ticket.State.OPEN, now) : stays, priority, now);
        Ticket other = at(goes, priority, now);
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
        return one.with()
                .clocks(running(
                        one.clocks().firstAnswered(),
                        firstDue,
                        first.worked(),
                        priority,
                        first.runsSince(),
                        one.clocks().breaches()))
                .done();
    }

    /// A ticket in a state that it had before, with its clocks of then going on. What was answered or missed since
    /// stays.
    public Ticket resumed(Ticket ticket, Ticket.State state, Ticket.SlaClocks before, Instant now) {
        Ticket.SlaClocks since = ticket.clocks();
        Ticket.SlaClocks clocks = state.paused()
                ? new Ticket.SlaClocks(
                        since.firstAnswered(), before.firstDue(), before.worked(), null, null, null, since.breaches())
                : running(
                        since.firstAnswered(),
                        before.firstDue(),
                        before.worked(),
                        ticket.priority(),
                        before.runsSince() == null ? now : before.runsSince(),
                        since.breaches());
        return ticket.with().state(state).clocks(clocks).done();
    }

    /// When the resolution target is missed; null while it stands still.
    public Instant resolutionDue(Ticket ticket) {
        Ticket.SlaClocks clocks = ticket.clocks();
        return clocks.runsSince() == null ? null : due(clocks.worked(), ticket.priority(), clocks.runsSince());
    }

    private Ticket.SlaClocks running(
            Instant answered, Instant firstDue, long worked, int priority, Instant since, int breaches) {
        Instant resolution = due(worked, priority, since);
        Instant next = answered == null && firstDue != null && firstDue.isBefore(resolution) ? firstDue : resolution;
        return new Ticket.SlaClocks(answered, firstDue, worked, since, next, next, breaches);
    }

    private Instant due(long worked, int priority, Instant since) {
        Duration left = targets.resolution(priority).minusSeconds(worked);
        return calendar.after(since, left.isNegative() ? Duration.ZERO : left);
    }

    /// What is due by now, and when the next alarm is; breaches that are noted already are the caller's to leave out.
    public Stream<Ticket.SlaBreach.Kind> missed(Ticket ticket, Instant now) {
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

    /// The ticket after an alarm, with so many breaches more.
    public Ticket alarmed(Ticket ticket, int more, Instant now) {
        Ticket.SlaClocks clocks = ticket.clocks();
        Instant resolution = resolutionDue(ticket);
        Instant alarm = resolution != null && resolution.isAfter(now) ? resolution : null;
        return ticket.with()
                .level(ticket.level() + more)
                .clocks(new Ticket.SlaClocks(
                        clocks.firstAnswered(),
                        clocks.firstDue(),
                        clocks.worked(),
                        clocks.runsSince(),
                        clocks.due(),
                        alarm,
                        clocks.breaches() + more))
                .done();
    }
}
