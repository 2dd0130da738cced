package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.DialogShortcuts;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.ConversationHoldRepository;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.TicketRepository;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketFileService;
import pk.rahnuma.ticket.work.TicketTranscriptService.TranscriptLine;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Messages of a person whose ticket no member of staff has taken yet.
@Tag("long")
class OpenTicketMessagesTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");
    private static final TicketAgent SANA = new TicketAgent(99, "Sana");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void textPhotoVoiceAndLocationJoinTheTicketThatWaits(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer server = plan.get().withBot().shareServer()) {
            FakeTelegramUser amna = server.bot().newPerson("en");
            Reference number = DialogShortcuts.openTicket(amna, TEXTS, "It is about my line");
            String joined = "This has gone to our staff (ticket " + number.toGroupedText() + ")";

            amna.says("zzz qqq it went off on Monday evening zzz");
            amna.awaits(joined);
            String caption = "as long as Telegram allows ".repeat(40).substring(0, 1023) + "!";
            amna.sendsCaptionedPhoto(SampleFiles.cardPhoto(1), caption);
            amna.awaits(joined);
            amna.sendsPhoto(SampleFiles.firstHalf(SampleFiles.cardPhoto(2)), null);
            amna.awaits(TEXTS.text("engine.file_lost"));
            amna.sendsVoice(SampleFiles.voice());
            amna.awaits(joined);
            amna.sends("location", "{\"latitude\":31.5,\"longitude\":74.3}", null);
            amna.awaits(joined);

            AwaitSupport.await().untilAsserted(() -> {
                List<TranscriptLine> lines = lines(server, number);
                assertThat(lines)
                        .anyMatch(line ->
                                "text".equals(line.kind()) && line.text().contains("Monday evening"));
                assertThat(lines)
                        .anyMatch(line ->
                                "text".equals(line.kind()) && line.text().contains("📍"))
                        .noneMatch(line -> line.text().contains("📍") && line.file() != null);
                assertThat(lines.stream().map(TranscriptLine::text).filter(text -> text.contains(caption)))
                        .as("whole, and once")
                        .containsExactly("📎\n" + caption);
                assertThat(lines.stream().filter(TranscriptLine::lost))
                        .as("the picture that is damaged")
                        .singleElement()
                        .satisfies(line -> assertThat(line.file()).isNull());
                assertThat(kinds(server, number)).containsExactlyInAnyOrder(DocumentType.JPEG, DocumentType.OGG);
            });
            Ticket ticket =
                    server.getBean(TicketRepository.class).findTicket(number).orElseThrow();
            assertThat(ticket.unread()).isTrue();
            assertThat(server.getBean(ConversationHoldRepository.class).findSpans(ticket.id(), 0, 10))
                    .as("messages for the staff's group")
                    .hasSize(5);
        }
    }

    private static List<DocumentType> kinds(TestServer server, Reference number) {
        return lines(server, number).stream()
                .filter(line -> line.file() != null)
                .flatMap(line ->
                        server
                                .getBean(TicketFileService.class)
                                .findFile(number, SANA, line.file(), server.now())
                                .stream())
                .map(Document::kind)
                .toList();
    }

    private static List<TranscriptLine> lines(TestServer server, Reference number) {
        return server.getBean(TicketDetailService.class)
                .openCase(number, SANA, TranscriptVisibility.MASKED, server.now())
                .transcript();
    }
}
