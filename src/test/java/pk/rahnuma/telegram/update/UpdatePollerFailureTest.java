package pk.rahnuma.telegram.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.telegram.InMemoryIntake;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.telegram.fake.RawBotApiCall;

class UpdatePollerFailureTest {

    private final FakeBotApi api = FakeBotApi.start();
    private final InMemoryIntake desk = new InMemoryIntake();
    private final FakeTelegramUser amna = api.person(7001, "ur");

    @AfterEach
    void close() {
        api.close();
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void aSecondDeskWithTheSameBotIsReportedAndBothContinue() {
        try (TelegramAdapterFixture first = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("one").update());
            try (TelegramAdapterFixture second = TelegramAdapterFixture.open(api, desk)) {
                assertThat(first.pause.awaitStart()).isEqualTo(Duration.ofSeconds(1));
                desk.awaitTaken(1);
                amna.says("two");
                desk.awaitTaken(2);
            }
            first.pause.endPause();
            api.awaitConfirmed(amna.says("three").update());
        }
    }

    @Test
    void aWebhookThatWasSetIsTakenAwayAndNoUpdateIsDropped() throws Exception {
        amna.says("hello");
        RawBotApiCall.json(api, "setWebhook", "{\"url\":\"https://example.org/hook\"}");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            adapter.pause.awaitStart();
            adapter.pause.endPause();
            desk.awaitTaken(1);
            assertThat(api.calls("deleteWebhook")).hasSize(1);
        }
    }

    @Test
    void aRefusedTokenIsTriedAgainWithGrowingPauses() {
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, "4242:another-one", desk)) {
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(1));
            adapter.pause.endPause();
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void afterTroubleTheFirstPollDoesNotWaitSoThatItIsKnownToBeOver() {
        api.injectFault("getUpdates", 1, FakeBotApi.Fault.gateway(502));
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            adapter.pause.awaitStart();
            assertThat(adapter.poller.currentProblem()).contains("a gateway responds with 502");
            adapter.pause.endPause();
            // Responses are recorded when they are sent, and the third waits.
            assertThat(api.awaitCalls("getUpdates", 2))
                    .extracting(call -> call.parameters().path("timeout").asInt())
                    .startsWith(50, 0);
            api.awaitConfirmed(amna.says("hello").update());
            assertThat(adapter.poller.currentProblem()).isEmpty();
        }
    }

    @Test
    void itGoesOnAfterWhateverHappensToAPoll() {
        api.injectFault("getUpdates", 1, FakeBotApi.Fault.gateway(502));
        api.injectFault("getUpdates", 1, FakeBotApi.Fault.withoutOk());
        api.injectFault("getUpdates", 2, FakeBotApi.Fault.cutAfter());
        api.injectFault("getUpdates", 1, FakeBotApi.Fault.tooMany(7));
        FakeBotApi.Written written = amna.says("hello");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            for (int i = 0; i < 3; i++) {
                adapter.pause.awaitStart();
                adapter.pause.endPause();
            }
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(7));
            adapter.pause.endPause();
            desk.awaitTaken(1);
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void itWaitsForTelegramToComeBack() {
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("one").update());
            api.refuseConnections();
            adapter.pause.awaitStart();
            api.acceptConnections();
            amna.says("two");
            adapter.pause.endPause();
            desk.awaitTaken(2);
        }
    }

    @Test
    void anUpdateWithoutAnIdThatCanBeConfirmedIsNotAskedForAgainAtOnce() {
        api.inject("{\"update_id\":null,\"message\":{}}");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(1));
            FakeBotApi.Written written = amna.says("hello");
            adapter.pause.endPause();
            api.awaitConfirmed(written.update());
            assertThat(desk.awaitTaken(1)).hasSize(1);
        }
    }

    @Test
    void aBrokenUpdateBehindOneWithoutAnIdIsPassedOver() {
        api.inject("{\"update_id\":null,\"message\":{}}");
        api.inject("{\"message\":{\"text\":\"\\uZZZZ\"}}");
        FakeBotApi.Written written = amna.says("hello");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            adapter.pause.awaitStart();
            adapter.pause.endPause();
            desk.awaitTaken(1);
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void anAnswerThatIsNoListIsNotAskedForAgainAtOnce() throws Exception {
        HttpServer odd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{\"ok\":true,\"result\":true}".getBytes(StandardCharsets.UTF_8);
        odd.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        odd.start();
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(
                URI.create("http://127.0.0.1:" + odd.getAddress().getPort()), desk)) {
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(1));
            assertThat(adapter.poller.currentProblem()).contains("the response cannot be read");
            adapter.pause.endPause();
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(2));
        } finally {
            odd.stop(0);
        }
    }
}
