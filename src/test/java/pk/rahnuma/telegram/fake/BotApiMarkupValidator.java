package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Validates formatted text and keyboards as strictly as the Bot API.
final class BotApiMarkupValidator {

    private static final int TEXT = 4096;
    private static final int DATA = 64;
    private static final int BUTTONS = 100;

    private static final Set<String> TAGS = Set.of(
            "b",
            "strong",
            "i",
            "em",
            "u",
            "ins",
            "s",
            "strike",
            "del",
            "span",
            "tg-spoiler",
            "tg-emoji",
            "a",
            "code",
            "pre",
            "blockquote");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9-]+)((?:\\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\\s*>");
    private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp|quot|#\\d{1,7}|#x[0-9a-fA-F]{1,6});");

    private BotApiMarkupValidator() {}

    /// Displayed part of a text, checked against its limits.
    static String shown(JsonNode parameters) {
        String text = parameters.path("text").asText("");
        String mode = parameters.path("parse_mode").asText("");
        String shown = switch (mode) {
            case "" -> text;
            case "HTML" -> html(text);
            default -> throw BotApiErrorException.bad("unsupported parse_mode");
        };
        if (shown.isBlank()) {
            throw BotApiErrorException.bad("message text is empty");
        }
        if (shown.length() > TEXT) {
            throw BotApiErrorException.bad("message is too long");
        }
        return shown;
    }

    static String html(String text) {
        StringBuilder shown = new StringBuilder();
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(text);
        for (int at = 0; at < text.length(); ) {
            int next = text.indexOf('<', at);
            int end = next < 0 ? text.length() : next;
            shown.append(unescape(text.substring(at, end)));
            if (next < 0) {
                break;
            }
            if (!tag.region(next, text.length()).lookingAt()
                    || !TAGS.contains(tag.group(2).toLowerCase())) {
                throw unparsed("Unsupported start tag at byte offset " + next);
            }
            String name = tag.group(2).toLowerCase();
            if (tag.group(1).isEmpty()) {
                open.push(name);
            } else if (open.isEmpty() || !open.pop().equals(name)) {
                throw unparsed("Unexpected end tag at byte offset " + next);
            }
            at = tag.end();
        }
        if (!open.isEmpty()) {
            throw unparsed("Can't find end tag corresponding to start tag " + open.peek());
        }
        return shown.toString();
    }

    private static BotApiErrorException unparsed(String why) {
        return BotApiErrorException.bad("can't parse entities: " + why);
    }

    private static String unescape(String text) {
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found.group(1))));
    }

    private static String character(String entity) {
        return switch (entity) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            default ->
                Character.toString(
                        entity.startsWith("#x")
                                ? Integer.parseInt(entity.substring(2), 16)
                                : Integer.parseInt(entity.substring(1)));
        };
    }

    /// @param inline below the message
    /// @param keys in place of the person's keyboard
    record Keyboard(List<List<FakeBotApi.Button>> inline, List<List<FakeBotApi.Button>> keys, boolean removes) {
        static final Keyboard NONE = new Keyboard(List.of(), List.of(), false);
    }

    static Keyboard keyboard(JsonNode markup) {
        if (markup == null || markup.isNull()) {
            return Keyboard.NONE;
        }
        if (!markup.isObject()) {
            throw BotApiErrorException.bad("object expected as reply markup");
        }
        if (markup.has("inline_keyboard")) {
            return new Keyboard(rows(markup.get("inline_keyboard"), true), List.of(), false);
        }
        if (markup.has("keyboard")) {
            return new Keyboard(List.of(), rows(markup.get("keyboard"), false), false);
        }
        if (markup.path("remove_keyboard").asBoolean()) {
            return new Keyboard(List.of(), List.of(), true);
        }
        if (markup.path("force_reply").asBoolean()) {
            return Keyboard.NONE;
        }
        throw BotApiErrorException.bad("can't parse reply keyboard markup JSON object");
    }

    private static List<List<FakeBotApi.Button>> rows(JsonNode rows, boolean inline) {
        if (!rows.isArray()) {
            throw BotApiErrorException.bad("field \"keyboard\" must be of type Array");
        }
        List<List<FakeBotApi.Button>> keyboard = new ArrayList<>();
        int buttons = 0;
        for (JsonNode row : rows) {
            if (!row.isArray() || row.isEmpty()) {
                throw BotApiErrorException.bad("a row of the keyboard must be an Array of buttons");
            }
            List<FakeBotApi.Button> line = new ArrayList<>();
            for (JsonNode button : row) {
                line.add(inline ? inlineButton(button) : key(button));
                buttons++;
            }
            keyboard.add(List.copyOf(line));
        }
        if (buttons > BUTTONS) {
            throw BotApiErrorException.bad("REPLY_MARKUP_TOO_LONG");
        }
        return List.copyOf(keyboard);
    }

    private static FakeBotApi.Button inlineButton(JsonNode button) {
        String label = label(button);
        JsonNode data = button.path("callback_data");
        boolean elsewhere = button.has("url") || button.has("web_app") || button.has("copy_text");
        if (!data.isTextual() && !elsewhere) {
            throw BotApiErrorException.bad(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        }
        int bytes = data.asText().getBytes(StandardCharsets.UTF_8).length;
        if (data.isTextual() && (bytes < 1 || bytes > DATA)) {
            throw BotApiErrorException.bad("BUTTON_DATA_INVALID");
        }
        String app = button.path("web_app").path("url").asText(null);
        if (button.has("web_app") && (app == null || !app.startsWith("https://"))) {
            throw BotApiErrorException.bad(
                    "inline keyboard button Web App URL '" + app + "' is invalid: Only HTTPS links are allowed");
        }
        return new FakeBotApi.Button(label, data.asText(null), false, app);
    }

    private static FakeBotApi.Button key(JsonNode button) {
        if (button.has("callback_data")) {
            throw BotApiErrorException.bad("can't parse keyboard button: it has no callback_data");
        }
        return new FakeBotApi.Button(
                button.isTextual() ? button.asText() : label(button),
                null,
                button.path("request_contact").asBoolean());
    }

    private static String label(JsonNode button) {
        String label = button.path("text").asText("");
        if (label.isBlank()) {
            throw BotApiErrorException.bad("can't parse button: Field \"text\" must be of type String and not empty");
        }
        return label;
    }
}
