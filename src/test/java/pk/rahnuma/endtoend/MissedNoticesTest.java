package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.Soon;
import pk.rahnuma.faults.Applicant;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.support.work.Tickets;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// What becomes of notices while a person has blocked the bot, over HTTP.
class MissedNoticesTest {

    private static final Said SAID = Said.in("en");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.House#plans")
    void whoUnblocksTheBotHearsTheLatestOfEachMatterOnceAndInOrder(Supplier<House.Plan> plan) {
        try (BotApi api = BotApi.start();
                House house = onTelegram(plan.get(), api)) {
            Applicant applicant = new Applicant(api, 7001, 1);
            applicant.fill();
            BotApiPerson ali = applicant.person;
            Reference ticket = Walks.toAHuman(ali, SAID, "It is about my line");
            long person = ErasedTest.person(house, 7001);
            ali.blocks();
            Soon.awaitAtLength().until(() -> isBlocked(house, person));
            Reference reference = ErasedTest.reference(house, person);
            decide(house, reference, Move.SCREEN);
            answer(house, ticket, "First, look at the bill.");
            decide(house, reference, Move.VERIFY);
            answer(house, ticket, "Then call the company.");
            decide(house, reference, Move.CONFIRM);
            Soon.awaitAtLength().until(() -> refused(house, person) == 5);
            house.restart();

            ali.unblocks();
            assertThat(ali.awaits("Welcome back").text())
                    .contains("5 messages could not reach you", "on each matter. A date");
            ali.awaits("First, look at the bill.");
            ali.awaits("Then call the company.");
            ali.awaits("is now being decided");

            ali.says("/menu");
            ali.awaits(SAID.text("engine.with_human"));
            List<String> heard = ali.heard().stream().map(BotApi.Said::text).toList();
            assertThat(heard).noneMatch(text -> text.contains("being checked for completeness"));
            assertThat(heard)
                    .filteredOn(text -> text.contains("is now being decided"))
                    .hasSize(1);
            ali.blocks();
            Soon.awaitAtLength().until(() -> isBlocked(house, person));
            ali.unblocks();
            Soon.awaitAtLength().until(() -> !isBlocked(house, person));
            ali.says("/menu");
            ali.awaits(SAID.text("engine.with_human"));
            assertThat(ali.heard())
                    .filteredOn(said -> said.text().contains("Welcome back"))
                    .hasSize(1);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.House#plans")
    void whoWritesAgainHearsItTooAndOfManyTheLatest(Supplier<House.Plan> plan) {
        try (BotApi api = BotApi.start();
                House house = onTelegram(plan.get(), api)) {
            Applicant applicant = new Applicant(api, 7001, 1);
            applicant.fill();
            BotApiPerson ali = applicant.person;
            Reference ticket = Walks.toAHuman(ali, SAID, "It is about my line");
            long person = ErasedTest.person(house, 7001);
            ali.blocks();
            Soon.awaitAtLength().until(() -> isBlocked(house, person));
            for (int i = 1; i <= 7; i++) {
                answer(house, ticket, "Word " + i + ".");
            }
            Soon.awaitAtLength().until(() -> refused(house, person) == 7);
            ali.unblocksUnheard();
            ali.says("/menu");
            assertThat(ali.awaits("Welcome back").text()).contains("7 messages", "without 2 older ones");
            for (int i = 3; i <= 7; i++) {
                ali.awaits("Word " + i + ".");
            }
            ali.awaits(SAID.text("engine.with_human"));
            assertThat(ali.heard()).noneMatch(said -> said.text().contains("Word 2."));
            assertThat(isBlocked(house, person)).isFalse();
        }
    }

    private static House onTelegram(House.Plan plan, BotApi api) {
        return plan.with("TELEGRAM_BOT_TOKEN", api.token())
                .with("TELEGRAM_API_URL", api.url())
                .start();
    }

    private static void decide(House house, Reference reference, Move move) {
        house.get(Proposals.class).decide(reference, new Decision(move), "omar", now(house));
    }

    private static void answer(House house, Reference ticket, String text) {
        house.get(Tickets.class).answer(ticket, text, "omar", now(house));
    }

    private static Instant now(House house) {
        return house.get(Clock.class).instant();
    }

    private static boolean isBlocked(House house, long person) {
        return count(house, "select count(*) from chat where conversation_id = ? and blocked_at is not null", person)
                == 1;
    }

    private static int refused(House house, long person) {
        return count(house, """
                select count(*) from message m
                join message_about a on a.conversation_id = m.conversation_id and a.seq = m.seq
                where m.conversation_id = ? and m.failure = 'blocked'
                """, person);
    }

    private static int count(House house, String sql, long person) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery(sql)
                        .bind(0, person)
                        .mapTo(Integer.class)
                        .one());
    }
}
