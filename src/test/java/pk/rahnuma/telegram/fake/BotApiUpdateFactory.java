package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Creates the updates for a person's actions, without their ids.
final class BotApiUpdateFactory {

    private final FakeBotApiState world;
    private final long person;
    private final String language;

    BotApiUpdateFactory(FakeBotApiState world, long person, String language) {
        this.world = world;
        this.person = person;
        this.language = language;
    }

    ObjectNode text(int message, String text) {
        ObjectNode letter = message(message);
        letter.put("text", text);
        if (text.startsWith("/")) {
            letter.putArray("entities")
                    .addObject()
                    .put("type", "bot_command")
                    .put("offset", 0)
                    .put("length", text.split("\\s", 2)[0].length());
        }
        return wrap("message", letter);
    }

    ObjectNode edit(int message, String text) {
        ObjectNode letter = message(message);
        letter.put("text", text).put("edit_date", world.now.getEpochSecond());
        return wrap("edited_message", letter);
    }

    ObjectNode attachment(int message, String kind, String json, String caption) {
        ObjectNode letter = message(message);
        try {
            letter.set(kind, BotApiRequest.JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (caption != null) {
            letter.put("caption", caption);
        }
        return wrap("message", letter);
    }

    /// Adds the album, unless it is null.
    ObjectNode album(ObjectNode update, String album) {
        if (album != null) {
            ((ObjectNode) update.get("message")).put("media_group_id", album);
        }
        return update;
    }

    /// Turns the update into an edit of an earlier message.
    ObjectNode edited(ObjectNode update) {
        ObjectNode letter = (ObjectNode) update.get("message");
        return wrap("edited_message", letter.put("edit_date", world.now.getEpochSecond()));
    }

    ObjectNode tap(String query, FakeBotApi.Said said, String data) {
        ObjectNode letter = BotApiRequest.JSON.createObjectNode().put("id", query);
        letter.put("chat_instance", "1").put("data", data);
        letter.set("from", from());
        ObjectNode carrier = letter.putObject("message");
        carrier.put("message_id", said.id())
                .put("date", world.now.getEpochSecond())
                .put("text", said.text());
        carrier.set("chat", chat());
        ArrayNode rows = carrier.putObject("reply_markup").putArray("inline_keyboard");
        said.buttons().forEach(row -> {
            ArrayNode keys = rows.addArray();
            row.forEach(key -> keys.addObject().put("text", key.label()).put("callback_data", key.data()));
        });
        return wrap("callback_query", letter);
    }

    ObjectNode membership(String before, String after) {
        ObjectNode letter = BotApiRequest.JSON.createObjectNode().put("date", world.now.getEpochSecond());
        letter.set("chat", chat());
        letter.set("from", from());
        letter.putObject("old_chat_member")
                .put("status", before)
                .putObject("user")
                .put("is_bot", true);
        letter.putObject("new_chat_member")
                .put("status", after)
                .putObject("user")
                .put("is_bot", true);
        return wrap("my_chat_member", letter);
    }

    private ObjectNode message(int id) {
        ObjectNode message = BotApiRequest.JSON.createObjectNode().put("message_id", id);
        message.put("date", world.now.getEpochSecond());
        message.set("from", from());
        message.set("chat", chat());
        return message;
    }

    private ObjectNode from() {
        ObjectNode from = BotApiRequest.JSON.createObjectNode().put("id", person);
        from.put("is_bot", false).put("first_name", "<Amna & Co>");
        if (language != null) {
            from.put("language_code", language);
        }
        return from;
    }

    private ObjectNode chat() {
        return BotApiRequest.JSON
                .createObjectNode()
                .put("id", person)
                .put("type", "private")
                .put("first_name", "<Amna & Co>");
    }

    private static ObjectNode wrap(String kind, ObjectNode letter) {
        ObjectNode update = BotApiRequest.JSON.createObjectNode();
        update.set(kind, letter);
        return update;
    }
}
