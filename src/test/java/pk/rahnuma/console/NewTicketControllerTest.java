package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketDetailService;

/// A member of staff opens a ticket that nobody asked for, over HTTP.
class NewTicketControllerTest {

    private static TestServer house;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient sana;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
        office = new ConsoleTestServer(house);
        sana = ConsoleHttpClient.of(office.address(), office.signedIn("Sana", StaffRole.AGENT));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static TicketDetailService.TicketDetails at(String location) {
        Reference number =
                Reference.read(location.substring("/desk/tickets/".length())).orElseThrow();
        return house.get(TicketDetailService.class)
                .open(
                        number,
                        new TicketAgent(99, "Looker"),
                        house.get(Clock.class).instant());
    }

    @Test
    void it_is_the_applicants_and_tied_to_the_application_and_shows_there() {
        long person = office.person("ur");
        String reference = office.applied(person, Map.of(), "39.32.1.7").grouped();
        assertThat(sana.get("/desk/applications/" + reference).body()).contains("Open a ticket", "There is none.");
        String location = sana.post(
                        "/desk/tickets", "about", reference, "topic", "my_application", "text", "They <b>called</b>.")
                .location();
        TicketDetailService.TicketDetails opened = at(location);
        assertThat(opened.ticket().conversation()).isEqualTo(person);
        assertThat(opened.application().reference().grouped()).isEqualTo(reference);
        assertThat(opened.language()).isEqualTo("ur");
        assertThat(opened.transcript()).isEmpty();
        String number = opened.ticket().number().grouped();
        assertThat(sana.get("/desk/applications/" + reference).body()).contains(number);
        assertThat(sana.get(location).body()).contains("They &lt;b&gt;called&lt;/b&gt;.", reference);
        assertThat(sana.get("/desk/tickets").body()).contains(number);
        assertThat(house.get(AuditLog.class).latest(List.of(), "Sana", 0, 10))
                .anyMatch(entry -> entry.what().equals("ticket.opened")
                        && entry.about().equals(opened.ticket().number().symbols()));
    }

    @Test
    void at_a_ticket_it_is_for_the_same_person() {
        long person = office.person("en");
        String first = office.asked(person, "complaint", "It is slow.", "en").grouped();
        String location = sana.post("/desk/tickets", "about", first, "topic", "line_blocked", "text", "And blocked.")
                .location();
        assertThat(at(location).ticket().conversation()).isEqualTo(person);
        assertThat(at(location).ticket().priority()).isEqualTo(1);
        assertThat(sana.get(location).body()).contains(first);
    }

    @Test
    void without_words_a_topic_or_anybody_it_is_told_what_is_wrong() {
        String first = office.asked(office.person("en"), "complaint", "It is slow.", "en")
                .grouped();
        assertThat(sana.post("/desk/tickets", "about", first, "topic", "complaint", "text", " ")
                        .body())
                .contains("expected 1 to 3,000");
        assertThat(sana.post("/desk/tickets", "about", first, "topic", "pizza", "text", "x")
                        .status())
                .isEqualTo(409);
        assertThat(sana.post("/desk/tickets", "about", "nothing", "topic", "complaint", "text", "x")
                        .status())
                .isEqualTo(409);
    }
}
