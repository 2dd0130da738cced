package pk.rahnuma.telegram.fake;

import static pk.rahnuma.telegram.fake.BotApiErrorException.bad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// A group with topics in which the bot is an administrator, and its members. Created by [FakeBotApi#forum];
/// thread-safe. As with Telegram, the bot is not notified of deleted messages.
public final class FakeForumGroup {

    private static final int TEXT = 4096;
    private static final int NAME = 128;
    private static final Set<String> METHODS =
            Set.of("sendmessage", "createforumtopic", "closeforumtopic", "reopenforumtopic", "deleteforumtopic");

    private final FakeBotApiState world;
    private final long chat;
    private final Map<Integer, Topic> topics = new LinkedHashMap<>();
    private final List<Said> said = new ArrayList<>();

    FakeForumGroup(FakeBotApiState world, long chat) {
        this.world = world;
        this.chat = chat;
    }

    /// Current state of a topic.
    public record Topic(int thread, String name, boolean closed) {}

    /// A message of the bot.
    ///
    /// @param answers id of the message that it answers; 0 for none
    public record Said(int thread, int id, String text, int answers) {}

    /// Writes in a topic.
    public FakeBotApi.Written says(long user, int thread, String text) {
        return says(user, thread, text, 0);
    }

    /// Writes in reply to a message.
    public FakeBotApi.Written says(long user, int thread, String text, int answers) {
        return world.locked(() -> {
            int id = world.message();
            ObjectNode message = message(user, thread, id).put("text", text);
            // A message that answers none answers the first message of the topic.
            message.putObject("reply_to_message").put("message_id", answers == 0 ? thread : answers);
            return send("message", id, message);
        });
    }

    public FakeBotApi.Written edits(long user, int thread, FakeBotApi.Written earlier, String text) {
        return world.locked(() -> send(
                "edited_message",
                earlier.message(),
                message(user, thread, earlier.message())
                        .put("text", text)
                        .put("edit_date", world.now.getEpochSecond())));
    }

    /// Sends a photo with these bytes.
    public FakeBotApi.Written sendsPhoto(long user, int thread, byte[] content, String caption) {
        return world.locked(() -> {
            String file = world.file("photo", content);
            int id = world.message();
            ObjectNode message = message(user, thread, id).put("caption", caption);
            message.putArray("photo")
                    .addObject()
                    .put("file_id", file)
                    .put("file_unique_id", "l")
                    .put("width", 1280)
                    .put("height", 853)
                    .put("file_size", content.length);
            return send("message", id, message);
        });
    }

    /// Edits the caption of a photo.
    public FakeBotApi.Written editsCaption(long user, int thread, FakeBotApi.Written earlier, String caption) {
        return world.locked(() -> {
            ObjectNode message = message(user, thread, earlier.message())
                    .put("caption", caption)
                    .put("edit_date", world.now.getEpochSecond());
            message.putArray("photo")
                    .addObject()
                    .put("file_id", "photo")
                    .put("width", 1280)
                    .put("height", 853);
            return send("edited_message", earlier.message(), message);
        });
    }

