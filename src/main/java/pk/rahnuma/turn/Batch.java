package pk.rahnuma.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.Trail;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.post.Attention;
import pk.rahnuma.post.Banners;
import pk.rahnuma.post.Carrier;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Download;
import pk.rahnuma.post.Downloads;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.post.Outbox;
import pk.rahnuma.post.ReturnListener;
import pk.rahnuma.post.Seen;
import pk.rahnuma.store.Mode;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// Many messages in one transaction: lock the conversations in key order, drop what was seen before, step each, answer
/// the calls of all together, write everything, commit.
@Singleton
class Batch {

    /// How long repeats are asked for after one was found.
    private static final Duration CAREFUL = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final Chats chats;
    private final Seen seen;
    private final Messages messages;
    private final Outbox outbox;
    private final Downloads downloads;
    private final ConversationRows rows;
    private final Vault vault;
    private final Actions actions;
    private final Talk talk;
    private final Mode mode;
    private final Banners banners;
    private final Flood flood;
    private final Meters meters;
    private final Collection<Attention> attention;
    private final Collection<ReturnListener> returns;
    private final PinnedVersions versions;
    /// Until when repeats are asked for before the work; [System#nanoTime].
    private volatile long careful = System.nanoTime();

    Batch(
            Jdbi jdbi,
            Chats chats,
            Seen seen,
            Messages messages,
            Outbox outbox,
            Downloads downloads,
            ConversationRows rows,
            Vault vault,
            Actions actions,
            Talk talk,
            Mode mode,
            Banners banners,
            Flood flood,
            Meters meters,
            Collection<Attention> attention,
            Collection<ReturnListener> returns,
            PinnedVersions versions) {
        this.jdbi = jdbi;
        this.chats = chats;
        this.seen = seen;
        this.messages = messages;
        this.outbox = outbox;
        this.downloads = downloads;
        this.rows = rows;
        this.vault = vault;
        this.actions = actions;
        this.talk = talk;
        this.mode = mode;
        this.banners = banners;
        this.flood = flood;
        this.meters = meters;
        this.attention = attention;
        this.returns = returns;
        this.versions = versions;
    }

    /// A work with the chat and conversation it belongs to.
    ///
    /// @param recalled whether that is from memory, and may be so no more
    record Placed(Work work, Chat chat, long conversation, boolean recalled) {
        Placed certain() {
            return new Placed(work, chat, conversation, false);
        }

        Seen.Update update() {
            return new Seen.Update(conversation, chat == null ? work.update() : chat.id() + " " + work.update());
        }
    }

    /// A conversation that was recalled is no more: the works are to be placed again.
    static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Works on all of it, or on nothing. Repeats are rare, and come together: they are asked for only after one was
    /// found, by the key that keeps it from being taken twice.
    ///
    /// @return a receipt for each, in order
    /// @throws Outdated at most once for the same works
    /// @throws PinnedVersions.Outrun when another node has to do it
    List<Receipt> run(List<Placed> placed, Instant now) {
        if (careful - System.nanoTime() < 0) {
            try {
                return jdbi.inTransaction(handle -> turn(placed, false, now));
            } catch (Seen.Repeated e) {
                careful = System.nanoTime() + CAREFUL.toNanos();
            }
        }
        return jdbi.inTransaction(handle -> turn(placed, true, now));
    }

    /// Finds the chats of the works, opening those never seen in a transaction of their own.
    List<Placed> place(List<Work> works, Instant now) {
        Set<Chats.Address> addresses = new LinkedHashSet<>();
        works.stream().filter(work -> work.from() != null).forEach(work -> addresses.add(work.from()));
        Map<Chats.Address, Chat> recalled = chats.met().recall(addresses);
        addresses.removeAll(recalled.keySet());
        Map<Chats.Address, Chat> known = new HashMap<>(chats.find(addresses));
        known.replaceAll((address, chat) -> chat.blocked() ? welcomeBack(chat, now) : chat);
        List<Chats.Address> unknown = addresses.stream()
                .filter(address -> !known.containsKey(address))
                .toList();
        if (!unknown.isEmpty()) {
            known.putAll(chats.open(unknown, Map.of(), now));
        }
        return works.stream().map(work -> placed(work, known, recalled)).toList();
    }

