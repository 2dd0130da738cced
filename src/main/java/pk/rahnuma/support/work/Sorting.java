package pk.rahnuma.support.work;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.post.Messages;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Remark;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Holds;
import pk.rahnuma.support.records.TicketRows;
import pk.rahnuma.support.records.WordRows;

/// What staff do to keep their tickets in order. Nothing of it says a word to the person, but for a merge.
@Singleton
public final class Sorting {

    /// Characters of a note.
    public static final int NOTE = 3000;

    private static final int LOWEST = 3;

    private final Held held;
    private final TicketRows rows;
    private final WordRows words;
    private final Promises promises;
    private final Claims claims;
    private final Closing closing;
    private final Notices notices;
    private final Messages messages;
    private final Jdbi jdbi;
    private final Holds holds;

    Sorting(
            Held held,
            TicketRows rows,
            WordRows words,
            Promises promises,
            Claims claims,
            Closing closing,
            Notices notices,
            Messages messages,
            Jdbi jdbi,
            Holds holds) {
        this.held = held;
        this.rows = rows;
        this.words = words;
        this.promises = promises;
        this.claims = claims;
        this.closing = closing;
        this.notices = notices;
        this.messages = messages;
        this.jdbi = jdbi;
        this.holds = holds;
    }

    /// Says who has to act now: OPEN, WAITING_USER, WAITING_ISP or WAITING_PTA. The clock stands still in WAITING_USER.
    ///
    /// @throws NotPossible when there is no such ticket, it is over or not theirs
    public Ticket awaits(Reference number, Member by, Ticket.State on, Instant now) {
        if (on == Ticket.State.NEW || on == Ticket.State.REOPENED || on.over()) {
            throw new NotPossible("ticket_state");
        }
        return held.with(number, one -> {
            Ticket ticket = one.active().of(by).ticket();
            held.note(ticket, by.name(), "ticket.moved", on.name(), now);
            return rows.save(
                    promises.moved(ticket, on, now)
                            .with()
                            .waitingSince(
                                    on.paused() ? null : ticket.waitingSince() == null ? now : ticket.waitingSince())
                            .done(),
                    now);
        });
    }

    /// @param priority 1 to 3
    /// @throws NotPossible when there is no such ticket, it is over, or there is no such priority
    public Ticket priority(Reference number, Hand by, int priority, Instant now) {
        if (priority < 1 || priority > LOWEST) {
            throw new NotPossible("priority", "priority", priority, "lowest", LOWEST);
        }
        return held.with(number, one -> {
            Ticket ticket = one.active().of(by).ticket();
            held.note(ticket, by.name(), "ticket.prioritised", Integer.toString(priority), now);
            return rows.save(promises.at(ticket, priority, now), now);
        });
    }

