package pk.rahnuma.telegram.update;

import static pk.rahnuma.random.RandomValues.weighted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import pk.rahnuma.random.HostileTexts;
import pk.rahnuma.random.RandomJson;
import pk.rahnuma.random.RandomValues;

/// Updates of every kind of the Bot API, as documented and with errors. Without their ids, or with wrong ones.
public final class MalformedUpdates {

    private static final int LONG_TEXT_CHARS = 4096;
    private static final int HUGE_TEXT_CHARS = 4_000_000;

    /// File `updates.jsonl`: one of each kind, and of each attachment.
    private static final List<String> KINDS = resource("updates.jsonl").lines().toList();

    /// Ids that replace the update's own.
    private static final List<String> IDS =
            List.of("-1", "0", "1", "499999999", "500000001", "500000001", "1.5", "\"x\"", "null", "{}");

    /// Texts that no JSON parser accepts.
    private static final List<String> BROKEN_UPDATES = List.of(
            "{\"message\":{\"text\":\"\\uZZZZ\"}}",
            "{\"message\":{\"text\":\"\u0001\"}}",
            "{\"message\":{\"text\":NaN}}",
            "{\"message\":{,}}",
            "{\"message\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
            "{\"message\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}");

    private MalformedUpdates() {}

    public static String anyUpdate(RandomValues random) {
        return random.makeWeighted(
                weighted(4, () -> random.pickOne(KINDS)),
                weighted(12, () -> mutatedUpdate(random)),
                weighted(4, () -> textUpdate(random)),
                weighted(1, () -> withId(random.pickOne(IDS), random.pickOne(KINDS))),
                weighted(1, () -> random.pickOne(BROKEN_UPDATES)));
    }

    /// An object still: the fake Bot API adds its id.
    private static String mutatedUpdate(RandomValues random) {
        String update;
        do {
            update = RandomJson.mutateDocument(random, random.pickOne(KINDS));
        } while (!update.startsWith("{"));
        return update;
    }

    private static String textUpdate(RandomValues random) {
        String text = random.makeWeighted(
                weighted(20, () -> HostileTexts.hostileText(random)),
                weighted(10, () -> repeatUnit(random.pickOne("😀", "\0", "\ud800", "\"", "ہ"), LONG_TEXT_CHARS)),
                weighted(1, () -> repeatUnit(random.pickOne("x", "\ud800", "1 ", "/"), HUGE_TEXT_CHARS)));
        return messageUpdate(random.pickOne("message", "edited_message", "callback_query"), RandomJson.quoteText(text));
    }

    private static String repeatUnit(String unit, int length) {
        return unit.repeat(length / unit.length());
    }

    private static String messageUpdate(String kind, String text) {
        String message =
                "{\"message_id\":41,\"date\":1,\"chat\":{\"id\":7002,\"type\":\"private\"},\"from\":{\"id\":7002},"
                        + "\"text\":" + text + "}";
        return kind.equals("callback_query")
                ? "{\"callback_query\":{\"id\":\"9\",\"data\":" + text + ",\"message\":" + message + "}}"
                : "{\"" + kind + "\":" + message + "}";
    }

    private static String withId(String id, String body) {
        return body.equals("{}") ? "{\"update_id\":" + id + "}" : "{\"update_id\":" + id + "," + body.substring(1);
    }

    private static String resource(String name) {
        try (InputStream in = MalformedUpdates.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
