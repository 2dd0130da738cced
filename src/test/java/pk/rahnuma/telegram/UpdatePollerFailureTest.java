package pk.rahnuma.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void a_second_desk_with_the_same_bot_is_told_and_both_go_on() {
        try (TelegramAdapterFixture first = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("one").update());
            try (TelegramAdapterFixture second = TelegramAdapterFixture.open(api, desk)) {
                assertThat(first.pause.begins()).isEqualTo(Duration.ofSeconds(1));
                desk.awaitTaken(1);
                amna.says("two");
                desk.awaitTaken(2);
            }
            first.pause.passes();
            api.awaitConfirmed(amna.says("three").update());
        }
    }

    @Test
    void a_webhook_that_was_set_is_taken_away_and_no_update_is_dropped() throws Exception {
        amna.says("hello");
        RawBotApiCall.json(api, "setWebhook", "{\"url\":\"https://example.org/hook\"}");
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, desk)) {
            door.pause.begins();
            door.pause.passes();
            desk.awaitTaken(1);
            assertThat(api.calls("deleteWebhook")).hasSize(1);
        }
    }

    @Test
    void a_refused_token_is_tried_again_with_growing_pauses() {
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, "4242:another-one", desk)) {
            assertThat(door.pause.begins()).isEqualTo(Duration.ofSeconds(1));
            door.pause.passes();
            assertThat(door.pause.begins()).isEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void after_trouble_the_first_poll_does_not_wait_so_that_it_is_known_to_be_over() {
        api.fault("getUpdates", 1, FakeBotApi.Fault.gateway(502));
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, desk)) {
            door.pause.begins();
            assertThat(door.poller.trouble()).contains("a gateway answers in its place with 502");
            door.pause.passes();
            // Answers are taken down as they are given, and the third waits.
            assertThat(api.awaitCalls("getUpdates", 2))
                    .extracting(call -> call.parameters().path("timeout").asInt())
                    .startsWith(50, 0);
            api.awaitConfirmed(amna.says("hello").update());
            assertThat(door.poller.trouble()).isEmpty();
        }
    }

    @Test
    void it_goes_on_after_whatever_happens_to_a_poll() {
        api.fault("getUpdates", 1, FakeBotApi.Fault.gateway(502));
        api.fault("getUpdates", 1, FakeBotApi.Fault.withoutOk());
        api.fault("getUpdates", 2, FakeBotApi.Fault.cutAfter());
        api.fault("getUpdates", 1, FakeBotApi.Fault.tooMany(7));
        FakeBotApi.Written written = amna.says("hello");
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, desk)) {
            for (int i = 0; i < 3; i++) {
                door.pause.begins();
                door.pause.passes();
            }
            assertThat(door.pause.begins()).isEqualTo(Duration.ofSeconds(7));
            door.pause.passes();
            desk.awaitTaken(1);
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void it_waits_for_telegram_to_come_back() {
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("one").update());
            api.goesAway();
            door.pause.begins();
            api.comesBack();
            amna.says("two");
            door.pause.passes();
            desk.awaitTaken(2);
        }
    }

    @Test
    void an_update_without_an_id_that_can_be_confirmed_is_not_asked_for_again_at_once() {
        api.inject("{\"update_id\":null,\"message\":{}}");
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, desk)) {
            assertThat(door.pause.begins()).isEqualTo(Duration.ofSeconds(1));
            FakeBotApi.Written written = amna.says("hello");
            door.pause.passes();
            api.awaitConfirmed(written.update());
            assertThat(desk.awaitTaken(1)).hasSize(1);
        }
    }

    @Test
    void a_broken_update_behind_one_without_an_id_is_passed_over() {
        api.inject("{\"update_id\":null,\"message\":{}}");
        api.inject("{\"message\":{\"text\":\"\\uZZZZ\"}}");
        FakeBotApi.Written written = amna.says("hello");
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(api, desk)) {
            door.pause.begins();
            door.pause.passes();
            desk.awaitTaken(1);
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void an_answer_that_is_no_list_is_not_asked_for_again_at_once() throws Exception {
        HttpServer odd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = "{\"ok\":true,\"result\":true}".getBytes(StandardCharsets.UTF_8);
        odd.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        odd.start();
        try (TelegramAdapterFixture door = TelegramAdapterFixture.open(
                URI.create("http://127.0.0.1:" + odd.getAddress().getPort()), desk)) {
            assertThat(door.pause.begins()).isEqualTo(Duration.ofSeconds(1));
            assertThat(door.poller.trouble()).contains("Telegram gives an answer that cannot be read");
            door.pause.passes();
            assertThat(door.pause.begins()).isEqualTo(Duration.ofSeconds(2));
        } finally {
            odd.stop(0);
        }
    }
}
