package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.TelegramRegistrationTest;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.record.TicketRepository;
import pk.rahnuma.ticket.work.CommandLineTicketService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketTimerService;
import pk.rahnuma.ticket.work.TicketTranscriptService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Reply of a person to an answer that staff sent by a command, over HTTP.
class TicketAnswerByCommandTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");
    private static final TicketAgent LOOKER = new TicketAgent(99, "Looker");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void aReplyByTextOrPhotoJoinsTheTicketAndItsClockGoesOn(Supplier<TestServer.Builder> plan) throws Exception {
        try (FakeBotApi api = FakeBotApi.start();
                TestServer server = TelegramRegistrationTest.start(plan.get(), api)) {
            FakeTelegramUser amna = api.person(7001, "en");
            DialogShortcuts.walkToTheNameQuestion(amna, TEXTS);
            amna.says("/cancel");
            amna.says("human");
            amna.awaits(TEXTS.text("human.story.ask"));
            amna.says("It is about my line");
            Reference number = Reference.parseText(amna.awaits("Your ticket number is")
                            .text()
                            .replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1"))
                    .orElseThrow();
            server.getBean(CommandLineTicketService.class)
                    .answerTicket(number, "Which company is it?", "omar", now(server));
            amna.awaits("You can reply here within a day");
            assertThat(ticket(server, number).state()).isEqualTo(Ticket.State.WAITING_USER);
            int heard = amna.heard().size();

            amna.says("PTCL, since Monday");
            amna.sendsPhoto(SampleFiles.cardPhoto(1), null);
            AwaitSupport.awaitLong().until(() -> ticket(server, number).state() == Ticket.State.OPEN);
            AwaitSupport.awaitLong().untilAsserted(() -> {
                List<TicketTranscriptService.TranscriptLine> lines = server.getBean(TicketDetailService.class)
                        .openCase(number, LOOKER, TranscriptVisibility.MASKED, now(server))
                        .transcript();
                assertThat(lines)
                        .anyMatch(line -> line.from() == TicketTranscriptService.Speaker.PERSON
                                && line.text().equals("PTCL, since Monday"));
                assertThat(lines)
                        .anyMatch(line -> line.from() == TicketTranscriptService.Speaker.PERSON && line.file() != null);
            });
            assertThat(ticket(server, number).waitingSince()).isNotNull();
            assertThat(amna.heard()).as("the bot is silent").hasSize(heard);

            server.getBean(TicketTimerService.class).runTimers(now(server).plus(Duration.ofDays(4)));
            amna.awaits("handed this chat back to me");
            amna.says("/menu");
            amna.awaits(TEXTS.text("engine.menu"));
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static Ticket ticket(TestServer server, Reference number) {
        return server.getBean(TicketRepository.class).findTicket(number).orElseThrow();
    }

    private static Instant now(TestServer server) {
        return server.getBean(Clock.class).instant();
    }
}