    /// Sends any message with this field.
    public FakeBotApi.Written sends(long user, int thread, String field, String json) {
        return world.locked(() -> {
            int id = world.message();
            ObjectNode message = message(user, thread, id);
            try {
                message.set(field, BotApiRequest.JSON.readTree(json));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return send("message", id, message);
        });
    }

    /// Writes outside of topics.
    public FakeBotApi.Written saysInGeneral(long user, String text) {
        return world.locked(() -> {
            int id = world.message();
            ObjectNode message = message(user, 0, id).put("text", text);
            message.remove("message_thread_id");
            message.remove("is_topic_message");
            return send("message", id, message);
        });
    }

    /// Creates a topic.
    ///
    /// @return its thread
    public int opens(String name) {
        return world.locked(() -> {
            int thread = world.message();
            topics.put(thread, new Topic(thread, name, false));
            return thread;
        });
    }

    /// Deletes a topic with all messages. The bot is not notified.
    public void deletes(int thread) {
        world.locked(() -> topics.remove(thread));
    }

    public List<Topic> topics() {
        return world.locked(() -> List.copyOf(topics.values()));
    }

    /// Texts of the bot in a topic, in order.
    public List<String> texts(int thread) {
        return said().stream()
                .filter(one -> one.thread() == thread)
                .map(Said::text)
                .toList();
    }

    public List<Said> said() {
        return world.locked(() -> List.copyOf(said));
    }

    /// Waits for a topic whose name contains this.
    public Topic awaitsTopic(String part) {
        return awaitsTopic(topic -> topic.name().contains(part), part);
    }

    public Topic awaitsTopic(Predicate<Topic> wanted, String what) {
        expect(() -> topics.values().stream().anyMatch(wanted), "the topic " + what);
        return topics().stream().filter(wanted).findFirst().orElseThrow();
    }

    /// Waits until the bot has sent a text that contains this in a topic.
    public Said awaits(int thread, String part) {
        Predicate<Said> wanted = one -> one.thread() == thread && one.text().contains(part);
        expect(() -> said.stream().anyMatch(wanted), "\"" + part + "\"");
        return said().stream().filter(wanted).findFirst().orElseThrow();
    }

    private void expect(java.util.function.BooleanSupplier condition, String what) {
        if (!world.await(condition, FakeBotApi.WAIT_TIMEOUT)) {
            throw new AssertionError("waited in vain for " + what + " in " + topics() + "\n" + said());
        }
    }

    /// Called with the lock.
    void forgetTest() {
        topics.clear();
        said.clear();
    }

    /// True when a call is for this group.
    boolean takes(String method, ObjectNode parameters) {
        return parameters.path("chat_id").asLong() == chat && METHODS.contains(method);
    }

    /// Called with the lock.
    JsonNode call(String method, ObjectNode parameters) throws IOException {
        int thread = parameters.path("message_thread_id").asInt();
        if (method.equals("createforumtopic")) {
            return create(parameters.path("name").asText());
        }
        if (method.equals("sendmessage")) {
            return say(thread, parameters);
        }
        if (!topics.containsKey(thread)) {
            throw bad("TOPIC_ID_INVALID");
        }
        Topic topic = topics.get(thread);
        if (method.equals("deleteforumtopic")) {
            topics.remove(thread);
        } else {
            boolean closes = method.equals("closeforumtopic");
            if (topic.closed() == closes) {
                throw bad("TOPIC_NOT_MODIFIED");
            }
            topics.put(thread, new Topic(thread, topic.name(), closes));
        }
        return BotApiRequest.JSON.getNodeFactory().booleanNode(true);
    }

    private JsonNode create(String name) {
        if (name.isEmpty() || name.length() > NAME) {
            throw bad("TOPIC_TITLE_EMPTY");
        }
        int thread = world.message();
        topics.put(thread, new Topic(thread, name, false));
        return BotApiRequest.JSON
                .createObjectNode()
                .put("message_thread_id", thread)
                .put("name", name);
    }

    private JsonNode say(int thread, ObjectNode parameters) throws IOException {
        if (thread != 0 && !topics.containsKey(thread)) {
            throw bad("message thread not found");
        }
        String text = parameters.path("text").asText();
        if (parameters.has("parse_mode")) {
            text = BotApiMarkupValidator.shown(parameters);
        }
        if (text.isBlank() || text.length() > TEXT) {
            throw bad(text.isBlank() ? "message text is empty" : "message is too long");
        }
        JsonNode answers = BotApiRequest.structure(parameters.get("reply_parameters"));
        Said one = new Said(
                thread,
                world.message(),
                text,
                answers == null ? 0 : answers.path("message_id").asInt());
        said.add(one);
        return BotApiRequest.JSON.createObjectNode().put("message_id", one.id()).put("message_thread_id", thread);
    }

    private ObjectNode message(long user, int thread, int id) {
        ObjectNode message = BotApiRequest.JSON
                .createObjectNode()
                .put("message_id", id)
                .put("message_thread_id", thread)
                .put("is_topic_message", true)
                .put("date", world.now.getEpochSecond());
        message.putObject("from").put("id", user).put("is_bot", false).put("first_name", "Staff");
        message.putObject("chat").put("id", chat).put("type", "supergroup").put("is_forum", true);
        return message;
    }

    private FakeBotApi.Written send(String kind, int id, ObjectNode message) {
        ObjectNode update = BotApiRequest.JSON.createObjectNode();
        update.set(kind, message);
        String body = update.toString();
        return new FakeBotApi.Written(world.updates.add(kind, body), id, body);
    }
}
