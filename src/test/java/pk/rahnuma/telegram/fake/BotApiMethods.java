package pk.rahnuma.telegram.fake;

import static pk.rahnuma.telegram.fake.BotApiErrorException.bad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/// Effects and refusals of each method. Called with the state's lock, except the long poll.
final class BotApiMethods {

    private static final int LARGEST = 20 * 1024 * 1024;
    private static final int LARGEST_SENT = 50 * 1024 * 1024;
    private static final int LARGEST_PHOTO = 10 * 1024 * 1024;
    private static final Duration TAP = Duration.ofSeconds(150);
    /// Refusals that a correct bot can meet; any other is a complaint.
    private static final List<String> HARMLESS = List.of(
            "message is not modified",
            "message to edit not found",
            "message can't be edited",
            "message to delete not found",
            "message thread not found",
            "TOPIC_NOT_MODIFIED",
            "TOPIC_ID_INVALID",
            "query is too old",
            "wrong file_id",
            "file is too big",
            "chat not found");

    private static final Map<String, Integer> WORDS = Map.of("name", 64, "description", 512, "short_description", 120);

    private final FakeBotApiState world;
    private final String botId;

    BotApiMethods(FakeBotApiState world, String botId) {
        this.world = world;
        this.botId = botId;
    }

    /// Complete response.
    String call(String method, ObjectNode parameters) throws IOException, InterruptedException {
        if (method.equals("getupdates")) {
            return poll(parameters);
        }
        world.lock.lock();
        try {
            ObjectNode answer = BotApiRequest.JSON.createObjectNode().put("ok", true);
            answer.set("result", result(method, parameters));
            return answer.toString();
        } catch (BotApiErrorException e) {
            if (e.code() == 400 && HARMLESS.stream().noneMatch(e.getMessage()::contains)) {
                world.complain(method + ": " + e.getMessage());
            }
            throw e;
        } finally {
            world.changed();
            world.lock.unlock();
        }
    }

    private String poll(ObjectNode parameters) throws IOException, InterruptedException {
        world.locked(() -> {
            world.refuseWhenWebhook();
            return null;
        });
        int limit = parameters.path("limit").asInt(100);
        if (limit < 1 || limit > 100) {
            world.complain("getUpdates: limit must be 1 to 100");
        }
        JsonNode allowed = BotApiRequest.structure(parameters.get("allowed_updates"));
        List<String> kinds = null;
        if (allowed != null) {
            kinds = new ArrayList<>();
            for (JsonNode kind : allowed) {
                kinds.add(kind.asText());
            }
        }
        return world.updates.take(
                parameters.path("offset").asLong(),
                Math.clamp(limit, 1, 100),
                Math.min(parameters.path("timeout").asInt(0), 50),
                kinds);
    }

    private JsonNode result(String method, ObjectNode parameters) throws IOException {
        for (FakeForumGroup forum : world.forums.values()) {
            if (forum.takes(method, parameters)) {
                return forum.call(method, parameters);
            }
        }
        return switch (method) {
            case "getme" -> me();
            case "sendmessage" -> send(parameters);
            case "senddocument" -> document(parameters);
            case "sendphoto" -> photo(parameters);
            case "editmessagetext" -> edit(parameters, BotApiMarkupValidator.shown(parameters));
            case "deletemessage" -> delete(parameters);
            case "editmessagereplymarkup" -> edit(parameters, null);
            case "answercallbackquery" -> answerTap(parameters);
            case "sendchataction" -> {
                chat(parameters);
                yield yes();
            }
            case "getfile" -> file(parameters);
            case "setmycommands" -> commands(parameters);
            case "setmyname", "setmydescription", "setmyshortdescription" -> words(method, parameters);
            case "setwebhook" -> {
                setWebhook(parameters);
                yield yes();
            }
            case "deletewebhook" -> deleteWebhook(parameters);
            case "getwebhookinfo" ->
                BotApiRequest.JSON
                        .createObjectNode()
                        .put("url", world.webhook)
                        .put("pending_update_count", world.updates.count());
            default -> throw new BotApiErrorException(404, "Not Found");
        };
    }

    /// Path of a file; files over 20 MB are not available.
    private ObjectNode file(ObjectNode parameters) {
        String id = parameters.path("file_id").asText();
        byte[] content = world.files.get(id);
        if (content == null) {
            throw bad("wrong file_id or the file is temporarily unavailable");
        }
        if (content.length > LARGEST) {
            throw bad("file is too big");
        }
        return BotApiRequest.JSON
                .createObjectNode()
                .put("file_id", id)
                .put("file_unique_id", "u" + id)
                .put("file_size", content.length)
                .put("file_path", "photos/" + id + ".jpg");
    }

