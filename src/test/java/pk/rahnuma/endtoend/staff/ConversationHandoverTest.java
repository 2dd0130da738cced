package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.ServerVariant;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.ActingAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketFileService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketTranscriptService.Speaker;
import pk.rahnuma.ticket.work.TicketTranscriptService.TranscriptLine;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Handover of a conversation to an agent, over the Telegram stub.
class ConversationHandoverTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");
    private static final TicketAgent OMAR = new TicketAgent(12, "Omar");

    private final ExpectedTexts said = ExpectedTexts.inLanguage("en");

    /// Asks for an agent in the middle of a form.
    private Reference asks(FakeTelegramUser amna) {
        DialogShortcuts.walkToTheNameQuestion(amna, said);
        return DialogShortcuts.openTicket(amna, said, "Whose name goes here?");
    }

    private static TicketDetailService.TicketDetails seen(TestServer server, Reference number, TicketAgent by) {
        return server.getBean(TicketDetailService.class)
                .openCase(number, by, TranscriptVisibility.MASKED, server.now());
    }

    private static List<String> texts(TestServer server, Reference number, Speaker from) {
        return seen(server, number, OMAR).transcript().stream()
                .filter(line -> line.from() == from)
                .map(TranscriptLine::text)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void theBotIsSilentWhileAHumanAnswersAndThenGoesOnWithItsQuestion(ServerVariant variant) throws Exception {
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser amna = server.bot().newPerson("en");
            Reference number = asks(amna);
            TicketDetailService.TicketDetails before = seen(server, number, SANA);
            assertThat(before.owner()).isEqualTo(TicketDetailService.ConversationOwner.QUEUED);
            assertThat(before.summary().stuck().script()).isEqualTo("register-individual");
            assertThat(before.summary().stuck().at()).isEqualTo("full_name");
            assertThat(before.standing().getFirst().answers())
                    .anyMatch(given ->
                            given.value().equals(said.text("register-individual.work_type.options.freelancer")));

            server.getBean(TicketAssignmentService.class).claimTicket(number, SANA, server.now());
            amna.awaits("is looking at your ticket");
            int heard = amna.heard().size();
            FakeBotApi.Written first = amna.says("Is it the name on the card?");
            amna.edits(first, "Is it the name on my card?");
            amna.says("apply, or not?");
            server.bot().redeliver(first);
            AwaitSupport.await()
                    .until(() -> texts(server, number, Speaker.PERSON).contains("apply, or not?"));
            assertThat(texts(server, number, Speaker.PERSON))
                    .endsWith("Is it the name on the card?", "Is it the name on my card?", "apply, or not?");
            amna.awaits(said.text("engine.arrived"));
            assertThat(amna.heard()).hasSize(heard + 1);
            assertThat(seen(server, number, OMAR).ticket().unread()).isTrue();

            amna.says("status");
            amna.awaits("our staff are at it");
            amna.awaits(said.text("status.reference.ask"));

            TicketReplyService answers = server.getBean(TicketReplyService.class);
            TicketReplyService.SentAnswer sent = answers.sendAnswer(
                    number, SANA, "Yes, as on the card.", null, Ticket.State.WAITING_USER, server.now());
            amna.awaits("Yes, as on the card.");
            AwaitSupport.await()
                    .until(() -> seen(server, number, SANA).transcript().stream()
                            .anyMatch(line -> line.seq() == sent.line() && line.state() == Message.State.SENT));
            answers.editAnswer(number, SANA, 1, "Yes, exactly as on the card.", server.now());
            AwaitSupport.await()
                    .until(() -> amna.screen().stream()
                            .anyMatch(line -> line.text().equals("Yes, exactly as on the card.")));
            assertThat(amna.screen()).noneMatch(line -> line.text().equals("Yes, as on the card."));

            server.getBean(TicketAssignmentService.class)
                    .handBackConversation(number, ActingAgent.forOwnTickets(SANA), server.now());
            amna.awaits("handed this chat back");
            // The status script that they had left open, with the form beneath it.
            amna.says("cancel");
            amna.awaits(said.text("register-individual.full_name.ask"));
            amna.says("Amna Khan");
            amna.awaits(said.text("register-individual.id_number.ask"));
        }
    }

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void filesGoEachWayAndWhoeverHasBlockedTheBotIsSeen(ServerVariant variant) throws Exception {
        byte[] photo = SampleFiles.pngOf(9_000);
        byte[] letter = SampleFiles.pdf();
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser amna = server.bot().newPerson("en");
            Reference number = asks(amna);
            server.getBean(TicketAssignmentService.class).claimTicket(number, SANA, server.now());
            amna.awaits("is looking at your ticket");
            amna.sendsPhoto(photo, null);
            AwaitSupport.await()
                    .until(() -> seen(server, number, OMAR).transcript().stream()
                            .anyMatch(line -> line.file() != null
                                    && server.getBean(TicketFileService.class)
                                            .findFile(number, SANA, line.file(), server.now())
                                            .isPresent()));
            TranscriptLine line = seen(server, number, SANA).transcript().stream()
                    .filter(each -> each.file() != null)
                    .findFirst()
                    .orElseThrow();
            Document file = server.getBean(TicketFileService.class)
                    .findFile(number, SANA, line.file(), server.now())
                    .orElseThrow();
            try (var content = server.getBean(DocumentService.class).openContent(file)) {
                assertThat(content.readAllBytes()).isEqualTo(photo);
            }

            TicketReplyService answers = server.getBean(TicketReplyService.class);
            answers.sendAnswer(
                    number,
                    SANA,
                    "Please sign this.",
                    new TicketReplyService.AttachedFile("letter.pdf", letter),
                    Ticket.State.WAITING_USER,
                    server.now());
            FakeBotApi.Said document = amna.awaits("Please sign this.");
            assertThat(amna.saves(document)).isEqualTo(letter);

            amna.blocks();
            TicketReplyService.SentAnswer lost =
                    answers.sendAnswer(number, SANA, "Are you there?", null, Ticket.State.WAITING_USER, server.now());
            AwaitSupport.await()
                    .until(() -> seen(server, number, SANA).transcript().stream()
                            .anyMatch(each -> each.seq() == lost.line() && "blocked".equals(each.failure())));
            amna.unblocks();
            amna.says("Back again");
            AwaitSupport.await()
                    .until(() -> texts(server, number, Speaker.PERSON).contains("Back again"));
            assertThat(answers.retryAnswer(number, SANA, lost.line(), server.now()))
                    .isTrue();
            amna.awaits("Are you there?");
            assertThat(new String(letter, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        }
    }
}
