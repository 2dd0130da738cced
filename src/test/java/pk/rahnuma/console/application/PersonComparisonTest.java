package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;

/// Two persons side by side, over HTTP.
class PersonComparisonTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);

    @Test
    void aCheckLeadsToTheComparisonAndAMarkToThePagesOfBoth() {
        ConsoleHttpClient hina = office.signIn("Hina Compares", StaffRole.REVIEWER);
        long zainab = office.createPerson("en");
        String hers = submit(zainab, "Zainab Compared");
        long bilal = office.createPerson("ur");
        String his = submit(bilal, "Bilal Compared");
        String ticket =
                office.openTicket(bilal, "complaint", "It is slow.", "ur").toGroupedText();
        String compare = "/desk/applications/" + hers + "/compare/" + his;
        assertThat(hina.getPage("/desk/applications/" + hers).body())
                .contains("Bilal Compared", "href=\"" + compare + "\"");

        assertThat(hina.getPage(compare).body())
                .contains("Zainab Compared", "Bilal Compared", hers, his, ticket, "Not marked yet")
                .doesNotContain("4210198765437");
        hina.postForm(compare, "mark", "SAME").requireStatus(303);
        assertThat(hina.getPage("/desk/applications/" + his).body()).contains("Same person as", "Zainab Compared");
        assertThat(hina.getPage("/desk/tickets/" + ticket).body()).contains("Same person as", "Zainab Compared");
        hina.postForm(compare, "mark", "").requireStatus(303);
        assertThat(hina.getPage("/desk/tickets/" + ticket).body()).doesNotContain("Zainab Compared");
    }

    private static String submit(long person, String name) {
        Reference reference = office.submitApplication(
                person, Map.of("full_name", name, "id_number", "4210198765437"), ApiForms.newAddress());
        return reference.toGroupedText();
    }
}
