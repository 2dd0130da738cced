package pk.rahnuma.telegram.fake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Unconfirmed updates, and the one poll that may wait for more; or their transfer to the webhook.
final class FakeUpdateQueue {

    private final FakeBotApiState world;
    private final SortedMap<Long, String> waiting = new TreeMap<>();
    /// Repeated updates. Like Telegram, never sent before one with a lower id that waits.
    private final List<Parcel> again = new ArrayList<>();
    private final Set<Long> flying = new HashSet<>();
    private List<String> allowed = List.of();
    private long next = 500_000_001;
    private long delivered;
    private long poll;
    private int waitingPolls;

    FakeUpdateQueue(FakeBotApiState world) {
        this.world = world;
    }

    /// @param body everything but the id, with a brace at its start: `{"message":…}`; need not be JSON
    long add(String kind, String body) {
        return world.locked(() -> {
            long id = next++;
            if (kind == null || allowed.isEmpty() || allowed.contains(kind)) {
                waiting.put(id, "{\"update_id\":" + id + "," + body.substring(1));
            }
            world.changed();
            return id;
        });
    }

    /// Repeats an update with the same id, as after a lost response, though it may have been confirmed.
    void redeliver(long id, String body) {
        world.locked(() -> {
            again.add(new Parcel(id, "{\"update_id\":" + id + "," + body.substring(1), true));
            world.changed();
            return null;
        });
    }

    void drop() {
        waiting.clear();
    }

    int count() {
        return waiting.size();
    }

    /// True when the bot has confirmed it.
    boolean isConfirmed(long id) {
        return id < next && !waiting.containsKey(id);
    }

    /// True when no update is on its way, and the bot, unless it has a webhook, has asked for more.
    boolean isQuiet() {
        return waiting.isEmpty() && again.isEmpty() && (waitingPolls > 0 || !world.webhook.isEmpty());
    }

    /// An update on its way.
    ///
    /// @param repeated true for a copy of one that was sent, though it may have been confirmed
    record Parcel(long id, String body, boolean repeated) {}

    void allow(List<String> kinds) {
        allowed = kinds;
    }

    /// Next update that may be sent, or null. Called with the lock.
    Parcel next(Predicate<String> isFree) {
        return byId().filter(parcel -> parcel.repeated() || !flying.contains(parcel.id()))
                .filter(parcel -> isFree.test(parcel.body()))
                .findFirst()
                .map(this::send)
                .orElse(null);
    }

    /// Repeated and waiting updates, as Telegram sends them.
    private Stream<Parcel> byId() {
        return Stream.concat(
                        again.stream(),
                        waiting.entrySet().stream()
                                .map(update -> new Parcel(update.getKey(), update.getValue(), false)))
                .sorted(Comparator.comparingLong(Parcel::id));
    }

    private Parcel send(Parcel parcel) {
        if (parcel.repeated()) {
            again.remove(parcel);
        } else {
            flying.add(parcel.id());
        }
        return parcel;
    }

    /// Called with the lock.
    void brought(Parcel parcel, boolean taken) {
        if (parcel.repeated()) {
            if (!taken) {
                again.add(parcel);
            }
            return;
        }
        flying.remove(parcel.id());
        if (taken) {
            waiting.remove(parcel.id());
        }
    }

    /// Called without the lock; the newest poll wins and the one before it ends with 409, as with Telegram.
    String take(long offset, int limit, int seconds, List<String> kinds) throws InterruptedException {
        world.lock.lock();
        try {
            long mine = ++poll;
            world.changed();
            if (kinds != null) {
                allowed = kinds;
            }
            confirm(offset);
            long left = TimeUnit.SECONDS.toNanos(seconds);
            while (waiting.isEmpty() && again.isEmpty() && left > 0) {
                waitingPolls++;
                try {
                    left = world.changed.awaitNanos(left);
                } finally {
                    waitingPolls--;
                }
                world.refuseWhenWebhook();
                if (world.closed) {
                    return "";
                }
                if (mine != poll) {
                    throw new BotApiErrorException(
                            409,
                            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
                                    + " running");
                }
            }
            return answer(limit);
        } finally {
            world.lock.unlock();
        }
    }

    private void confirm(long offset) {
        if (offset < 0) {
            world.complain("getUpdates drops updates by a negative offset");
        }
        if (offset > delivered + 1) {
            world.complain("getUpdates confirms updates that were never given");
        }
        if (offset > 0) {
            waiting.headMap(offset).clear();
        }
    }

    private String answer(int limit) {
        List<String> bodies = new ArrayList<>();
        for (Parcel parcel : byId().limit(limit).toList()) {
            bodies.add(parcel.body());
            if (parcel.repeated()) {
                again.remove(parcel);
            } else {
                delivered = Math.max(delivered, parcel.id());
            }
        }
        return "{\"ok\":true,\"result\":[" + String.join(",", bodies) + "]}";
    }
}