    /// Who writes has not blocked the chat any more, even if the channel did not say so.
    private Chat welcomeBack(Chat chat, Instant now) {
        returns.forEach(listener -> listener.onReturn(chat, now));
        return new Chat(chat.id(), chat.channel(), chat.address(), chat.conversation(), false);
    }

    private static Placed placed(Work work, Map<Chats.Address, Chat> known, Map<Chats.Address, Chat> recalled) {
        if (work.from() == null) {
            return new Placed(work, null, work.conversation(), false);
        }
        Chat chat = recalled.get(work.from());
        return chat != null
                ? new Placed(work, chat, chat.conversation(), true)
                : new Placed(
                        work, known.get(work.from()), known.get(work.from()).conversation(), false);
    }

    /// @throws Outdated when somebody was erased since
    private void check(List<Placed> placed, Set<Long> there) {
        List<Chats.Address> outdated = placed.stream()
                .filter(one -> one.recalled() && !there.contains(one.conversation()))
                .map(one -> one.work().from())
                .toList();
        if (!outdated.isEmpty()) {
            chats.met().forget(outdated);
            throw new Outdated();
        }
    }

    private List<Receipt> turn(List<Placed> placed, boolean asks, Instant now) {
        TreeSet<Long> ids = new TreeSet<>();
        placed.forEach(one -> ids.add(one.conversation()));
        Map<Long, ConversationRows.Row> locked = rows.lock(ids);
        check(placed, locked.keySet());
        Map<Seen.Update, Seen.Taken> before =
                asks ? seen.find(placed.stream().map(Placed::update).toList()) : Map.of();
        Keys keys = vault.keys(ids);
        Map<Long, Running> running = new LinkedHashMap<>();
        Receipt[] receipts = new Receipt[placed.size()];
        Map<Integer, Running.Line> lines = new LinkedHashMap<>();
        Map<Seen.Update, Running.Line> inBatch = new HashMap<>();
        for (int i = 0; i < receipts.length; i++) {
            Placed one = placed.get(i);
            ConversationRows.Row row = locked.get(one.conversation());
            if (row == null || !keys.has(one.conversation())) {
                // Erased, or woken after its end: there is nobody to answer.
                receipts[i] = new Receipt(one.conversation(), false, List.of(), null);
            } else if (before.containsKey(one.update())) {
                receipts[i] = again(before.get(one.update()));
            } else {
                lines.put(
                        i,
                        inBatch.computeIfAbsent(
                                one.update(),
                                update -> running.computeIfAbsent(
                                                one.conversation(),
                                                id -> new Running(row, opened(row, keys), mode.word()))
                                        .queue(one, flood(one))));
            }
        }
        step(running.values(), now);
        banners.current(now).ifPresent(banner -> running.values().forEach(one -> one.tell(banner)));
        Set<Long> carried = carried(running.values(), now);
        running.values().forEach(one -> one.number(carried.contains(one.id()), now));
        Map<Long, Carrier> carriers = carriers(running.values(), now);
        write(running.values(), carriers, keys, now);
        Set<Running.Line> told = new HashSet<>();
        lines.forEach((i, line) -> {
            receipts[i] = new Receipt(placed.get(i).conversation(), !told.add(line), line.said(), line.notice());
        });
        for (int i = 0; i < receipts.length; i++) {
            meters.says(placed.get(i).work(), receipts[i]);
        }
        return List.of(receipts);
    }

    private Conversation opened(ConversationRows.Row row, Keys keys) {
        Conversation state = ConversationRows.open(row, keys);
        versions.check(state);
        return state;
    }

