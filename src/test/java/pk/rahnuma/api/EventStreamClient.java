package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Client of server-sent events, parsed as the standard says.
public final class EventStreamClient implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 15;
    private static final ServerEvent END_EVENT = new ServerEvent("end", "", "");

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<ServerEvent> heard = new LinkedBlockingQueue<>();

    /// Event of the stream.
    ///
    /// @param event its name, or `comment`, or `end` of the stream
    public record ServerEvent(String event, String id, String data) {}

    private EventStreamClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    public static EventStreamClient openStream(HttpClient http, HttpRequest request) {
        try {
            return new EventStreamClient(http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public int status() {
        return response.statusCode();
    }

    public void requireStatus(int status) {
        assertThat(status()).isEqualTo(status);
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public ServerEvent nextEvent() {
        try {
            ServerEvent next = heard.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("heard nothing");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Next event of this name.
    public ServerEvent nextEvent(String event) {
        for (ServerEvent next = nextEvent(); ; next = nextEvent()) {
            if (next.event().equals(event)) {
                return next;
            }
            if (next == END_EVENT) {
                throw new AssertionError("the stream ended");
            }
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String event = "message";
            String id = "";
            String data = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    heard.add(new ServerEvent(event, id, data));
                    event = "message";
                    data = "";
                } else if (line.startsWith(":")) {
                    heard.add(new ServerEvent("comment", "", ""));
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data += line.substring(5).strip();
                }
            }
        } catch (IOException e) {
            // Closed by either side.
        }
        heard.add(END_EVENT);
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
