package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.House;
import pk.rahnuma.api.Ear;
import pk.rahnuma.api.Visitor;

/// A [Guest] of the REST API, as the chat page is one: says by POST, hears by server-sent events.
final class WebGuest implements Guest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private String token;
    private int read;

    WebGuest(House house) {
        this.house = house;
    }

    private record Posted(String id, String body) implements Done {}

    /// At the address that the house has now, which changes when it starts again.
    private Visitor visitor() {
        return Visitor.browser(house.address(), token);
    }

    private Done post(String id, ObjectNode body) {
        Posted posted = new Posted(id, body.put("id", id).toString());
        comesAgain(posted);
        return posted;
    }

    @Override
    public void comesAgain(Done done) {
        Visitor visitor = visitor();
        assertThat(visitor.post(((Posted) done).body()).status()).isEqualTo(200);
        token = visitor.token();
    }

    @Override
    public Done says(String text) {
        return post(Visitor.newId(), Visitor.object().put("text", text));
    }

    @Override
    public Done taps(Line line, String label) {
        JsonNode message = (JsonNode) line.source();
        return post(
                Visitor.newId(),
                Visitor.object()
                        .put("tap", button(message, label).path("data").asText())
                        .put("on", message.path("seq").asInt()));
    }

    @Override
    public Done sends(byte[] picture) {
        Visitor.Answer put = visitor().put("card.jpg", BodyPublishers.ofByteArray(picture));
        return post(
                Visitor.newId(),
                Visitor.object().put("file", put.body().path("file").asText()));
    }

    @Override
    public Done edits(Done earlier, String text) {
        ObjectNode body = Visitor.object();
        body.putObject("edit").put("message", ((Posted) earlier).id()).put("text", text);
        return post(Visitor.newId(), body);
    }

    @Override
    public Line awaits(String part) {
        try (Ear ear = visitor().listen("?after=" + read)) {
            while (true) {
                JsonNode line = JSON.readTree(ear.next("message").data());
                read = line.path("seq").asInt();
                if (isDesk(line) && line.path("text").asText().contains(part)) {
                    return new Line(line.path("text").asText(), labels(line), line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            throw new AssertionError("waited in vain for \"" + part + "\" in\n" + String.join("\n", heard()), e);
        }
    }

    @Override
    public List<String> heard() {
        List<String> heard = new ArrayList<>();
        for (JsonNode line : visitor().read("?after=0&limit=100").messages()) {
            if (isDesk(line)) {
                heard.add(line.path("text").asText());
            }
        }
        return heard;
    }

    private static boolean isDesk(JsonNode line) {
        return line.path("from").asText().equals("desk");
    }

    private static List<String> labels(JsonNode line) {
        List<String> labels = new ArrayList<>();
        line.path("buttons")
                .forEach(row ->
                        row.forEach(button -> labels.add(button.path("label").asText())));
        return labels;
    }

    private static JsonNode button(JsonNode message, String label) {
        for (JsonNode row : message.path("buttons")) {
            for (JsonNode button : row) {
                if (button.path("label").asText().equals(label)) {
                    return button;
                }
            }
        }
        throw new AssertionError("no button [" + label + "] in " + message);
    }
}
