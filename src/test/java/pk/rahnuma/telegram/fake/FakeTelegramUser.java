package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A user of the bot, in a private chat. Created by [FakeBotApi#person]; thread-safe.
///
/// Waiting moves forward: each `awaits` examines only messages and edits after the last match, so that a test reads
/// like the chat.
public final class FakeTelegramUser {

    private static final String PHONE = "+923001234567";

    private final FakeBotApiState world;
    private final FakeBotApiState.Chat chat;
    private final BotApiUpdateFactory letters;
    private int read;
    private int noticesRead;

    FakeTelegramUser(FakeBotApiState world, FakeBotApiState.Chat chat) {
        this.world = world;
        this.chat = chat;
        this.letters = new BotApiUpdateFactory(world, chat.id, chat.language);
    }

    /// Number of the user, and of the private chat.
    public long id() {
        return chat.id;
    }

    public FakeBotApi.Written says(String text) {
        return world.locked(() -> {
            int message = world.message();
            chat.transcript.add("me   " + text);
            return send("message", message, letters.text(message, text));
        });
    }

    public FakeBotApi.Written edits(FakeBotApi.Written earlier, String text) {
        return world.locked(() -> {
            chat.transcript.add("me*  " + text);
            return send("edited_message", earlier.message(), letters.edit(earlier.message(), text));
        });
    }

    /// Taps the newest button with this label: below a message, or in place of the keyboard, where it sends its label
    /// or shares the person's own number.
    public FakeBotApi.Written taps(String label) {
        return world.locked(() -> {
            for (FakeBotApi.Said said : List.copyOf(chat.messages.values()).reversed()) {
                if (said.data(label) != null) {
                    return tapsData(said, said.data(label));
                }
            }
            for (FakeBotApi.Button key :
                    chat.keys.stream().flatMap(List::stream).toList()) {
                if (key.label().equals(label)) {
                    return key.contact() ? shares(PHONE) : says(label);
                }
            }
            throw new AssertionError("no button [" + label + "] in\n" + transcript());
        });
    }

    /// Taps a button of an earlier message, however old.
    public FakeBotApi.Written tapsData(FakeBotApi.Said said, String data) {
        return world.locked(() -> {
            chat.transcript.add("me   [" + data + "]");
            return send("callback_query", said.id(), letters.tap(world.query(chat.id), said, data));
        });
    }

    /// Shares the person's own contact.
    public FakeBotApi.Written shares(String phone) {
        return shares(phone, chat.id);
    }

    /// Shares a contact.
    ///
    /// @param owner its Telegram user, or null when the number has none
    public FakeBotApi.Written shares(String phone, Long owner) {
        String user = owner == null ? "" : ",\"user_id\":" + owner;
        return sends("contact", "{\"phone_number\":\"" + phone + "\",\"first_name\":\"A\"" + user + "}", null);
    }

    public FakeBotApi.Written sendsPhoto(String caption) {
        String sizes =
                "[{\"file_id\":\"photo-s\",\"file_unique_id\":\"s\",\"width\":90,\"height\":60,\"file_size\":1000},"
                        + "{\"file_id\":\"photo-l\",\"file_unique_id\":\"l\",\"width\":1280,\"height\":853,\"file_size\":90000},"
                        + "{\"file_id\":\"photo-m\",\"file_unique_id\":\"m\",\"width\":320,\"height\":213,\"file_size\":9000}]";
        return sends("photo", sizes, caption);
    }

    /// Sends a photo in three sizes, of which the largest has this content.
    ///
    /// @param album or null
    public FakeBotApi.Written sendsPhoto(byte[] content, String album) {
        return world.locked(() -> {
            int message = world.message();
            chat.transcript.add("me   (photo)");
            return send(
                    "message",
                    message,
                    letters.album(letters.attachment(message, "photo", sizes(content), null), album));
        });
    }

    /// Sends a photo with a caption.
    ///
    /// @param caption or null
    public FakeBotApi.Written sendsCaptionedPhoto(byte[] content, String caption) {
        return sends("photo", world.locked(() -> sizes(content)), caption);
    }

    /// Replaces the picture of a message.
    public FakeBotApi.Written changesPhoto(FakeBotApi.Written earlier, byte[] content) {
        return world.locked(() -> {
            chat.transcript.add("me*  (photo)");
            int message = earlier.message();
            return send(
                    "edited_message",
                    message,
                    letters.edited(letters.attachment(message, "photo", sizes(content), null)));
        });
    }

    private String sizes(byte[] content) {
        String id = world.file("photo", content);
        world.files.put("s" + id, new byte[] {1});
        return "[{\"file_id\":\"s" + id + "\",\"file_unique_id\":\"s\",\"width\":90,\"height\":60},"
                + "{\"file_id\":\"" + id + "\",\"file_unique_id\":\"l\",\"width\":1280,\"height\":853,\"file_size\":"
                + content.length + "}]";
    }

    /// Sends a document with content.
    public FakeBotApi.Written sendsDocument(String name, String mediaType, byte[] content) {
        return world.locked(() -> {
            String id = world.file("document", content);
            return sends(
                    "document",
                    "{\"file_id\":\"" + id + "\",\"file_unique_id\":\"d\",\"file_name\":\"" + name
                            + "\",\"mime_type\":\"" + mediaType + "\"}",
                    null);
        });
    }

    public FakeBotApi.Written sendsDocument(String name, String mediaType, long size) {
        return sends(
                "document",
                "{\"file_id\":\"document-1\",\"file_unique_id\":\"d\",\"file_name\":\"" + name + "\",\"mime_type\":\""
                        + mediaType + "\",\"file_size\":" + size + "}",
                null);
    }

    public FakeBotApi.Written sendsVoice(byte[] content) {
        return world.locked(() -> {
            String id = world.file("voice", content);
            return sends(
                    "voice",
                    "{\"file_id\":\"" + id + "\",\"file_unique_id\":\"v\",\"duration\":2,\"mime_type\":\"audio/ogg\"}",
                    null);
        });
    }

    /// Sends any other kind of message.
    ///
    /// @param kind the field of the message, for example `voice` or `location`
    /// @param json its value
    public FakeBotApi.Written sends(String kind, String json, String caption) {
        return world.locked(() -> {
            int message = world.message();
            chat.transcript.add("me   (" + kind + ")" + (caption == null ? "" : " " + caption));
            return send("message", message, letters.attachment(message, kind, json, caption));
        });
    }

    /// Blocks the bot: it is notified, and can send no more.
    public FakeBotApi.Written blocks() {
        return world.locked(() -> {
            chat.blocked = true;
            return send("my_chat_member", 0, letters.membership("member", "kicked"));
        });
    }

    public FakeBotApi.Written unblocks() {
        return world.locked(() -> {
            chat.blocked = false;
            return send("my_chat_member", 0, letters.membership("kicked", "member"));
        });
    }

    /// Unblocks the bot without notifying it.
    public void unblocksUnheard() {
        world.locked(() -> chat.blocked = false);
    }

    /// Waits for the next message or edit whose text contains this.
    public FakeBotApi.Said awaits(String part) {
        return awaits(said -> said.text().contains(part), FakeBotApi.WAIT_TIMEOUT, "\"" + part + "\"");
    }

    public FakeBotApi.Said awaits(Predicate<FakeBotApi.Said> wanted) {
        return awaits(wanted, FakeBotApi.WAIT_TIMEOUT);
    }

    public FakeBotApi.Said awaits(Predicate<FakeBotApi.Said> wanted, Duration patience) {
        return awaits(wanted, patience, "a message");
    }

    private FakeBotApi.Said awaits(Predicate<FakeBotApi.Said> wanted, Duration patience, String what) {
        return next(
                () -> {
                    while (read < chat.events.size()) {
                        FakeBotApi.Said said = chat.events.get(read++);
                        if (wanted.test(said)) {
                            return said;
                        }
                    }
                    return null;
                },
                patience,
                what);
    }

    /// Waits for the next answer to a tap whose text contains this; empty for any.
    public String awaitsNotice(String part) {
        return next(
                () -> {
                    while (noticesRead < chat.notices.size()) {
                        String notice = chat.notices.get(noticesRead++);
                        if (notice.contains(part)) {
                            return notice;
                        }
                    }
                    return null;
                },
                FakeBotApi.WAIT_TIMEOUT,
                "the notice \"" + part + "\"");
    }

    /// All messages and edits of the bot, in order.
    public List<FakeBotApi.Said> heard() {
        return world.locked(() -> List.copyOf(chat.events));
    }

    /// Content of a document that the bot sent.
    public byte[] saves(FakeBotApi.Said document) {
        return world.locked(() -> world.sent.get(document.id()));
    }

    /// Current messages.
    public List<FakeBotApi.Said> screen() {
        return world.locked(() -> List.copyOf(chat.messages.values()));
    }

    public String transcript() {
        return world.locked(() -> String.join("\n", chat.transcript));
    }

    private FakeBotApi.Written send(String kind, int message, ObjectNode letter) {
        String body = letter.toString();
        return new FakeBotApi.Written(world.updates.add(kind, body), message, body);
    }

    private <T> T next(Supplier<T> search, Duration patience, String what) {
        List<T> found = new ArrayList<>();
        boolean came = world.await(
                () -> {
                    T next = search.get();
                    return next != null && found.add(next);
                },
                patience);
        if (!came) {
            throw new AssertionError("waited in vain for " + what + " in\n" + transcript());
        }
        return found.getFirst();
    }
}