    private static JsonNode yes() {
        return BotApiRequest.JSON.getNodeFactory().booleanNode(true);
    }

    private ObjectNode me() {
        return BotApiRequest.JSON
                .createObjectNode()
                .put("id", Long.parseLong(botId))
                .put("is_bot", true)
                .put("first_name", "Rahnuma")
                .put("username", FakeBotApi.USERNAME);
    }

    private ObjectNode send(ObjectNode parameters) throws IOException {
        FakeBotApiState.Chat chat = chat(parameters);
        String text = BotApiMarkupValidator.shown(parameters);
        BotApiMarkupValidator.Keyboard keyboard = keyboard(parameters);
        if (!keyboard.keys().isEmpty() || keyboard.removes()) {
            chat.keys = keyboard.keys();
        }
        FakeBotApi.Said said = new FakeBotApi.Said(
                world.message(), text, keyboard.inline(), keyboard.keys(), keyboard.removes(), false);
        chat.say(said);
        return message(chat, said);
    }

    /// Text of a file: its name, then the caption, or without one the content.
    private ObjectNode document(ObjectNode parameters) throws IOException {
        FakeBotApiState.Chat chat = chat(parameters);
        String content = parameters.path("document").asText();
        String name = parameters.path("document name").asText();
        if (content.isEmpty() || name.isEmpty()) {
            throw bad("there is no document in the request");
        }
        byte[] bytes = parameters.path("document bytes").binaryValue();
        if (bytes.length > LARGEST_SENT) {
            throw new BotApiErrorException(413, "Request Entity Too Large");
        }
        String caption = caption(parameters);
        return file(chat, name + "\n" + (caption.isEmpty() ? content : caption), bytes);
    }

    /// Text of a photo: its name, then the caption.
    private ObjectNode photo(ObjectNode parameters) throws IOException {
        FakeBotApiState.Chat chat = chat(parameters);
        if (!parameters.has("photo bytes")) {
            throw bad("there is no photo in the request");
        }
        byte[] bytes = parameters.path("photo bytes").binaryValue();
        if (bytes.length > LARGEST_PHOTO) {
            throw new BotApiErrorException(413, "Request Entity Too Large");
        }
        BufferedImage photo = ImageIO.read(new ByteArrayInputStream(bytes));
        if (photo == null) {
            throw bad("IMAGE_PROCESS_FAILED");
        }
        int shorter = Math.min(photo.getWidth(), photo.getHeight());
        int longer = Math.max(photo.getWidth(), photo.getHeight());
        if (shorter + longer > 10_000 || longer > 20 * shorter) {
            throw bad("PHOTO_INVALID_DIMENSIONS");
        }
        return file(chat, parameters.path("photo name").asText() + "\n" + caption(parameters), bytes);
    }

    private static String caption(ObjectNode parameters) {
        String caption = parameters.path("caption").asText();
        if (caption.length() > 1024) {
            throw bad("message caption is too long");
        }
        return caption;
    }

    private ObjectNode file(FakeBotApiState.Chat chat, String text, byte[] bytes) {
        FakeBotApi.Said said = new FakeBotApi.Said(world.message(), text, List.of(), List.of(), false, false);
        world.sent.put(said.id(), bytes);
        chat.say(said);
        return message(chat, said);
    }

    private JsonNode delete(ObjectNode parameters) {
        if (chat(parameters).messages.remove(parameters.path("message_id").asInt()) == null) {
            throw bad("message to delete not found");
        }
        return yes();
    }

    /// @param text null when only the buttons change
    private ObjectNode edit(ObjectNode parameters, String text) throws IOException {
        FakeBotApiState.Chat chat = chat(parameters);
        BotApiMarkupValidator.Keyboard keyboard = keyboard(parameters);
        FakeBotApi.Said before = chat.messages.get(parameters.path("message_id").asInt());
        if (before == null) {
            throw bad("message to edit not found");
        }
        if (!before.keys().isEmpty() || before.removesKeys() || !keyboard.keys().isEmpty() || keyboard.removes()) {
            throw bad("message can't be edited");
        }
        String shown = text == null ? before.text() : text;
        if (shown.equals(before.text()) && keyboard.inline().equals(before.buttons())) {
            throw bad("message is not modified: specified new message content and reply markup are exactly the same as"
                    + " a current content and reply markup of the message");
        }
        FakeBotApi.Said said = new FakeBotApi.Said(before.id(), shown, keyboard.inline(), List.of(), false, true);
        if (text != null && text.startsWith(before.text() + "\n\n✓ ")) {
            chat.mark(said);
        } else {
            chat.say(said);
        }
        return message(chat, said);
    }

