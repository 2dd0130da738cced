package pk.rahnuma.messaging.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmsMessageSenderTest {

    private static final DirectMessage MESSAGE =
            new DirectMessage("+923001234567", "", "رہنما کوڈ \"123456\"\nIt works for 10 minutes: {to}");

    private final List<String> bodies = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer gateway;
    private int status = 200;

    @BeforeEach
    void open() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/send", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    private SmsMessageSender sender(String token, String body) {
        String url = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/send";
        return new SmsMessageSender(new SmsConfiguration(url, token, body, 2_000), Duration.ofMinutes(2));
    }

    @Test
    void aMessageIsOnePostOfJson() throws Exception {
        sender("secret", "").sendMessage(MESSAGE);
        JsonNode body = new ObjectMapper().readTree(bodies.getFirst());
        assertThat(bodies).hasSize(1);
        assertThat(body.path("to").asText()).isEqualTo(MESSAGE.address());
        assertThat(body.path("text").asText()).isEqualTo(MESSAGE.text());
        assertThat(authorizations).containsExactly("Bearer secret");
    }

    @Test
    void theBodyIsThatOfTheGateway() throws Exception {
        sender("", "{\"msisdn\": [\"{to}\"], \"message\": {\"body\": \"{text}\"}}")
                .sendMessage(MESSAGE);
        JsonNode body = new ObjectMapper().readTree(bodies.getFirst());
        assertThat(body.at("/msisdn/0").asText()).isEqualTo(MESSAGE.address());
        assertThat(body.at("/message/body").asText()).isEqualTo(MESSAGE.text());
        assertThat(authorizations).containsExactly("null");
    }

    @Test
    void aRefusalAndARedirectAreFaultsAndNothingIsSentTwice() {
        Map<Integer, DirectMessageException.Outcome> outcomes = Map.of(
                302, DirectMessageException.Outcome.REFUSED,
                400, DirectMessageException.Outcome.REFUSED,
                503, DirectMessageException.Outcome.NOT_SENT,
                500, DirectMessageException.Outcome.UNKNOWN);
        outcomes.forEach((refused, outcome) -> {
            status = refused;
            bodies.clear();
            assertThatThrownBy(() -> sender("secret", "").sendMessage(MESSAGE))
                    .hasMessage("the SMS gateway answered " + refused)
                    .isInstanceOfSatisfying(
                            DirectMessageException.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(outcome));
            assertThat(bodies).hasSize(1);
        });
    }
}
