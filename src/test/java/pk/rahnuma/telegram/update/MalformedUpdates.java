package pk.rahnuma.telegram.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pk.rahnuma.HostileTexts;
import pk.rahnuma.JsonArbitraries;

/// Updates of every kind of the Bot API, as documented and with errors. Without their ids, or with wrong ones.
public final class MalformedUpdates {

    /// File `updates.jsonl`: one of each kind, and of each attachment.
    private static final List<String> KINDS = resource("updates.jsonl").lines().toList();

    private MalformedUpdates() {}

    public static Arbitrary<String> any() {
        Arbitrary<String> documented = Arbitraries.of(KINDS);
        return Arbitraries.frequencyOf(
                Tuple.of(4, documented),
                Tuple.of(12, JsonArbitraries.mutateDocuments(documented).filter(body -> body.startsWith("{"))),
                Tuple.of(4, texts()),
                Tuple.of(1, Combinators.combine(ids(), documented).as(MalformedUpdates::with)),
                Tuple.of(1, broken()));
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> long4 =
                Arbitraries.of("😀", "\0", "\ud800", "\"", "ہ").map(unit -> unit.repeat(4096 / unit.length()));
        Arbitrary<String> huge =
                Arbitraries.of("x", "\ud800", "1 ", "/").map(unit -> unit.repeat(4_000_000 / unit.length()));
        Arbitrary<String> all = Arbitraries.frequencyOf(
                Tuple.of(20, HostileTexts.hostileTexts()), Tuple.of(10, long4), Tuple.of(1, huge));
        return Combinators.combine(all, Arbitraries.of("message", "edited_message", "callback_query"))
                .as((text, kind) -> said(kind, JsonArbitraries.quoteText(text)));
    }

    private static String said(String kind, String text) {
        String message =
                "{\"message_id\":41,\"date\":1,\"chat\":{\"id\":7002,\"type\":\"private\"},\"from\":{\"id\":7002},"
                        + "\"text\":" + text + "}";
        return kind.equals("callback_query")
                ? "{\"callback_query\":{\"id\":\"9\",\"data\":" + text + ",\"message\":" + message + "}}"
                : "{\"" + kind + "\":" + message + "}";
    }

    /// Ids that replace the update's own.
    private static Arbitrary<String> ids() {
        return Arbitraries.of("-1", "0", "1", "499999999", "500000001", "500000001", "1.5", "\"x\"", "null", "{}");
    }

    private static String with(String id, String body) {
        return body.equals("{}") ? "{\"update_id\":" + id + "}" : "{\"update_id\":" + id + "," + body.substring(1);
    }

    /// Text that no JSON parser accepts.
    private static Arbitrary<String> broken() {
        return Arbitraries.of(
                "{\"message\":{\"text\":\"\\uZZZZ\"}}",
                "{\"message\":{\"text\":\"\u0001\"}}",
                "{\"message\":{\"text\":NaN}}",
                "{\"message\":{,}}",
                "{\"message\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
                "{\"message\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}");
    }

    private static String resource(String name) {
        try (InputStream in = MalformedUpdates.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
