package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Updates of a response that is not valid JSON as a whole: all up to the first broken one, each read separately, so
/// that one cannot hold up the others forever.
///
/// @param broken id of the first broken one, if it can be read
public record SalvagedUpdates(List<JsonNode> updates, OptionalLong broken) {

    private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
    private static final Pattern UPDATE_ID_PATTERN = Pattern.compile("\"update_id\"\\s*:\\s*(\\d{1,18})");

    public static SalvagedUpdates salvageFrom(String body) {
        List<JsonNode> updates = new ArrayList<>();
        long begin = 0;
        try (JsonParser parser = JSON_MAPPER.createParser(body)) {
            while (parser.nextToken() != null && !parser.isExpectedStartArrayToken()) {
                // up to "result"
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                begin = parser.currentTokenLocation().getCharOffset();
                updates.add(JSON_MAPPER.readTree(parser));
            }
        } catch (JsonProcessingException e) {
            return new SalvagedUpdates(updates, firstId(body.substring(Math.toIntExact(begin))));
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
        return new SalvagedUpdates(updates, OptionalLong.empty());
    }

    private static OptionalLong firstId(String body) {
        Matcher id = UPDATE_ID_PATTERN.matcher(body);
        return id.find() ? OptionalLong.of(Long.parseLong(id.group(1))) : OptionalLong.empty();
    }
}
