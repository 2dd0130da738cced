package pk.rahnuma.telegram.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.telegram.InMemoryIntake;
import pk.rahnuma.telegram.TelegramAdapterFixture;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import reactor.core.publisher.Mono;

class UpdatePollerTest {

    private static final MessageIntake.IntakeUnavailableException AWAY =
            new MessageIntake.IntakeUnavailableException("the database is away", null);

    private final FakeBotApi api = FakeBotApi.start();
    private final InMemoryIntake desk = new InMemoryIntake();
    private final FakeTelegramUser amna = api.person(7001, "ur");

    @AfterEach
    void close() {
        api.close();
        assertThat(api.complaints()).isEmpty();
    }

    @Test
    void messagesOfOnePersonKeepTheirOrder() {
        IntStream.range(0, 250).forEach(i -> amna.says("line " + i));
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            List<IncomingMessage> taken = desk.awaitTaken(250);
            assertThat(taken)
                    .extracting(IncomingMessage::input)
                    .extracting(input -> ((ConversationInput.Text) input).text())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 250).mapToObj(i -> "line " + i).toList());
            assertThat(adapter.pause.hasBegun()).isFalse();
        }
    }

    @Test
    void anUpdateIsConfirmedOnlyAfterItsCommit() {
        desk.holdCommits(true);
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            FakeBotApi.Written written = amna.says("hello");
            InMemoryIntake.Offer offer = desk.awaitOffer();
            assertThat(api.isConfirmed(written.update())).isFalse();
            assertThat(api.calls("getUpdates")).hasSize(1);
            offer.commit();
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void updatesOfOneChatThatWaitTogetherAreOfferedTogether() {
        FakeTelegramUser bilal = api.person(7002, null);
        amna.says("one");
        bilal.says("three");
        FakeBotApi.Written last = amna.says("two");
        desk.holdCommits(true);
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            List<InMemoryIntake.Offer> offers = List.of(desk.awaitOffer(), desk.awaitOffer(), desk.awaitOffer());
            assertThat(offers).extracting(UpdatePollerTest::text).containsExactly("one", "two", "three");
            offers.forEach(InMemoryIntake.Offer::commit);
            api.awaitConfirmed(last.update());
        }
    }

    @Test
    void aMessageWaitsForTheChangeOfReachabilityBeforeIt() {
        amna.says("one");
        amna.blocks();
        amna.unblocks();
        FakeBotApi.Written last = amna.says("two");
        desk.holdCommits(true);
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            InMemoryIntake.Offer first = desk.awaitOffer();
            assertThat(text(first)).isEqualTo("one");
            first.commit();
            assertThat(desk.awaitMark()).isEqualTo("blocked 7001");
            assertThat(desk.awaitMark()).isEqualTo("unblocked 7001");
            desk.awaitOffer().commit();
            api.awaitConfirmed(last.update());
        }
    }

    @Test
    void uncommittedUpdatesComeAgainAfterARestart() {
        desk.holdCommits(true);
        FakeBotApi.Written written = amna.says("hello");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            desk.awaitOffer();
        }
        desk.holdCommits(false);
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            IncomingMessage incoming = desk.awaitTaken(1).getFirst();
            assertThat(incoming.update()).isEqualTo("4242:" + written.update());
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void onlyTheNodeThatHoldsTheLeaseAsksAndItHangsUpWhenItLosesIt() {
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("one").update());
            adapter.lease.there = false;
            // More than once, because a broken call is repeated once.
            AwaitSupport.await().until(() -> {
                adapter.poller.cancelPollWithoutLease();
                return adapter.pause.hasBegun();
            });
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofMillis(500));
            FakeBotApi.Written written = amna.says("two");
            adapter.pause.endPause();
            assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofMillis(500));
            assertThat(api.isConfirmed(written.update())).isFalse();
            adapter.lease.there = true;
            adapter.pause.endPause();
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void aRepeatKeepsItsKeyAndDoesNotMoveTheOffsetBack() {
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            FakeBotApi.Written first = amna.says("first");
            FakeBotApi.Written second = amna.says("second");
            api.awaitConfirmed(second.update());
            api.redeliver(first);
            assertThat(desk.awaitRepeats(1))
                    .extracting(IncomingMessage::update)
                    .containsExactly("4242:" + first.update());
            FakeBotApi.Written third = amna.says("third");
            api.awaitConfirmed(third.update());
            assertThat(api.calls("getUpdates"))
                    .extracting(call -> call.parameters().path("offset").asLong())
                    .isSorted();
        }
    }

    @Test
    void whileTheDeskCannotWorkNothingIsConfirmedAndThePausesGrow() {
        desk.failOffers(3, AWAY);
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            FakeBotApi.Written written = amna.says("hello");
            for (int seconds : new int[] {1, 2, 4}) {
                assertThat(adapter.pause.awaitStart()).isEqualTo(Duration.ofSeconds(seconds));
                assertThat(api.isConfirmed(written.update())).isFalse();
                adapter.pause.endPause();
            }
            desk.awaitTaken(1);
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void updatesBeforeTheFailedOneAreConfirmed() {
        FakeTelegramUser bilal = api.person(7002, null);
        FakeBotApi.Written first = amna.says("one");
        FakeBotApi.Written second = bilal.says("two");
        FakeBotApi.Written third = amna.says("three");
        desk.holdCommits(true);
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            InMemoryIntake.Offer one = desk.awaitOffer();
            InMemoryIntake.Offer three = desk.awaitOffer();
            InMemoryIntake.Offer two = desk.awaitOffer();
            one.commit();
            three.commit();
            two.receipt().completeExceptionally(AWAY);
            desk.holdCommits(false);
            adapter.pause.awaitStart();
            adapter.pause.endPause();
            desk.awaitTaken(2);
            api.awaitConfirmed(third.update());
            assertThat(api.calls("getUpdates"))
                    .extracting(call -> call.parameters().path("offset").asLong())
                    .startsWith(0L, second.update());
            assertThat(first.update()).isLessThan(second.update());
        }
    }

    @Test
    void aFaultThatNoContractNamesLosesNothingAndStopsNothing() {
        desk.failOffers(1, new IllegalStateException("surprise"));
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            FakeBotApi.Written written = amna.says("hello");
            adapter.pause.awaitStart();
            adapter.pause.endPause();
            desk.awaitTaken(1);
            api.awaitConfirmed(written.update());
        }
    }

    @Test
    void unknownAndIncompleteUpdatesAndThoseOfGroupsArePassedOver() {
        api.inject("{\"telepathy\":{\"thought\":1}}");
        api.inject("{\"message\":{\"message_id\":1,\"chat\":{\"id\":7001,\"type\":\"private\"},\"hologram\":{}}}");
        api.inject("{\"message\":{\"text\":\"no chat\"}}");
        api.inject("{\"callback_query\":{\"data\":\"x\",\"message\":{\"chat\":{\"id\":1,\"type\":\"private\"}}}}");
        String text = ",\"type\":\"private\"},\"text\":\"x\"}}";
        api.inject("{\"message\":{\"message_id\":1,\"chat\":{\"id\":\"" + "1".repeat(400) + "\"" + text);
        api.inject("{\"message\":{\"message_id\":1,\"chat\":{\"id\":" + "1".repeat(400) + text);
        api.inject("{\"message\":{\"message_id\":\"" + "1".repeat(400) + "\",\"chat\":{\"id\":7001" + text);
        String chat = "\"chat\":{\"id\":-100,\"type\":\"supergroup\"},\"from\":{\"id\":7001}";
        api.inject("{\"message\":{\"message_id\":1," + chat + ",\"text\":\"/start\"}}");
        api.inject("{\"callback_query\":{\"id\":\"q\",\"data\":\"x\",\"message\":{\"message_id\":1," + chat + "}}}");
        api.inject("{\"my_chat_member\":{" + chat + ",\"new_chat_member\":{\"status\":\"kicked\"}}}");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("hello").update());
            assertThat(desk.awaitTaken(1)).hasSize(1);
        }
    }

    @Test
    void anUpdateThatIsNotJsonHoldsUpNoOther() {
        amna.says("before");
        api.inject("{\"message\":{\"text\":\"\\uZZZZ\"}}");
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("after").update());
            assertThat(desk.awaitTaken(2))
                    .extracting(incoming -> ((ConversationInput.Text) incoming.input()).text())
                    .containsExactly("before", "after");
        }
    }

    @Test
    void onlyTheKindsThatAreUnderstoodAreAskedFor() {
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("hello").update());
            assertThat(api.calls("getUpdates").getFirst().parameters().get("allowed_updates"))
                    .extracting(kind -> kind.asText())
                    .containsExactly("message", "edited_message", "callback_query", "my_chat_member");
        }
    }

    @Test
    void itStopsWithinFiveSecondsInTheMiddleOfALongPoll() {
        long begun;
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            api.awaitConfirmed(amna.says("hello").update());
            begun = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void itStopsWhileACommitIsAwaited() {
        desk.holdCommits(true);
        amna.says("hello");
        long begun;
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            desk.awaitOffer();
            begun = System.nanoTime();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void healthTellsTheAgeOfTheLastPollAndIsDownAfterAMinuteWithoutOne() {
        api.injectFault("getUpdates", 1, FakeBotApi.Fault.gateway(502));
        try (TelegramAdapterFixture adapter = TelegramAdapterFixture.open(api, desk)) {
            adapter.pause.awaitStart();
            assertThat(health(adapter).getDetails()).hasToString("{lastPoll=never}");
            adapter.pause.endPause();
            api.awaitConfirmed(amna.says("hello").update());
            assertThat(health(adapter).getDetails()).hasToString("{lastPoll=0 s ago}");
            api.advanceClock(Duration.ofSeconds(60));
            assertThat(health(adapter).getStatus()).isEqualTo(HealthStatus.UP);
            api.advanceClock(Duration.ofSeconds(1));
            assertThat(health(adapter).getStatus()).isEqualTo(HealthStatus.DOWN);
            assertThat(health(adapter).getDetails())
                    .hasToString("{reason=Telegram has not answered a poll for 61 s, lastPoll=61 s ago}");
        }
    }

    private static HealthResult health(TelegramAdapterFixture adapter) {
        return Mono.from(new TelegramHealthIndicator(adapter.poller).getResult())
                .block();
    }

    private static String text(InMemoryIntake.Offer offer) {
        return ((ConversationInput.Text) offer.incoming().input()).text();
    }
}
