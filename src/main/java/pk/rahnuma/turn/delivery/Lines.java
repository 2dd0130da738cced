package pk.rahnuma.turn.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import pk.rahnuma.node.Node;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Settled;

/// What this node has in hand to be sent: a line for each chat. The first message is taken out of its line when it is
/// done
/// with, so that what must wait is overtaken by nothing. Safe for threads.
final class Lines {

    /// What is more than this lies in the database until there is room.
    private static final int MOST = 50_000;

    private final Node node;
    private final InstantSource clock;

    /// Guards all that follows.
    private final Object lock = new Object();

    private final Map<Long, Line> lines = new HashMap<>();
    private final Set<Place> inHand = new HashSet<>();
    /// Recorded while the database is read, which may still show them as they were.
    private final List<Place> recorded = new ArrayList<>();
    /// Conversations that are being taken up, and what is posted there meanwhile: it comes after what is found.
    private final Set<Long> taking = new HashSet<>();

    private final List<Message> early = new ArrayList<>();

    /// The id of this node under which the lines are its own; 0 before it begins.
    private long self;
    /// Whether something of this node's was not put in hand, and how often that happened.
    private boolean behind;

    private long passedOver;
    private boolean reading;
    private boolean closing;

    /// A message's place; it is in hand from being queued until its last outcome is recorded.
    private record Place(long conversation, int seq) {}

    Lines(Node node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
    }

    private boolean mayGo() {
        return !closing && self != 0 && self == node.id() && node.isSure();
    }

    /// Puts in hand what was just committed, or leaves it to be read.
    ///
    /// @return chats whose lines go now: each is the caller's to send until [#next] says that it ends
    Set<Long> post(List<Message> posted) {
        synchronized (lock) {
            if (behind || !mayGo() || inHand.size() + early.size() > MOST) {
                behind = true;
                passedOver++;
                return Set.of();
            }
            if (taking.isEmpty()) {
                return started(queue(posted));
            }
            List<Message> others = new ArrayList<>(posted);
            others.removeIf(message -> taking.contains(message.conversation()) && early.add(message));
            return started(queue(others));
        }
    }

    /// Whether this node may send what it has; begins anew where it has another id than before.
    ///
    /// @param begun is told so before anything else happens
    boolean begin(Runnable begun) {
        synchronized (lock) {
            if (closing || !node.isSure()) {
                return false;
            }
            if (self == node.id()) {
                return true;
            }
            if (isRunning()) {
                return false;
            }
            lines.values().forEach(line -> line.messages().forEach(message -> inHand.remove(place(message))));
            lines.clear();
            self = node.id();
        }
        begun.run();
        return true;
    }

    /// Puts in hand what a query finds in these conversations, before all that is posted there meanwhile.
    Set<Long> takeUp(List<Long> conversations, Supplier<List<Message>> query) {
        synchronized (lock) {
            if (inHand.size() > MOST) {
                return Set.of();
            }
        }
        return read(conversations, query).started();
    }

    /// Puts in hand what was left out, where something was.
    ///
    /// @param query is asked for so many messages of this node, oldest first
    Set<Long> catchUp(boolean always, IntFunction<List<Message>> query) {
        int limit;
        long before;
        synchronized (lock) {
            if (!behind && !always || inHand.size() > MOST) {
                return Set.of();
            }
            limit = inHand.size() + Delivery.SWEEP;
            before = passedOver;
        }
        Read read = read(List.of(), () -> query.apply(limit));
        synchronized (lock) {
            behind = read.found() == limit || passedOver != before;
        }
        return read.started();
    }

    private record Read(int found, Set<Long> started) {}

    private Read read(List<Long> conversations, Supplier<List<Message>> query) {
        synchronized (lock) {
            reading = true;
            taking.addAll(conversations);
        }
        List<Message> found = List.of();
        Set<Long> started;
        try {
            found = query.get();
        } finally {
            synchronized (lock) {
                reading = false;
                taking.clear();
                List<Message> all = new ArrayList<>(found);
                all.addAll(early);
                early.clear();
                started = started(queue(all));
                recorded.forEach(inHand::remove);
                recorded.clear();
            }
        }
        return new Read(found.size(), started);
    }

    /// Lines that have waited long enough.
    Set<Long> ready() {
        synchronized (lock) {
            Instant now = clock.instant();
            Set<Long> ready = new HashSet<>();
            lines.forEach((chat, line) -> {
                if (!line.running && line.mayGo(now)) {
                    ready.add(chat);
                }
            });
            return started(ready);
        }
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

    private Set<Long> started(Set<Long> ready) {
        if (!mayGo()) {
            return Set.of();
        }
        ready.forEach(chat -> lines.get(chat).running = true);
        return ready;
    }

    /// The first of a line that goes; null when it ends, or must wait.
    Message next(Long chat) {
        synchronized (lock) {
            Line line = lines.get(chat);
            if (mayGo() && line.mayGo(clock.instant())) {
                return line.first();
            }
            stopped(chat, line);
            return null;
        }
    }

    void done(Long chat, Message message, Settled settled) {
        synchronized (lock) {
            Line line = lines.get(chat);
            line.remove(message);
            if (settled.state() == Message.State.PENDING) {
                line.add(Line.later(message, settled));
            }
        }
    }

    void wait(Long chat, Duration pause) {
        synchronized (lock) {
            Line line = lines.get(chat);
            line.notBefore = clock.instant().plus(pause);
            stopped(chat, line);
        }
    }

    void forget(Long chat) {
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

    void recorded(List<Settled> batch) {
        synchronized (lock) {
            for (Settled settled : batch) {
                if (settled.state() == Message.State.PENDING) {
                    continue;
                }
                Place place = new Place(settled.conversation(), settled.seq());
                if (reading) {
                    recorded.add(place);
                } else {
                    inHand.remove(place);
                }
            }
        }
    }

    /// Nothing goes any more; what is under way is waited for.
    void close(Duration patience) throws InterruptedException {
        synchronized (lock) {
            closing = true;
            long end = System.nanoTime() + patience.toNanos();
            while (isRunning() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.timedWait(lock, 100);
            }
        }
    }

    private boolean isRunning() {
        return lines.values().stream().anyMatch(line -> line.running);
    }

    private static Place place(Message message) {
        return new Place(message.conversation(), message.seq());
    }
}
