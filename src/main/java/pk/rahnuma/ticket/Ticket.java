package pk.rahnuma.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import pk.rahnuma.shared.Reference;

/// What a human must answer, without the words in it.
///
/// @param session that it was opened from; begins with `-` when no script did
/// @param application the id of the person's own application that it is about, or null
/// @param topic as the script names it
/// @param language in which it was written
/// @param answered when it was answered last, or null
/// @param priority 1 is before all others
/// @param level of escalation, 0 to 2
/// @param assignee whose it is; null while it is in the queue
/// @param unread whether the person has written since a member of staff last looked
/// @param waitingSince since when the person waits for the desk; null while the desk waits for them, or it is over
/// @param clocks its targets
/// @param snoozedUntil before which it is not shown in the queue; null when it is
/// @param closes when a resolved one is closed by itself, or null
/// @param rating 1 to 5, or null
/// @param mergedInto the ticket that goes on in its place, or null
/// @param reopenCount how often it was reopened
public record Ticket(
        long id,
        Reference number,
        long conversation,
        String session,
        Long application,
        String topic,
        State state,
        Source source,
        String language,
        Instant opened,
        Instant answered,
        int priority,
        int level,
        TicketAgent assignee,
        boolean unread,
        Instant waitingSince,
        SlaClocks clocks,
        Instant snoozedUntil,
        Instant resolved,
        Instant closes,
        Integer rating,
        Long mergedInto,
        int reopenCount) {

    /// What somebody may ask a human about, as scripts name it.
    public static final List<String> SCRIPT_TOPICS =
            List.of("my_application", "how_to_register", "complaint", "line_blocked", "something_else");
    /// The topic of what cannot wait: a registered line does not work.
    public static final String LINE_BLOCKED_TOPIC = "line_blocked";
    /// The topic of an application whose target was missed, as tickets of earlier versions have it.
    public static final String MISSED_TARGET_TOPIC = "missed_target";
    /// The topic of a question at which somebody failed too often.
    public static final String STUCK_TOPIC = "stuck";
    /// The topic of a message that could not be worked on.
    public static final String DEAD_LETTER_TOPIC = "dead_letter";
    /// The highest level of escalation.
    public static final int MAX_ESCALATION_LEVEL = 2;

    /// Where a ticket stands (domain.md 6).
    public enum State {
        NEW,
        /// Somebody is at it, or it waits in the queue again.
        OPEN,
        WAITING_USER,
        WAITING_ISP,
        WAITING_PTA,
        RESOLVED,
        CLOSED,
        REOPENED;

        private static final Set<State> CLOSED_STATES = EnumSet.of(RESOLVED, CLOSED);

        public boolean isClosed() {
            return CLOSED_STATES.contains(this);
        }

        /// Whether the desk's clock stands still.
        public boolean isClockPaused() {
            return this == WAITING_USER;
        }

        /// As texts have words for it.
        public String textCode() {
            return "ticket_" + name().toLowerCase(Locale.ROOT);
        }

        /// What nodes of the version before know it as.
        public String legacyState() {
            return this == NEW || this == OPEN || this == REOPENED ? "NEW" : "ANSWERED";
        }
    }

    /// What it came from.
    public enum Source {
        SCRIPT,
        DEAD_LETTER,
        /// Nothing opens such a one any more: an application says itself that its target was missed.
        TARGET,
        STAFF
    }

    /// The targets of a ticket.
    ///
    /// @param firstAnswered null while it is not answered at all
    /// @param firstDue when the first answer is late
    /// @param worked seconds of working time that are used of the resolution target, up to `runsSince`
    /// @param runsSince null while that clock stands still
    /// @param due when the next target is missed, or was; null while none runs
    /// @param alarm when a breach is to be noted next; null when none is
    /// @param breaches so far
    public record SlaClocks(
            Instant firstAnswered,
            Instant firstDue,
            long worked,
            Instant runsSince,
            Instant due,
            Instant alarm,
            int breaches) {}

    /// What the person wrote.
    ///
    /// @param reference of an application, as typed; empty when none was
    public record Body(String text, String reference) {}

    /// A word of staff to the person.
    ///
    /// @param line its place in the conversation; null for one of the version before
    /// @param edited null when it is as it was sent first
    /// @param recallUntil before which it can be taken back unseen; null when it was sent at once, or was taken back
    /// @param waitedSince since when the person had waited for it, or null
    public record Answer(
            int seq,
            String who,
            String text,
            Instant at,
            Integer line,
            Instant edited,
            Instant recallUntil,
            Instant waitedSince) {

        /// An answer that can be taken back is sent so much later than its window ends, as clocks of nodes differ.
        public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

        public boolean canRecall(Instant now) {
            return recallUntil != null && now.isBefore(recallUntil);
        }

        /// Tells whether it is held back, so that nobody but who works on the ticket sees it yet.
        public boolean isHeld(Instant now) {
            return recallUntil != null && now.isBefore(recallUntil.plus(CLOCK_TOLERANCE));
        }
    }

    /// A word of staff to staff. Nobody sends it.
    public record Note(int seq, String who, String text, Instant at) {}

    /// A target that was missed.
    ///
    /// @param level that it led to
    public record SlaBreach(long ticket, Kind kind, int round, int priority, int level, Instant due, Instant at) {

        public enum Kind {
            FIRST_ANSWER,
            RESOLUTION
        }
    }

    /// Whether it is not over and not part of another.
    public boolean isActive() {
        return !state.isClosed() && mergedInto == null;
    }

    /// Whether the person knows nothing of it: they did not ask for it, and nobody has taken it or written to them by
    /// it.
    public boolean isUnknownToCustomer() {
        boolean asked = source != Source.STAFF && source != Source.TARGET && !topic.equals(STUCK_TOPIC);
        return !asked && assignee == null && answered == null;
    }

    public boolean isAssignedTo(TicketAgent member) {
        return assignee != null && assignee.id() == member.id();
    }

    /// To make another of it.
    public Builder toBuilder() {
        return new Builder(this);
    }

    /// A ticket as it becomes. What nobody sets stays.
    public static final class Builder {

        private final Ticket before;
        private State state;
        private Instant answered;
        private int priority;
        private int level;
        private TicketAgent assignee;
        private boolean fresh;
        private Instant waitingSince;
        private SlaClocks clocks;
        private Instant snoozedUntil;
        private Instant resolved;
        private Instant closes;
        private Integer rating;
        private Long mergedInto;
        private int round;

        private Builder(Ticket before) {
            this.before = before;
            this.state = before.state;
            this.answered = before.answered;
            this.priority = before.priority;
            this.level = before.level;
            this.assignee = before.assignee;
            this.fresh = before.unread;
            this.waitingSince = before.waitingSince;
            this.clocks = before.clocks;
            this.snoozedUntil = before.snoozedUntil;
            this.resolved = before.resolved;
            this.closes = before.closes;
            this.rating = before.rating;
            this.mergedInto = before.mergedInto;
            this.round = before.reopenCount;
        }

        public Builder withState(State to) {
            state = to;
            return this;
        }

        public Builder withAnsweredAt(Instant at) {
            answered = at;
            return this;
        }

        public Builder withPriority(int to) {
            priority = to;
            return this;
        }

        public Builder withLevel(int to) {
            level = Math.min(MAX_ESCALATION_LEVEL, to);
            return this;
        }

        public Builder withAssignee(TicketAgent to) {
            assignee = to;
            return this;
        }

        public Builder withUnread(boolean to) {
            fresh = to;
            return this;
        }

        public Builder withWaitingSince(Instant at) {
            waitingSince = at;
            return this;
        }

        public Builder withClocks(SlaClocks to) {
            clocks = to;
            return this;
        }

        public Builder withSnoozedUntil(Instant until) {
            snoozedUntil = until;
            return this;
        }

        public Builder withResolvedAt(Instant at, Instant closing) {
            resolved = at;
            closes = closing;
            return this;
        }

        public Builder withRating(Integer stars) {
            rating = stars;
            return this;
        }

        public Builder withMergedInto(Long other) {
            mergedInto = other;
            return this;
        }

        public Builder incrementReopenCount() {
            round++;
            return this;
        }

        public Ticket build() {
            return new Ticket(
                    before.id,
                    before.number,
                    before.conversation,
                    before.session,
                    before.application,
                    before.topic,
                    state,
                    before.source,
                    before.language,
                    before.opened,
                    answered,
                    priority,
                    level,
                    assignee,
                    fresh,
                    waitingSince,
                    clocks,
                    snoozedUntil,
                    resolved,
                    closes,
                    rating,
                    mergedInto,
                    round);
        }
    }
}
