package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.privacy.DataErasureTest;
import pk.rahnuma.faults.run.SimulatedApplicant;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.work.TicketWorkFixture;

/// Notifications while a person has blocked the bot, over HTTP.
class MissedNotificationTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void unblockingTheBotRepeatsTheLatestNoticeOfEachSubject(Supplier<TestServer.Builder> plan) {
        try (TestServer server = plan.get().withBot().shareServer()) {
            SimulatedApplicant applicant =
                    new SimulatedApplicant(server.bot(), server.bot().newChat(), 1);
            applicant.fillForm();
            FakeTelegramUser ali = applicant.person;
            Reference ticket = DialogShortcuts.openTicket(ali, TEXTS, "It is about my line");
            answer(server, ticket, "We look at it.");
            ali.awaits("We look at it.");
            long person = DataErasureTest.person(server, ali);
            ali.blocks();
            AwaitSupport.await().until(() -> isBlocked(server, person));
            Reference reference = DataErasureTest.reference(server, person);
            decide(server, reference, LineTransition.VERIFY);
            answer(server, ticket, "First, look at the bill.");
            answer(server, ticket, "Then call the company.");
            decide(server, reference, LineTransition.CONFIRM);
            AwaitSupport.await().until(() -> refused(server, person) == 4);
            server.restart();

            ali.unblocks();
            assertThat(ali.awaits("Welcome back").text())
                    .contains("4 messages could not reach you", "on each matter. A date");
            ali.awaits("First, look at the bill.");
            ali.awaits("Then call the company.");
            ali.awaits("is now being decided");

            ali.says("/menu");
            ali.awaits(TEXTS.text("engine.with_human"));
            List<String> heard = ali.heard().stream().map(FakeBotApi.Said::text).toList();
            assertThat(heard).noneMatch(text -> text.contains("which now confirms your line"));
            assertThat(heard)
                    .filteredOn(text -> text.contains("is now being decided"))
                    .hasSize(1);
            ali.blocks();
            AwaitSupport.await().until(() -> isBlocked(server, person));
            ali.unblocks();
            AwaitSupport.await().until(() -> !isBlocked(server, person));
            ali.says("/menu");
            ali.awaits(TEXTS.text("engine.with_human"));
            assertThat(ali.heard())
                    .filteredOn(said -> said.text().contains("Welcome back"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void writingAgainRepeatsTheLatestMissedNotice(Supplier<TestServer.Builder> plan) {
        try (TestServer server = plan.get().withBot().shareServer()) {
            SimulatedApplicant applicant =
                    new SimulatedApplicant(server.bot(), server.bot().newChat(), 1);
            applicant.fillForm();
            FakeTelegramUser ali = applicant.person;
            Reference ticket = DialogShortcuts.openTicket(ali, TEXTS, "It is about my line");
            answer(server, ticket, "We look at it.");
            ali.awaits("We look at it.");
            long person = DataErasureTest.person(server, ali);
            ali.blocks();
            AwaitSupport.await().until(() -> isBlocked(server, person));
            for (int i = 1; i <= 7; i++) {
                answer(server, ticket, "Word " + i + ".");
            }
            AwaitSupport.await().until(() -> refused(server, person) == 7);
            ali.unblocksUnheard();
            ali.says("/menu");
            assertThat(ali.awaits("Welcome back").text()).contains("7 messages", "without 2 older ones");
            for (int i = 3; i <= 7; i++) {
                ali.awaits("Word " + i + ".");
            }
            ali.awaits(TEXTS.text("engine.with_human"));
            assertThat(ali.heard()).noneMatch(said -> said.text().contains("Word 2."));
            assertThat(isBlocked(server, person)).isFalse();
        }
    }

    private static void decide(TestServer server, Reference reference, LineTransition move) {
        server.getBean(ApplicationDecisionService.class)
                .decide(reference, new ApplicationDecision(move), "omar", server.now());
    }

    private static void answer(TestServer server, Reference ticket, String text) {
        TicketWorkFixture.answerTicket(server.context(), ticket, text);
    }

    private static boolean isBlocked(TestServer server, long person) {
        return count(server, "select count(*) from chat where conversation_id = ? and blocked_at is not null", person)
                == 1;
    }

    private static int refused(TestServer server, long person) {
        return count(server, """
                select count(*) from message m
                join message_about a on a.conversation_id = m.conversation_id and a.seq = m.seq
                where m.conversation_id = ? and m.failure = 'blocked'
                """, person);
    }

    private static int count(TestServer server, String sql, long person) {
        return server.sql().queryOne(Integer.class, sql, person);
    }
}
