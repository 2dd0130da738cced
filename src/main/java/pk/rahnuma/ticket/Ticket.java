package pk.rahnuma.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ReferenceConverter;
import pk.rahnuma.staff.notification.NotifiedCase;

/// A question or problem that a member of staff must handle, without its text.
///
/// @param session the session that opened it; begins with `-` when no script did
/// @param application id of the person's own application that it is about, or null
/// @param topic as the script names it
/// @param language in which it was written
/// @param answered time of the last answer, or null
/// @param priority 1 is the highest
/// @param level of escalation, 0 to 2
/// @param assignee member of staff who has it; null while it is in the queue
/// @param unread whether the person has written since a member of staff last looked
/// @param waitingSince time since which the person waits for the desk; null while the desk waits for them, or when it
///     is closed
/// @param clocks its targets
/// @param snoozedUntil time until which the queue does not show it; null when it is shown
/// @param closes time at which a resolved ticket is closed automatically, or null
/// @param rating 1 to 5, or null
/// @param mergedInto id of the ticket that replaces it, or null
/// @param reopenCount number of times that it was reopened
/// @param restraint measure against abuse: MUTE, SPAM or null
@MappedEntity(value = "ticket", alias = "t")
public record Ticket(
        @Id long id,

        @TypeDef(type = DataType.STRING, converter = ReferenceConverter.class)
        Reference number,

        @MappedProperty("conversation_id") long conversation,
        String session,
        @Nullable @MappedProperty("application_id") Long application,
        String topic,
        @MappedProperty("status") State state,
        Source source,
        String language,
        @MappedProperty("opened_at") Instant opened,
        @Nullable @MappedProperty("answered_at") Instant answered,
        int priority,
        int level,
        @Nullable @Relation(Relation.Kind.EMBEDDED) TicketAgent assignee,
        @MappedProperty("fresh") boolean unread,
        @Nullable Instant waitingSince,
        @Relation(Relation.Kind.EMBEDDED) SlaClocks clocks,
        @Nullable Instant snoozedUntil,
        @Nullable @MappedProperty("resolved_at") Instant resolved,
        @Nullable @MappedProperty("closes_at") Instant closes,
        @Nullable Integer rating,
        @Nullable Long mergedInto,
        @MappedProperty("round") int reopenCount,
        @Nullable Restraint.Kind restraint)
        implements NotifiedCase {

    /// Topics that a person can choose, as scripts name them.
    public static final List<String> SCRIPT_TOPICS =
            List.of("my_application", "how_to_register", "complaint", "line_blocked", "something_else");
    /// Topic of the highest priority: a registered line does not work.
    public static final String LINE_BLOCKED_TOPIC = "line_blocked";
    /// Topic of a question that the person failed to answer too often.
    public static final String STUCK_TOPIC = "stuck";
    /// Topic of a message that could not be processed.
    public static final String DEAD_LETTER_TOPIC = "dead_letter";
    /// Highest level of escalation.
    public static final int MAX_ESCALATION_LEVEL = 2;

    /// State of a ticket (docs/domain.md, "Tickets").
    public enum State {
        NEW,
        /// A member of staff works on it, or it waits in the queue again.
        OPEN,
        WAITING_USER,
        WAITING_ISP,
        WAITING_PTA,
        RESOLVED,
        CLOSED,
        REOPENED;

        public boolean isClosed() {
            return this == RESOLVED || this == CLOSED;
        }

        /// True when the clocks are paused in this state.
        public boolean isClockPaused() {
            return this == WAITING_USER;
        }

        /// Code of the state in text keys, such as `ticket_new`.
        public String textCode() {
            return "ticket_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Origin of a ticket.
    public enum Source {
        SCRIPT,
        DEAD_LETTER,
        STAFF
    }

    /// Targets of a ticket.
    ///
    /// @param firstAnswered time of the first answer; null before it
    /// @param firstDue time at which the first answer is late
    /// @param worked seconds of working time used of the resolution target, up to `runsSince`
    /// @param runsSince null while that clock is paused
    /// @param due time at which the next target is missed, or was; null while no clock runs
    /// @param alarm time at which the next breach is to be recorded; null when there is none
    /// @param breaches number of breaches so far
    @Embeddable
    public record SlaClocks(
            @Nullable @MappedProperty("first_answered_at") Instant firstAnswered,
            @Nullable @MappedProperty("first_due_at") Instant firstDue,
            @MappedProperty("worked_seconds") long worked,
            @Nullable @MappedProperty("runs_since") Instant runsSince,
            @Nullable @MappedProperty("due_at") Instant due,
            @Nullable @MappedProperty("alarm_at") Instant alarm,
            @MappedProperty("breaches") int breaches) {}

    /// Text that the person wrote.
    ///
    /// @param reference of an application, as typed; empty when none was typed
    public record Body(String text, String reference) {}

    /// An answer of staff.
    ///
    /// @param line its number in the conversation; null when it was not said there
    /// @param edited null when it was never edited
    /// @param recallUntil time until which it can be withdrawn unseen; null when it was sent at once or was withdrawn
    /// @param waitedSince time since which the person had waited for it, or null
    public record Answer(
            int seq,
            String who,
            String text,
            Instant at,
            Integer line,
            Instant edited,
            Instant recallUntil,
            Instant waitedSince) {

        /// Extra delay after the window to withdraw an answer, because the clocks of nodes differ.
        public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

        public boolean canRecall(Instant now) {
            return recallUntil != null && now.isBefore(recallUntil);
        }

        /// True while the answer is held back: only staff who work on the ticket see it.
        public boolean isHeld(Instant now) {
            return recallUntil != null && now.isBefore(recallUntil.plus(CLOCK_TOLERANCE));
        }
    }

    /// A note of staff to staff. It is never sent to the person.
    public record Note(int seq, String who, String text, Instant at) {}

    /// A missed target.
    ///
    /// @param level the level of escalation that it led to
    @MappedEntity(value = "ticket_breach", alias = "b")
    public record SlaBreach(
            @MappedProperty("ticket_id") long ticket,
            Kind kind,
            int round,
            int priority,
            int level,
            @MappedProperty("due_at") Instant due,
            @MappedProperty("created_at") Instant at) {

        public enum Kind {
            FIRST_ANSWER,
            RESOLUTION
        }
    }

    /// True when the ticket is neither closed nor merged into another.
    public boolean isActive() {
        return !state.isClosed() && mergedInto == null;
    }

    /// True when the person did not ask for the ticket, and no member of staff has taken it or written to them.
    public boolean isUnknownToCustomer() {
        boolean asked = source != Source.STAFF && !topic.equals(STUCK_TOPIC);
        return !asked && assignee == null && answered == null;
    }

    public boolean isAssignedTo(TicketAgent member) {
        return assignee != null && assignee.id() == member.id();
    }

    /// A builder that starts with the values of this ticket.
    public Builder toBuilder() {
        return new Builder(this);
    }

    /// Builder of a changed ticket. Values that are not set stay the same.
    public static final class Builder {

        private final Ticket ticketBefore;
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
        private Restraint.Kind restraint;

        private Builder(Ticket ticketBefore) {
            this.ticketBefore = ticketBefore;
            this.state = ticketBefore.state;
            this.answered = ticketBefore.answered;
            this.priority = ticketBefore.priority;
            this.level = ticketBefore.level;
            this.assignee = ticketBefore.assignee;
            this.fresh = ticketBefore.unread;
            this.waitingSince = ticketBefore.waitingSince;
            this.clocks = ticketBefore.clocks;
            this.snoozedUntil = ticketBefore.snoozedUntil;
            this.resolved = ticketBefore.resolved;
            this.closes = ticketBefore.closes;
            this.rating = ticketBefore.rating;
            this.mergedInto = ticketBefore.mergedInto;
            this.round = ticketBefore.reopenCount;
            this.restraint = ticketBefore.restraint;
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

        public Builder withRestraint(Restraint.Kind kind) {
            restraint = kind;
            return this;
        }

        public Builder incrementReopenCount() {
            round++;
            return this;
        }

        public Ticket build() {
            return new Ticket(
                    ticketBefore.id,
                    ticketBefore.number,
                    ticketBefore.conversation,
                    ticketBefore.session,
                    ticketBefore.application,
                    ticketBefore.topic,
                    state,
                    ticketBefore.source,
                    ticketBefore.language,
                    ticketBefore.opened,
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
                    round,
                    restraint);
        }
    }
}
