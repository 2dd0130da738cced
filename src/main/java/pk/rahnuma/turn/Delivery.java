package pk.rahnuma.turn;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Courier;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.post.Settled;
import pk.rahnuma.vault.Erased;

/// Sends what was posted: in order within a chat, chats side by side, each outcome recorded.
///
/// Each chat with something to send has a line. Its first message is taken out of it when it is done with, so that what
/// must wait is overtaken by nothing. What a killed process left behind is read before anything is sent, and what a
/// command beside this process posts is found by [#sweep], which also goes on with lines that have waited.
@Singleton
class Delivery implements Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    /// Later than any message has to wait.
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int SWEEP = 500;
    /// What is more than this lies in the database until a sweep finds room.
    private static final int MOST = 50_000;
    private static final long CLOSING_MILLIS = 3_000;

    private final Messages messages;
    private final Chats chats;
    private final Clock clock;
    private final Senders senders;
    private final Outcomes outcomes;

    /// Guards all that follows.
    private final Object lock = new Object();

    private final Map<Long, Line> lines = new HashMap<>();
    private final Set<Place> inHand = new HashSet<>();
    /// Recorded while a sweep reads, which may still see them as they were.
    private final List<Place> recorded = new ArrayList<>();
    /// Posted before it is known what an earlier process left.
    private final List<Message> early = new ArrayList<>();

    private boolean sweeping;
    private boolean open;
    private boolean caughtUp;
    private boolean closing;

    /// A message's place; it is in hand from being queued until its last outcome is recorded.
    private record Place(long conversation, int seq) {}

    Delivery(Messages messages, Chats chats, Clock clock, Collection<Sender> senders) {
        this.messages = messages;
        this.chats = chats;
        this.clock = clock;
        this.senders = new Senders(senders);
        this.outcomes = new Outcomes(messages, this::recorded);
    }

    /// From now on this process sends. One that never opens (a command) leaves what it posts to the server, which
    /// sweeps.
    void open() {
        synchronized (lock) {
            open = true;
        }
    }

    @Override
    public void posted(List<Message> posted) {
        synchronized (lock) {
            if (!open || closing || inHand.size() + early.size() > MOST) {
                return;
            }
            if (!caughtUp) {
                early.addAll(posted);
                return;
            }
            start(queue(posted));
        }
    }

    /// Looks for messages that nobody sends, and goes on with lines that have waited long enough.
    synchronized void sweep() {
        boolean all;
        synchronized (lock) {
            if (!open || closing) {
                return;
            }
            all = !caughtUp;
            sweeping = true;
        }
        List<Message> found = null;
        try {
            found = all ? left() : messages.pending(clock.instant(), SWEEP);
        } finally {
            synchronized (lock) {
                sweeping = false;
                swept(found);
                recorded.forEach(inHand::remove);
                recorded.clear();
            }
        }
    }

    /// All that an earlier process left, also what must wait, and what it had no way to send.
    private List<Message> left() {
        messages.resume(senders.channels(), clock.instant().minus(Outcomes.GIVEN_UP));
        for (int limit = SWEEP; ; limit *= 10) {
            List<Message> found = messages.pending(EVER, limit);
            if (found.size() < limit || limit > MOST) {
                return found;
            }
        }
    }

    private void swept(List<Message> found) {
        Set<Long> ready = new HashSet<>();
        if (found != null && inHand.size() <= MOST) {
            ready.addAll(queue(found));
        }
        if (found != null && !caughtUp) {
            caughtUp = true;
            ready.addAll(queue(early));
            early.clear();
        }
        Instant now = clock.instant();
        lines.forEach((chat, line) -> {
            if (!line.running && line.mayGo(now)) {
                ready.add(chat);
            }
        });
        start(ready);
    }

    /// @return chats whose lines may go
    private Set<Long> queue(List<Message> posted) {
        Instant now = clock.instant();
        Set<Long> ready = new HashSet<>();
        for (Message message : posted) {
            if (inHand.add(place(message))) {
                Line line = lines.computeIfAbsent(message.chat(), chat -> new Line());
                line.add(message);
                if (!line.running && line.mayGo(now)) {
                    ready.add(message.chat());
                }
            }
        }
        return ready;
    }

    private void start(Set<Long> ready) {
        if (closing || ready.isEmpty()) {
            return;
        }
        ready.forEach(chat -> lines.get(chat).running = true);
        Thread.ofVirtual().name("deliver").start(() -> deliver(ready));
    }

    /// Reads the chats at once, then each has a thread of its own.
    private void deliver(Set<Long> ready) {
        Map<Long, Chat> known;
        try {
            known = chats.chats(ready);
        } catch (RuntimeException e) {
            // One of them was erased, or the database is away: each finds out for itself.
            known = Map.of();
        }
        for (Long chat : ready) {
            Chat found = known.get(chat);
            Thread.ofVirtual().name("deliver").start(() -> deliver(chat, found));
        }
    }

    private void deliver(Long id, Chat known) {
        try {
            Chat chat = known == null ? chats.chat(id) : known;
            for (Message next = next(id); next != null; next = next(id)) {
                Instant now = clock.instant();
                Sender.Outcome outcome = senders.send(chat, next);
                if (outcome instanceof Sender.Outcome.Refused refused && refused.blocked() && !chat.blocked()) {
                    chats.block(id, now);
                    chat = chats.chat(id);
                }
                Settled settled = Outcomes.of(next, outcome, now);
                outcomes.add(settled);
                done(id, next, settled);
            }
        } catch (Erased | NoSuchElementException e) {
            forget(id);
        } catch (RuntimeException | Error e) {
            LOG.warn("delivery to a chat waits: {}", e.getClass().getName());
            wait(id);
        }
    }

    /// The first of the line; null when it ends, or must wait.
    private Message next(Long chat) {
        synchronized (lock) {
            Line line = lines.get(chat);
            if (!closing && line.mayGo(clock.instant())) {
                return line.first();
            }
            stopped(chat, line);
            return null;
        }
    }

    private void done(Long chat, Message message, Settled settled) {
        synchronized (lock) {
            Line line = lines.get(chat);
            line.remove(message);
            if (settled.state() == Message.State.PENDING) {
                line.add(Line.later(message, settled));
            }
        }
    }

    private void wait(Long chat) {
        synchronized (lock) {
            Line line = lines.get(chat);
            line.notBefore = clock.instant().plus(AFTER_TROUBLE);
            stopped(chat, line);
        }
    }

    private void forget(Long chat) {
        synchronized (lock) {
            Line line = lines.get(chat);
            line.messages().forEach(message -> inHand.remove(place(message)));
            line.clear();
            stopped(chat, line);
        }
    }

    private void stopped(Long chat, Line line) {
        line.running = false;
        if (line.first() == null) {
            lines.remove(chat);
        }
        lock.notifyAll();
    }

    private void recorded(List<Settled> batch) {
        synchronized (lock) {
            for (Settled settled : batch) {
                if (settled.state() == Message.State.PENDING) {
                    continue;
                }
                Place place = new Place(settled.conversation(), settled.seq());
                if (sweeping) {
                    recorded.add(place);
                } else {
                    inHand.remove(place);
                }
            }
        }
    }

    private static Place place(Message message) {
        return new Place(message.conversation(), message.seq());
    }

    /// Sends no more; what is being sent is waited for, so that its outcome is recorded.
    @PreDestroy
    void close() throws InterruptedException {
        synchronized (lock) {
            closing = true;
            long end = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
            while (lines.values().stream().anyMatch(line -> line.running) && System.nanoTime() < end) {
                lock.wait(100);
            }
        }
        outcomes.close();
    }
}
