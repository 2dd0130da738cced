package pk.rahnuma.telegram.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// State of the stub; it outlives the bot's restarts. Guarded by `lock`.
final class FakeBotApiState {

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final FakeUpdateQueue updates = new FakeUpdateQueue(this);
    final Map<Long, Chat> chats = new LinkedHashMap<>();
    final Map<Long, FakeForumGroup> forums = new LinkedHashMap<>();
    /// Content by file id.
    final Map<String, byte[]> files = new HashMap<>();
    /// Content of documents that the bot sent, by message.
    final Map<Integer, byte[]> sent = new HashMap<>();

    /// Messages whose response the bot did not receive.
    final Set<Integer> unknown = new HashSet<>();
    final Map<String, Query> queries = new HashMap<>();
    final List<FakeBotApi.Call> calls = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();
    /// Last values of `setMyCommands` and the like, by method and language, for example `setmycommands/ur`.
    final Map<String, String> profile = new HashMap<>();

    Instant now = Instant.parse("2026-03-02T05:00:00Z");
    String webhook = "";
    String webhookSecret = "";
    /// Called for each response of the webhook with a call in it: returns true when it is lost.
    BooleanSupplier losesAnswer = () -> false;
    final FakeWebhookSender push = new FakeWebhookSender(this);
    BotApiMethods methods;
    boolean closed;
    /// Of four digits, which tests put into telephone numbers.
    long nextChat = 7001;
    private int nextFile = 1;
    private int nextMessage = 1001;
    private int nextQuery = 1;

    /// A tapped button that waits for its answer.
    record Query(long chat, Instant at) {}

    /// One private chat as the person sees it.
    static final class Chat {
        final long id;
        final String language;
        final Map<Integer, FakeBotApi.Said> messages = new LinkedHashMap<>();
        final List<FakeBotApi.Said> events = new ArrayList<>();
        final List<String> notices = new ArrayList<>();
        final List<String> transcript = new ArrayList<>();
        List<List<FakeBotApi.Button>> keys = List.of();
        boolean blocked;

        Chat(long id, String language) {
            this.id = id;
            this.language = language;
        }

        /// Shows the mark of a tap below a message: the person knows, so that nothing is new to them.
        void mark(FakeBotApi.Said said) {
            messages.put(said.id(), said);
            transcript.add("bot✓ " + said.text());
        }

        void say(FakeBotApi.Said said) {
            messages.put(said.id(), said);
            events.add(said);
            transcript.add(
                    (said.edited() ? "bot* " : "bot  ") + said.text() + labels(said.buttons()) + labels(said.keys()));
        }

        private static String labels(List<List<FakeBotApi.Button>> rows) {
            StringBuilder labels = new StringBuilder();
            for (List<FakeBotApi.Button> row : rows) {
                labels.append("\n    ");
                row.forEach(button -> labels.append('[').append(button.label()).append("] "));
            }
            return labels.toString().stripTrailing();
        }
    }

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether the condition became true in time; checked whenever something changes
    boolean await(BooleanSupplier condition, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    void changed() {
        changed.signalAll();
    }

    /// Keeps what the bot has done at its start, the numbers, and the groups that it is in.
    void forgetTest() {
        chats.clear();
        forums.values().forEach(FakeForumGroup::forgetTest);
        files.clear();
        sent.clear();
        unknown.clear();
        queries.clear();
        calls.clear();
        complaints.clear();
        losesAnswer = () -> false;
    }

    void complain(String about) {
        complaints.add(about);
    }

    int message() {
        return nextMessage++;
    }

    /// Keeps the content of a file that a user sends.
    ///
    /// @return its id
    String file(String kind, byte[] content) {
        String id = kind + "-" + nextFile++;
        files.put(id, content);
        return id;
    }

    String query(long chat) {
        String id = "query-" + nextQuery++;
        queries.put(id, new Query(chat, now));
        return id;
    }

    void refuseWhenWebhook() {
        if (!webhook.isEmpty()) {
            throw new BotApiErrorException(
                    409,
                    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                            + " webhook first");
        }
    }
}