    private ObjectNode message(FakeBotApiState.Chat chat, FakeBotApi.Said said) {
        ObjectNode message = BotApiRequest.JSON
                .createObjectNode()
                .put("message_id", said.id())
                .put("date", world.now.getEpochSecond())
                .put("text", said.text());
        message.set("from", me());
        message.putObject("chat").put("id", chat.id).put("type", "private");
        return message;
    }

    private JsonNode answerTap(ObjectNode parameters) {
        if (parameters.path("text").asText("").length() > 200) {
            throw bad("MESSAGE_TOO_LONG");
        }
        FakeBotApiState.Query query =
                world.queries.get(parameters.path("callback_query_id").asText());
        if (query == null || Duration.between(query.at(), world.now).compareTo(TAP) > 0) {
            throw bad("query is too old and response timeout expired or query ID is invalid");
        }
        FakeBotApiState.Chat chat = world.chats.get(query.chat());
        String text = parameters.path("text").asText("");
        chat.notices.add(text);
        if (!text.isEmpty()) {
            chat.transcript.add("bot! " + text);
        }
        return yes();
    }

    private JsonNode commands(ObjectNode parameters) throws IOException {
        JsonNode commands = BotApiRequest.structure(parameters.get("commands"));
        if (commands == null || !commands.isArray() || commands.size() > 100) {
            throw bad("can't parse commands");
        }
        for (JsonNode command : commands) {
            if (!command.path("command").asText().matches("[a-z0-9_]{1,32}")) {
                throw bad("BOT_COMMAND_INVALID");
            }
            int length = command.path("description").asText().length();
            if (length < 1 || length > 256) {
                throw bad("BOT_COMMAND_DESCRIPTION_INVALID");
            }
        }
        world.profile.put("setmycommands/" + language(parameters), commands.toString());
        return yes();
    }

    private JsonNode words(String method, ObjectNode parameters) {
        String field =
                method.equals("setmyshortdescription") ? "short_description" : method.substring("setmy".length());
        String text = parameters.path(field).asText("");
        if (text.length() > WORDS.get(field)) {
            throw bad(field.toUpperCase(Locale.ROOT) + "_TOO_LONG");
        }
        world.profile.put(method + "/" + language(parameters), text);
        return yes();
    }

    private static String language(ObjectNode parameters) {
        String language = parameters.path("language_code").asText("");
        if (!language.matches("([a-z]{2})?")) {
            throw bad("LANGUAGE_CODE_INVALID");
        }
        return language;
    }

    private void setWebhook(ObjectNode parameters) throws IOException {
        if (parameters.path("drop_pending_updates").asBoolean()) {
            world.complain("setWebhook drops what people wrote");
        }
        JsonNode kinds = BotApiRequest.structure(parameters.get("allowed_updates"));
        List<String> allowed = new ArrayList<>();
        if (kinds != null) {
            kinds.forEach(kind -> allowed.add(kind.asText()));
        }
        world.updates.allow(allowed);
        world.webhook = parameters.path("url").asText("");
        world.webhookSecret = parameters.path("secret_token").asText("");
        world.push.start();
    }

    private JsonNode deleteWebhook(ObjectNode parameters) {
        world.webhook = "";
        if (parameters.path("drop_pending_updates").asBoolean()) {
            world.complain("deleteWebhook drops what people wrote");
            world.updates.drop();
        }
        return yes();
    }

    private FakeBotApiState.Chat chat(ObjectNode parameters) {
        FakeBotApiState.Chat chat = world.chats.get(parameters.path("chat_id").asLong());
        if (chat == null) {
            throw bad("chat not found");
        }
        if (chat.blocked) {
            throw new BotApiErrorException(403, "Forbidden: bot was blocked by the user");
        }
        return chat;
    }

    private static BotApiMarkupValidator.Keyboard keyboard(ObjectNode parameters) throws IOException {
        BotApiMarkupValidator.Keyboard keyboard =
                BotApiMarkupValidator.keyboard(BotApiRequest.structure(parameters.get("reply_markup")));
        boolean opensApp = keyboard.inline().stream().flatMap(List::stream).anyMatch(button -> button.app() != null);
        if (opensApp && parameters.path("chat_id").asText().startsWith("-")) {
            throw bad("BUTTON_TYPE_INVALID");
        }
        return keyboard;
    }
}
