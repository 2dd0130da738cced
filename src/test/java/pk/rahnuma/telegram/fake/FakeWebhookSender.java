package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Sends updates to the bot's webhook, as Telegram does: each until the response is 2xx; those of one chat's messages,
/// and of its taps, one after the other; at most a hundred at once.
final class FakeWebhookSender {

    private static final int AT_ONCE = 100;
    private static final long AGAIN_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeBotApiState world;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /// Queues with an update in progress.
    private final Set<String> busy = new HashSet<>();
    /// Executed calls in the response to an update, by its id: the first that arrived.
    private final Map<Long, ObjectNode> carried = new HashMap<>();

    /// Number of times each update was sent.
    private final Map<Long, Integer> brought = new HashMap<>();

    private Thread thread;

    FakeWebhookSender(FakeBotApiState world) {
        this.world = world;
    }

    /// Called with the lock.
    void start() {
        if (thread == null) {
            thread = Thread.ofVirtual().name("bot-api-push").start(this::run);
        }
    }

    private void run() {
        world.lock.lock();
        try {
            while (!world.closed) {
                FakeUpdateQueue.Parcel next =
                        world.webhook.isEmpty() || busy.size() >= AT_ONCE ? null : world.updates.next(this::isFree);
                if (next == null) {
                    world.changed.await();
                } else {
                    busy.add(queue(next.body()));
                    Thread.ofVirtual().start(() -> bring(next));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            world.lock.unlock();
        }
    }

    private boolean isFree(String body) {
        return !busy.contains(queue(body));
    }

    private void bring(FakeUpdateQueue.Parcel parcel) {
        boolean taken = post(parcel.body());
        try {
            if (!taken) {
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        world.locked(() -> {
            busy.remove(queue(parcel.body()));
            world.updates.brought(parcel, taken);
            world.changed();
            return null;
        });
    }

    private boolean post(String body) {
        world.locked(() -> brought.merge(update(body), 1, Integer::sum));
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.webhook))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", world.webhookSecret)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 && isHeard(update(body), answer.body());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Telegram repeats an update only when it received no response, and so executes one call. The reply in the other
    /// responses must be the same.
    ///
    /// @return false when the response is lost
    private boolean isHeard(long update, String answer) throws IOException, InterruptedException {
        ObjectNode call = answer.isBlank() ? null : (ObjectNode) BotApiRequest.JSON.readTree(answer);
        if (call != null && world.locked(() -> world.losesAnswer.getAsBoolean())) {
            return false;
        }
        ObjectNode before = world.locked(() -> {
            ObjectNode first = carried.get(update);
            if (first != null && isReply(first) && !first.equals(call)) {
                world.complain("a repeat of " + update + " was answered by " + call + " in place of " + first);
            } else if (first == null && call != null) {
                carried.put(update, call.deepCopy());
            }
            return first;
        });
        if (before == null && call != null) {
            carryOut(call, world.locked(() -> brought.get(update) > 1));
        }
        return true;
    }

    private static boolean isReply(ObjectNode call) {
        return call.path("method").asText().equalsIgnoreCase("sendMessage");
    }

    /// Executes a method call of the response. Its outcome is not reported to the bot.
    private void carryOut(ObjectNode parameters, boolean late) throws IOException, InterruptedException {
        String method = parameters.remove("method").asText().toLowerCase(Locale.ROOT);
        int status = 200;
        try {
            String result = world.methods.call(method, parameters);
            if (late) {
                int message = BotApiRequest.JSON
                        .readTree(result)
                        .at("/result/message_id")
                        .asInt();
                world.locked(() -> world.late.add(message));
            }
        } catch (BotApiErrorException e) {
            status = e.code();
        }
        FakeBotApi.Call call = new FakeBotApi.Call(method, parameters, status, true);
        world.locked(() -> world.calls.add(call));
    }

    private static long update(String body) {
        try {
            return BotApiRequest.JSON.readTree(body).path("update_id").asLong();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String queue(String body) {
        try {
            JsonNode update = BotApiRequest.JSON.readTree(body);
            boolean tap = update.has("callback_query");
            JsonNode chat = tap
                    ? update.at("/callback_query/message/chat/id")
                    : update.findPath("chat").path("id");
            return chat + (tap ? " taps" : "");
        } catch (IOException e) {
            return body;
        }
    }
}
