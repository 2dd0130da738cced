package pk.rahnuma.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.Role;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.work.Cases;

/// A member of staff opens a ticket that nobody asked for, over HTTP.
class OpensTicketTest {

    private static House house;
    private static Office office;
    private static Caller sana;

    @BeforeAll
    static void open() {
        house = House.onH2().start();
        office = new Office(house);
        sana = Caller.of(office.address(), office.signedIn("Sana", Role.AGENT));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Cases.Case at(String location) {
        Reference number =
                Reference.read(location.substring("/desk/tickets/".length())).orElseThrow();
        return house.get(Cases.class)
                .open(number, new Member(99, "Looker"), house.get(Clock.class).instant());
    }

    @Test
    void it_is_the_applicants_and_tied_to_the_application_and_shows_there() {
        long person = office.person("ur");
        String reference = office.applied(person, Map.of(), "39.32.1.7").grouped();
        assertThat(sana.get("/desk/applications/" + reference).body()).contains("Open a ticket", "There is none.");
        String location = sana.post(
                        "/desk/tickets", "about", reference, "topic", "my_application", "text", "They <b>called</b>.")
                .location();
        Cases.Case opened = at(location);
        assertThat(opened.ticket().conversation()).isEqualTo(person);
        assertThat(opened.application().reference().grouped()).isEqualTo(reference);
        assertThat(opened.language()).isEqualTo("ur");
        assertThat(opened.transcript()).isEmpty();
        String number = opened.ticket().number().grouped();
        assertThat(sana.get("/desk/applications/" + reference).body()).contains(number);
        assertThat(sana.get(location).body()).contains("They &lt;b&gt;called&lt;/b&gt;.", reference);
        assertThat(sana.get("/desk/tickets").body()).contains(number);
        assertThat(house.get(Audit.class).latest(List.of(), "Sana", 0, 10))
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
