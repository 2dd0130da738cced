package pk.rahnuma.telegram.update;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Any bytes as an answer of the Bot API: each update is translated, or refused on its own.
class UpdateParserFuzzTarget {

    private static final UpdateParser UPDATES =
            new UpdateParser(new TelegramConfiguration("4242:ABCDEFGHIJKLMNOP", "http://127.0.0.1"));

    static Stream<byte[]> seeds() {
        try (InputStream in = UpdateParserFuzzTarget.class.getResourceAsStream("updates.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> ("{\"ok\":true,\"result\":[" + line + "]}").getBytes(StandardCharsets.UTF_8))
                            .toList()
                            .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void translatesAnyAnswer(byte[] body) {
        for (JsonNode update : SalvagedUpdates.salvageFrom(new String(body, StandardCharsets.UTF_8))
                .updates()) {
            try {
                UPDATES.parseUpdate(update, Instant.EPOCH);
            } catch (RuntimeException broken) {
                // The caller expects this of an update with a missing part.
                broken.getClass();
            }
        }
    }
}
