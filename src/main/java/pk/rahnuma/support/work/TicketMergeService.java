package pk.rahnuma.support.work;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.guidance.Notices;
import pk.rahnuma.post.Messages;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.Promises;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.records.Holds;
import pk.rahnuma.support.records.TicketRows;

/// Makes one of two tickets of a person that are about the same, and two of one again. The words of both stay where
/// they were written, and are shown together.
@Singleton
public final class TicketMergeService {

    private final Held held;
    private final TicketRows rows;
    private final Promises promises;
    private final Claims claims;
    private final Notices notices;
    private final Messages messages;
    private final Holds holds;

    TicketMergeService(
            Held held,
            TicketRows rows,
            Promises promises,
            Claims claims,
            Notices notices,
            Messages messages,
            Holds holds) {
        this.held = held;
        this.rows = rows;
        this.promises = promises;
        this.claims = claims;
        this.notices = notices;
        this.messages = messages;
        this.holds = holds;
    }

    /// How a ticket was before a merge.
    record Snapshot(
            Ticket.State state,
            int priority,
            int level,
            Member assignee,
            boolean fresh,
            Instant waitingSince,
            Ticket.Clocks clocks) {

        static Snapshot of(Ticket ticket) {
            return new Snapshot(
                    ticket.state(),
                    ticket.priority(),
                    ticket.level(),
                    ticket.assignee(),
                    ticket.fresh(),
                    ticket.waitingSince(),
                    ticket.clocks());
        }
    }

    /// How both were.
    ///
    /// @param holding whether a human had the conversation by the one that went
    record Before(Snapshot went, Snapshot stayed, boolean holding) {}

    /// One goes on, with the higher priority of the two and the clock that is due first; the other is closed, and leads
    /// to it. The person is told, where they know of the one that goes.
    ///
    /// @throws NotPossible when there is no such ticket, one of them is over, they are two colleagues', or they are
    ///     not of the same person
    public Ticket merge(Reference duplicate, Reference into, Hand by, Instant now) {
        // Before anything is locked: two persons would have to be locked in order.
        Optional<Long> one = rows.find(duplicate).map(Ticket::conversation);
        if (duplicate.equals(into)
                || one.isEmpty()
                || !one.equals(rows.find(into).map(Ticket::conversation))) {
            throw new NotPossible("merge_two");
        }
        return held.with(into, kept -> held.with(duplicate, gone -> merge(kept.active(), gone.active(), by, now)));
    }

    private Ticket merge(Held.One kept, Held.One gone, Hand by, Instant now) {
        Ticket stays = kept.ofNoOther(by).ticket();
        Ticket goes = gone.ofNoOther(by).ticket();
        if (stays.assignee() != null && goes.assignee() != null && !goes.isOf(stays.assignee())) {
            throw new NotPossible(
                    "ticket_of", "number", goes.number(), "who", goes.assignee().name());
        }
        Before before = new Before(Snapshot.of(goes), Snapshot.of(stays), gone.isHeld());
        if (gone.isHeld()) {
            holds.take(stays.conversation(), stays.id());
        }
        held.note(goes, by.name(), "ticket.merged", stays.number().symbols(), now);
        rows.save(
                promises.moved(goes, Ticket.State.CLOSED, now)
                        .with()
                        .mergedInto(stays.id())
                        .fresh(false)
                        .waitingSince(null)
                        .snoozedUntil(null)
                        .resolved(now, null)
                        .done(),
                now);
        rows.keepBeforeMerge(goes.id(), new String(Json.write(before), StandardCharsets.UTF_8));
        if (!goes.unheard()) {
            tell(kept, "ticket_merged", goes.number(), stays.number(), now);
        }
        Member assignee = stays.assignee() == null ? goes.assignee() : stays.assignee();
        if (assignee != null) {
            claims.taken(stays, now);
        }
        Ticket joined = promises.joined(stays, goes, now);
        Ticket.State state =
                assignee != null && joined.state() == Ticket.State.NEW ? Ticket.State.OPEN : joined.state();
        return rows.save(
                joined.with()
                        .state(state)
                        .assignee(assignee)
                        .level(Math.max(stays.level(), goes.level()))
                        .fresh(stays.fresh() || goes.fresh())
                        .waitingSince(earlier(stays.waitingSince(), goes.waitingSince()))
                        .done(),
                now);
    }