    /// A word to other members of staff; never sent. It is part of what a person gets who asks for all that is stored
    /// about them.
    ///
    /// @throws NotPossible when there is no such ticket, or the text is empty or too long
    public void note(Reference number, Member by, String text, Instant now) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > NOTE) {
            throw new NotPossible("ticket_note_length", "length", said.length(), "most", NOTE);
        }
        held.with(number, one -> {
            words.note(one.ticket(), said, by, now);
            held.note(one.ticket(), by.name(), "ticket.noted", null, now);
            rows.touch(one.ticket().id(), now);
            return one;
        });
    }

    /// @param tag a word or a few, at most 40 characters; kept in small letters
    /// @throws NotPossible when there is no such ticket, it is a colleague's, or it is no tag
    public void tag(Reference number, Hand by, String tag, Instant now) {
        String word = tag(tag);
        held.with(number, one -> {
            long id = one.ofNoOther(by).ticket().id();
            jdbi.useHandle(handle -> {
                handle.execute("delete from ticket_tag where ticket_id = ? and tag = ?", id, word);
                handle.execute("insert into ticket_tag (ticket_id, tag) values (?, ?)", id, word);
            });
            held.note(one.ticket(), by.name(), "ticket.tagged", word, now);
            rows.touch(id, now);
            return one;
        });
    }

    public void untag(Reference number, Hand by, String tag, Instant now) {
        String word = tag(tag);
        held.with(number, one -> {
            long id = one.ofNoOther(by).ticket().id();
            jdbi.useHandle(
                    handle -> handle.execute("delete from ticket_tag where ticket_id = ? and tag = ?", id, word));
            held.note(one.ticket(), by.name(), "ticket.untagged", word, now);
            rows.touch(id, now);
            return one;
        });
    }

    private static String tag(String typed) {
        String word = typed.strip().toLowerCase(Locale.ROOT);
        if (!word.matches("[\\p{L}\\p{M}\\p{N} _-]{1,40}")) {
            throw new NotPossible("tag");
        }
        return word;
    }

    /// Out of the queue until then, or until the person writes. Its clock goes on.
    ///
    /// @throws NotPossible when there is no such ticket, it is over or a colleague's, or the time is not to come
    public Ticket snooze(Reference number, Hand by, Instant until, Instant now) {
        if (!until.isAfter(now)) {
            throw new NotPossible("time_over");
        }
        return held.with(number, one -> {
            Ticket ticket = one.active().ofNoOther(by).ticket();
            held.note(ticket, by.name(), "ticket.snoozed", until.toString(), now);
            return rows.save(ticket.with().snoozedUntil(until).done(), now);
        });
    }

    public Ticket wake(Reference number, Hand by, Instant now) {
        return held.with(number, one -> {
            one.ofNoOther(by);
            held.note(one.ticket(), by.name(), "ticket.woken", null, now);
            return rows.save(one.ticket().with().snoozedUntil(null).done(), now);
        });
    }

    /// Wakes one whose time has come.
    void due(long ticket, Instant now) {
        held.with(ticket, one -> {
            Instant until = one.ticket().snoozedUntil();
            return until != null && !until.isAfter(now)
                    ? rows.save(one.ticket().with().snoozedUntil(null).done(), now)
                    : one.ticket();
        });
    }

    /// Two tickets of one person about the same: one goes on, with the higher priority of the two; the other is closed,
    /// and leads to it.
    ///
    /// @throws NotPossible when there is no such ticket, one of them is over or a colleague's, or they are not of the
    /// same
    /// person
    public Ticket merge(Reference duplicate, Reference into, Hand by, Instant now) {
        // Before anything is locked: two persons would have to be locked in order.
        Optional<Long> one = rows.find(duplicate).map(Ticket::conversation);
        if (duplicate.equals(into)
                || one.isEmpty()
                || !one.equals(rows.find(into).map(Ticket::conversation))) {
            throw new NotPossible("merge_two");
        }
        return held.with(
                into,
                kept -> held.with(duplicate, gone -> {
                    Ticket stays = kept.active().ofNoOther(by).ticket();
                    Ticket goes = gone.active().ofNoOther(by).ticket();
                    if (stays.assignee() != null && goes.assignee() != null && !goes.isOf(stays.assignee())) {
                        throw new NotPossible(
                                "ticket_of",
                                "number",
                                duplicate,
                                "who",
                                goes.assignee().name());
                    }
                    if (gone.isHeld()) {
                        holds.take(stays.conversation(), stays.id());
                    }
                    held.note(goes, by.name(), "ticket.merged", into.symbols(), now);
                    rows.save(
                            promises.moved(goes, Ticket.State.CLOSED, now)
                                    .with()
                                    .mergedInto(stays.id())
                                    .fresh(false)
                                    .waitingSince(null)
                                    .resolved(now, null)
                                    .done(),
                            now);
                    Reply word = notices.write(
                            kept.language(),
                            "ticket_merged",
                            Map.of("number", duplicate.grouped(), "other", into.grouped()));
                    messages.postAbout(stays.id(), stays.conversation(), List.of(Reply.plain(word.text())), now);
                    Ticket first =
                            goes.priority() < stays.priority() ? promises.at(stays, goes.priority(), now) : stays;
                    Member assignee = stays.assignee() == null ? goes.assignee() : stays.assignee();
                    Ticket.State state =
                            assignee != null && first.state() == Ticket.State.NEW ? Ticket.State.OPEN : first.state();
                    if (assignee != null) {
                        claims.taken(stays, now);
                    }
                    return rows.save(
                            first.with()
                                    .state(state)
                                    .assignee(assignee)
                                    .level(Math.max(stays.level(), goes.level()))
                                    .fresh(stays.fresh() || goes.fresh())
                                    .done(),
                            now);
                }));
    }

    /// Many at once, each in a transaction of its own; one that cannot be done keeps no other.
    ///
    /// @return what was not done, and why
    public Map<Reference, Remark> tagAll(Collection<Reference> numbers, Hand by, String tag, Instant now) {
        return each(numbers, number -> tag(number, by, tag, now));
    }

    public Map<Reference, Remark> resolveAll(Collection<Reference> numbers, Member by, Instant now) {
        return each(numbers, number -> closing.resolve(number, by, now));
    }

    public Map<Reference, Remark> assignAll(Collection<Reference> numbers, Hand by, Member to, Instant now) {
        return each(numbers, number -> claims.transfer(number, by, to, now));
    }

    private static Map<Reference, Remark> each(Collection<Reference> numbers, Consumer<Reference> act) {
        Map<Reference, Remark> failed = new LinkedHashMap<>();
        for (Reference number : numbers) {
            try {
                act.accept(number);
            } catch (NotPossible e) {
                failed.put(number, e.why());
            }
        }
        return failed;
    }
}
