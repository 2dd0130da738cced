package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.decide;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.greet;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.registerFirst;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketBodyRepository;
import pk.rahnuma.ticket.TicketQueueRepository;
import pk.rahnuma.ticket.TicketRepository;

/// Changes of applications by their owners, over HTTP: the real scripts, the real database, the stand-in of the Bot
/// API.
@Tag("long")
class ApplicationChangeTest {

    private static final String MINE = "my-registrations.";

    @Test
    void aRequestForInformationIsAnsweredFieldByField() {
        ExpectedTexts said = ExpectedTexts.inLanguage("en");
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            FakeTelegramUser ali = server.bot().newPerson("en");
            greet(ali, said);
            String reference = registerFirst(ali, said);
            ask(server, reference, "subscriber_id");
            ali.awaits(text -> text.text().contains(reference) && text.data(said.text(MINE + "title")) != null);
            ali.taps(said.text(MINE + "title"));
            ali.awaits(said.text(MINE + "way.ask"));
            ali.taps(said.text("values.answer"));
            ali.awaits(said.text("register-individual.subscriber_id.ask"));
            ali.says("NTL-990017");
            ali.awaits(text -> text.data(said.text("supply.check.send")) != null);
            ali.taps(said.text("supply.check.send"));
            ali.awaits(reference);
            assertThat(dossier(server, reference).application().lines().leading())
                    .isEqualTo(LineStatus.REQUESTED);
            assertThat(dossier(server, reference).answers())
                    .containsEntry("subscriber_id", "NTL-990017")
                    .containsEntry("ips", "39.32.10.7");
        }
    }

    @Test
    void aChangeIsApprovedAndABlockedLineIsSeenFirst() {
        ExpectedTexts said = ExpectedTexts.inLanguage("ur");
        try (TestServer server = TestServer.onH2().withBot().shareServer()) {
            FakeTelegramUser sana = server.bot().newPerson("en");
            greet(sana, said);
            complain(sana, said);
            FakeTelegramUser ali = server.bot().newPerson("en");
            greet(ali, said);
            String reference = registerFirst(ali, said);
            for (LineTransition move : List.of(LineTransition.VERIFY, LineTransition.CONFIRM)) {
                decide(server, reference, move);
                ali.awaits(reference);
            }
            decide(server, reference, LineTransition.APPROVE);
            ali.awaits("PTA-77");

            ali.taps(said.text(MINE + "title"));
            ali.awaits("39.32.10.7");
            ali.taps(said.text("values.change"));
            ali.awaits(said.text("change-line.kind.ask"));
            ali.taps(said.text("change-line.kind.options.move"));
            ali.awaits(text -> text.data(said.text("values.route")) != null);
            ali.says(said.text("values.route"));
            ali.awaits(said.text("register-individual.route.ask"));
            ali.taps(said.text("register-individual.route.options.static_ip"));
            ali.awaits(said.text("register-individual.isp.ask"));
            ali.taps(said.text("register-individual.isp.options.ptcl"));
            ali.awaits(said.text("register-individual.subscriber_id.ask"));
            ali.says("0421234567");
            ali.awaits(said.text("register-individual.ips.ask"));
            ali.says("39.32.10.8");
            ali.awaits(text -> text.data(said.text("change-line.check.send")) != null);
            ali.taps(said.text("change-line.check.send"));
            ali.awaits(reference);
            ApplicationReviewService.ApplicationDetails pending = dossier(server, reference);
            assertThat(pending.application().lines().leading()).isEqualTo(LineStatus.CHANGE_PENDING);
            assertThat(pending.answers()).containsEntry("ips", "39.32.10.7");
            assertThat(pending.change()).containsOnlyKeys("isp", "subscriber_id", "ips");
            decide(server, reference, LineTransition.ACCEPT_CHANGE);
            ali.awaits(reference);
            assertThat(dossier(server, reference).answers()).containsEntry("ips", "39.32.10.8");

            // A ticket after two taps, and the protocol, which the application does not say.
            ali.taps(said.text(MINE + "title"));
            ali.awaits("39.32.10.8");
            ali.taps(said.text("values.line_blocked"));
            ali.awaits(said.text("line-blocked.since.ask"));
            long unanswered = server.getBean(TicketQueueRepository.class)
                    .findUnanswered(10)
                    .getFirst()
                    .id();
            Ticket first = server.getBean(TicketRepository.class)
                    .findTickets(List.of(unanswered))
                    .getFirst();
            assertThat(first.topic()).isEqualTo("line_blocked");
            assertThat(first.application())
                    .isEqualTo(dossier(server, reference).application().id());
            ali.taps(said.text("line-blocked.since.options.today"));
            ali.awaits(said.text("register-individual.vpn_protocol.ask"));
            ali.taps(said.text("register-individual.vpn_protocol.options.openvpn"));
            ali.awaits(first.number().toGroupedText());
            assertThat(server.getBean(TicketBodyRepository.class)
                            .readBody(first)
                            .text())
                    .contains(
                            "39.32.10.8",
                            said.text("values.active"),
                            said.text("line-blocked.since.options.today"),
                            said.text("register-individual.vpn_protocol.options.openvpn"));
        }
    }

    private static void complain(FakeTelegramUser person, ExpectedTexts said) {
        person.says("/menu");
        person.awaits(text -> text.data(said.text("problem.title")) != null);
        person.taps(said.text("problem.title"));
        person.awaits(said.text("problem.contacted.ask"));
        person.taps(said.text("problem.contacted.options.no"));
        person.awaits(said.text("problem.kind.ask"));
        person.taps(said.text("problem.kind.options.slow"));
        person.awaits(said.text("problem.story.ask"));
        person.says("It breaks off every evening");
        person.awaits("complaint.pta.gov.pk");
    }

    private static void ask(TestServer server, String reference, String field) {
        server.getBean(ApplicationDecisionService.class)
                .decide(
                        Reference.parseText(reference).orElseThrow(),
                        new ApplicationDecision(LineTransition.ASK, List.of(), null, null, List.of(field)),
                        "Tester",
                        server.now());
    }

    private static ApplicationReviewService.ApplicationDetails dossier(TestServer server, String reference) {
        return server.getBean(ApplicationReviewService.class)
                .openDossier(Reference.parseText(reference).orElseThrow(), true, "Tester", server.now());
    }
}