    /// Makes two of one again, as they were. What has changed since at the one that went on stays changed: its state
    /// when it was answered, its member when it was given to another.
    ///
    /// @param number of the one that went into another
    /// @throws NotPossible when there is no such ticket, it is no part of another, or that one is somebody else's
    public Ticket split(Reference number, Hand by, Instant now) {
        Ticket seen = rows.find(number).orElseThrow(() -> new NotPossible("ticket_missing", "number", number));
        Before before = Optional.ofNullable(seen.mergedInto())
                .flatMap(into -> rows.findBeforeMerge(seen.id()))
                .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), Before.class))
                .orElseThrow(() -> new NotPossible("ticket_not_merged", "number", number));
        Reference into = rows.find(List.of(seen.mergedInto())).getFirst().number();
        return held.with(
                into,
                kept -> held.with(number, gone -> {
                    if (gone.ticket().mergedInto() == null) {
                        throw new NotPossible("ticket_not_merged", "number", number);
                    }
                    if (kept.ticket().assignee() != null) {
                        kept.of(by);
                    }
                    return split(kept, gone, before, by, now);
                }));
    }

    private Ticket split(Held.One kept, Held.One gone, Before before, Hand by, Instant now) {
        Ticket stays = kept.ticket();
        Ticket goes = gone.ticket();
        held.note(goes, by.name(), "ticket.split", stays.number().symbols(), now);
        if (stays.active()) {
            rows.save(restored(stays, goes, before, now), now);
        }
        if (before.holding() && kept.isHeld()) {
            holds.take(goes.conversation(), goes.id());
        }
        Snapshot went = before.went();
        Ticket again = rows.save(
                promises.resumed(goes.with().mergedInto(null).done(), went.state(), went.clocks(), now)
                        .with()
                        .assignee(went.assignee())
                        .fresh(went.fresh())
                        .waitingSince(went.waitingSince())
                        .resolved(null, null)
                        .done(),
                now);
        if (!again.unheard()) {
            tell(gone, "ticket_reopened", goes.number(), stays.number(), now);
        }
        return again;
    }

    private Ticket restored(Ticket stays, Ticket goes, Before before, Instant now) {
        Snapshot stayed = before.stayed();
        boolean raised =
                stays.priority() == Math.min(stayed.priority(), before.went().priority());
        boolean given = stayed.assignee() == null && stays.assignee() != null && goes.isOf(stays.assignee());
        Ticket lower = raised ? stays.with().priority(stayed.priority()).done() : stays;
        boolean untouched = stays.answered() == null || stays.answered().isBefore(goes.resolved());
        Ticket.State state = untouched ? stayed.state() : stays.state();
        return promises.resumed(lower, state, stayed.clocks(), now)
                .with()
                .level(
                        stays.level() == Math.max(stayed.level(), before.went().level())
                                ? stayed.level()
                                : stays.level())
                .assignee(given ? null : stays.assignee())
                .waitingSince(untouched ? stayed.waitingSince() : stays.waitingSince())
                .done();
    }

    private void tell(Held.One one, String notice, Reference number, Reference other, Instant now) {
        Reply word =
                notices.write(one.language(), notice, Map.of("number", number.grouped(), "other", other.grouped()));
        messages.postAbout(one.ticket().id(), one.ticket().conversation(), List.of(Reply.plain(word.text())), now);
    }

    private static Instant earlier(Instant a, Instant b) {
        return Stream.of(a == null ? b : a, b == null ? a : b)
                .filter(at -> at != null)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
