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
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Sends updates to the bot's webhook, as Telegram does: each until the response is 2xx; those of one chat's messages,
/// and of its taps, one after the other; at most a hundred at once.
final class FakeWebhookSender {

    private static final int AT_ONCE = 100;
    private static final long AGAIN_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final FakeBotApiState world;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /// Queues with an update in progress.
    private final Set<String> busy = new HashSet<>();
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

    /// True when no update is in progress. Called with the lock.
    boolean isQuiet() {
        return busy.isEmpty();
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
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.webhook))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", world.webhookSecret)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 && isHeard(answer.body());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Executes a call in the response: the answer to a tap. Its outcome is not reported to the bot, so that no other
    /// call may come there.
    ///
    /// @return false when the response is lost
    private boolean isHeard(String answer) throws IOException, InterruptedException {
        if (answer.isBlank()) {
            return true;
        }
        if (world.locked(() -> world.losesAnswer.getAsBoolean())) {
            return false;
        }
        ObjectNode parameters = (ObjectNode) BotApiRequest.JSON.readTree(answer);
        String method = parameters.remove("method").asText().toLowerCase(Locale.ROOT);
        int status = 200;
        try {
            world.methods.call(method, parameters);
        } catch (BotApiErrorException e) {
            status = e.code();
        }
        FakeBotApi.Call call = new FakeBotApi.Call(method, parameters, status);
        world.locked(() -> {
            if (!method.equals("answercallbackquery")) {
                world.complain("the response of the webhook holds " + method);
            }
            return world.calls.add(call);
        });
        return true;
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
