package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.EventStreamClient;

/// [ChannelUser] of the HTTP API, like the chat page: sends by POST, receives by server-sent events.
public final class WebChannelUser implements ChannelUser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server;
    private String token;
    private int read;

    public WebChannelUser(TestServer desk) {
        this.server = desk;
    }

    private record Posted(String id, String body) implements SentInput {}

    /// Client for the present address of the server, which changes when it restarts.
    private ApiClient visitor() {
        return ApiClient.asBrowser(server.address(), token);
    }

    private SentInput post(String id, ObjectNode body) {
        Posted posted = new Posted(id, body.put("id", id).toString());
        resendsInput(posted);
        return posted;
    }

    @Override
    public void resendsInput(SentInput done) {
        ApiClient visitor = visitor();
        assertThat(visitor.post(((Posted) done).body()).status()).isEqualTo(200);
        token = visitor.token();
    }

    @Override
    public SentInput sendsText(String text) {
        return post(ApiClient.newId(), ApiClient.object().put("text", text));
    }

    @Override
    public SentInput tapsButton(ShownMessage line, String label) {
        JsonNode message = (JsonNode) line.source();
        return post(
                ApiClient.newId(),
                ApiClient.object()
                        .put("tap", button(message, label).path("data").asText())
                        .put("on", message.path("seq").asInt()));
    }

    @Override
    public SentInput editsText(SentInput earlier, String text) {
        ObjectNode body = ApiClient.object();
        body.putObject("edit").put("message", ((Posted) earlier).id()).put("text", text);
        return post(ApiClient.newId(), body);
    }

    @Override
    public ShownMessage awaitsMessage(String part) {
        try (EventStreamClient ear = visitor().openEvents("?after=" + read)) {
            while (true) {
                JsonNode line = JSON.readTree(ear.nextEvent("message").data());
                read = line.path("seq").asInt();
                if (isDesk(line) && line.path("text").asText().contains(part)) {
                    return new ShownMessage(line.path("text").asText(), labels(line), line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            throw new AssertionError(
                    "waited in vain for \"" + part + "\" in\n" + String.join("\n", receivedTexts()), e);
        }
    }

    @Override
    public List<String> receivedTexts() {
        List<String> heard = new ArrayList<>();
        for (JsonNode line : visitor().readMessages("?after=0&limit=100").messages()) {
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