    private Flood.Verdict flood(Placed one) {
        return one.chat() == null ? Flood.Verdict.PASSES : flood.of(one.chat().id());
    }

    /// A repeat changes nothing and is told what was said the first time.
    private Receipt again(Seen.Taken taken) {
        int count = taken.lastSeq() - taken.firstSeq() + 1;
        long conversation = taken.update().conversation();
        List<Message> said = count <= 0
                ? List.of()
                : messages.history(conversation, taken.firstSeq() - 1, count).stream()
                        .filter(message -> message.direction() != Message.Direction.HEARD)
                        .toList();
        return new Receipt(conversation, true, said, null);
    }

    /// Steps every conversation as far as it goes without its host, answers all calls of this round together, and
    /// goes on until nobody asks for anything.
    private void step(Iterable<Running> running, Instant now) {
        for (int round = 0; ; round++) {
            List<Actions.Asked> calls = new ArrayList<>();
            Map<Actions.Asked, Running> askers = new HashMap<>();
            for (Running one : running) {
                for (Actions.Asked asked : one.advance(talk, now)) {
                    calls.add(asked);
                    askers.put(asked, one);
                }
            }
            if (calls.isEmpty()) {
                return;
            }
            if (round > Limits.CALLS * 256) {
                throw new IllegalStateException("calls without end");
            }
            actions.run(calls).forEach((asked, answered) -> askers.get(asked).answer(answered, now));
        }
    }

    /// Those whose reply travels with the acknowledgement, because nothing that was said before is still on its way.
    private Set<Long> carried(Iterable<Running> running, Instant now) {
        Map<Long, Carrier> may = new HashMap<>();
        running.forEach(one -> {
            if (one.mayBeCarried(now)) {
                may.put(one.id(), one.carrier());
            }
        });
        Set<Long> carried = new HashSet<>(may.keySet());
        carried.removeAll(messages.unsent(may));
        return carried;
    }

    private Map<Long, Carrier> carriers(Iterable<Running> running, Instant now) {
        Map<Long, Carrier> before = new HashMap<>();
        running.forEach(one -> before.put(one.id(), one.carrier()));
        return outbox.next(before, now);
    }

    private void write(Iterable<Running> running, Map<Long, Carrier> carriers, Keys keys, Instant now) {
        List<ConversationRows.Written> written = new ArrayList<>();
        List<Seen.Taken> taken = new ArrayList<>();
        List<Message> lines = new ArrayList<>();
        List<Download> wanted = new ArrayList<>();
        List<Trail> trail = new ArrayList<>();
        List<String> languages = new ArrayList<>();
        Set<Long> heard = new TreeSet<>();
        List<Attention.Hurdle> failed = new ArrayList<>();
        List<Attention.Hurdle> passed = new ArrayList<>();
        for (Running one : running) {
            written.add(one.written(carriers.get(one.id())));
            taken.addAll(one.taken(now));
            lines.addAll(one.messages());
            wanted.addAll(one.downloads());
            for (Trail step : one.trail()) {
                trail.add(step);
                languages.add(one.language());
            }
            heard.add(one.heardFor());
            failed.addAll(one.hurdles().failed());
            passed.addAll(one.hurdles().passed());
        }
        written.sort(Comparator.comparingLong(ConversationRows.Written::id));
        if (written.isEmpty()) {
            return;
        }
        rows.write(written, keys, now);
        heard.remove(0L);
        if (!heard.isEmpty()) {
            attention.forEach(each -> each.heard(heard, now));
        }
        if (!failed.isEmpty()) {
            attention.forEach(each -> each.failed(failed, now));
        }
        if (!passed.isEmpty()) {
            attention.forEach(each -> each.passed(passed, now));
        }
        seen.insert(taken);
        messages.append(lines, carriers);
        downloads.insert(wanted);
        rows.leave(trail, languages, now);
    }
}
