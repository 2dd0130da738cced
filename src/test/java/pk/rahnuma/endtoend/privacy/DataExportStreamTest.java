package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.OutboxOwner;

/// Export of very much data: written page by page, under no lock, and never a part that looks complete.
class DataExportStreamTest {

    private static final int MESSAGES = 4_000;
    private static final String WORDS = "word ".repeat(800);

    private static ApiClient withManyMessages(TestServer server) {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        visitor.sendText("/start");
        ConversationMessageService messages = server.getBean(ConversationMessageService.class);
        long conversation = conversation(server);
        Message last = messages.readLast(conversation, 1).getLast();
        for (int from = 1; from <= MESSAGES; from += 500) {
            List<Message> lines = new ArrayList<>();
            for (int i = from; i < from + 500; i++) {
                lines.add(new Message(
                        conversation,
                        last.seq() + i,
                        last.chat(),
                        Message.Direction.REPLY,
                        Reply.ofText(i + " " + WORDS),
                        null,
                        Message.State.SENT,
                        1,
                        null,
                        null,
                        null,
                        Instant.now()));
            }
            messages.appendMessages(lines, Map.of(conversation, new OutboxOwner(0, null, last.seq() + from - 1)));
        }
        server.sql().execute("update conversation set last_seq = ? where id = ?", last.seq() + MESSAGES, conversation);
        return visitor;
    }

    private static long conversation(TestServer server) {
        return server.sql().queryOne(Long.class, "select id from conversation");
    }

    @Test
    void tellsEveryMessageInOrder() throws IOException {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ApiClient visitor = withManyMessages(server);
            ApiClient.ApiResponse answer =
                    visitor.send(visitor.requestTo("api/v1/me/export?as=json").GET(), false);
            assertThat(answer.status()).isEqualTo(200);
            JsonNode messages =
                    new ObjectMapper().readTree(answer.response().body()).path("messages");
            List<String> numbers = new ArrayList<>();
            messages.forEach(
                    message -> numbers.add(message.path("text").asText().split(" ", 2)[0]));
            List<String> expected = new ArrayList<>();
            for (int i = 1; i <= MESSAGES; i++) {
                expected.add(Integer.toString(i));
            }
            assertThat(numbers.subList(numbers.size() - MESSAGES, numbers.size()))
                    .isEqualTo(expected);
            String text = visitor.send(
                            visitor.requestTo("api/v1/me/export?as=text").GET(), false)
                    .response()
                    .body();
            assertThat(text).contains("1 " + WORDS.strip(), MESSAGES + " " + WORDS.strip());
        }
    }

    @Test
    void holdsNoLockWhileReadAndFailsVisiblyWhenRowsAreDeleted() throws IOException {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ApiClient visitor = withManyMessages(server);
            try (Socket socket =
                    new Socket(server.address().getHost(), server.address().getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(("GET /api/v1/me/export HTTP/1.1\r\nHost: x\r\nCookie: rahnuma=" + visitor.token()
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                String begin = new String(in.readNBytes(100_000), StandardCharsets.UTF_8);
                assertThat(begin).startsWith("HTTP/1.1 200").containsIgnoringCase("transfer-encoding: chunked");

                assertThat(visitor.sendText("English").status()).isEqualTo(200);
                assertThat(visitor.send(visitor.requestTo("api/v1/me/export").GET(), false)
                                .status())
                        .as("one copy at a time")
                        .isEqualTo(503);
                server.sql().execute("delete from message where seq > " + (MESSAGES - 1_000));
                String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(rest).doesNotContain(" " + MESSAGES + " word").doesNotEndWith("0\r\n\r\n");
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            visitor.send(visitor.requestTo("api/v1/me/export").GET(), false)
                                            .status()
                                    == 200);
        }
    }
}
