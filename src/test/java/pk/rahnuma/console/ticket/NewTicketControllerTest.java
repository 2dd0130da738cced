package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Tickets that a member of staff opens, over HTTP.
class NewTicketControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient sana = office.signIn("Sana", StaffRole.AGENT);

    private static TicketDetailService.TicketDetails at(String location) {
        Reference number = Reference.parseText(location.substring("/desk/tickets/".length()))
                .orElseThrow();
        return server.getBean(TicketDetailService.class)
                .openCase(
                        number,
                        new TicketAgent(99, "Looker"),
                        TranscriptVisibility.MASKED,
                        server.getBean(Clock.class).instant());
    }

    @Test
    void itIsTheApplicantsAndTiedToTheApplicationAndShowsThere() {
        long person = office.createPerson("ur");
        String reference =
                office.submitApplication(person, Map.of(), "39.32.1.7").toGroupedText();
        assertThat(sana.getPage("/desk/applications/" + reference).body()).contains("Open a ticket", "There is none.");
        String location = sana.postForm(
                        "/desk/tickets", "about", reference, "topic", "my_application", "text", "They <b>called</b>.")
                .location();
        TicketDetailService.TicketDetails opened = at(location);
        assertThat(opened.ticket().conversation()).isEqualTo(person);
        assertThat(opened.application().reference().toGroupedText()).isEqualTo(reference);
        assertThat(opened.language()).isEqualTo("ur");
        assertThat(opened.transcript()).isEmpty();
        String number = opened.ticket().number().toGroupedText();
        assertThat(sana.getPage("/desk/applications/" + reference).body()).contains(number);
        assertThat(sana.getPage(location).body()).contains("They &lt;b&gt;called&lt;/b&gt;.", reference);
        assertThat(sana.getPage("/desk/tickets").body()).contains(number);
        assertThat(server.getBean(AuditLog.class).findLatest(List.of(), "Sana", 0, 10))
                .anyMatch(entry -> entry.what().equals("ticket.opened")
                        && entry.about().equals(opened.ticket().number().symbols()));
    }

    @Test
    void atATicketItIsForTheSamePerson() {
        long person = office.createPerson("en");
        String first =
                office.openTicket(person, "complaint", "It is slow.", "en").toGroupedText();
        String location = sana.postForm(
                        "/desk/tickets", "about", first, "topic", "line_blocked", "text", "And blocked.")
                .location();
        assertThat(at(location).ticket().conversation()).isEqualTo(person);
        assertThat(at(location).ticket().priority()).isEqualTo(1);
        assertThat(sana.getPage(location).body()).contains(first);
    }

    @Test
    void missingTextTopicOrPersonIsReported() {
        String first = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en")
                .toGroupedText();
        assertThat(sana.postForm("/desk/tickets", "about", first, "topic", "complaint", "text", " ")
                        .body())
                .contains("expected 1 to 3,000");
        sana.postForm("/desk/tickets", "about", first, "topic", "pizza", "text", "x")
                .requireStatus(409);
        sana.postForm("/desk/tickets", "about", "nothing", "topic", "complaint", "text", "x")
                .requireStatus(409);
    }
}
