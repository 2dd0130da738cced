package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;

/// Names of customers in the lists of the console, over HTTP.
class CustomerNamesTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);

    @Test
    void aRowNamesThePersonTheirLastWordsAndTheirChannel() {
        ConsoleHttpClient sana = office.signIn("Hina Names", StaffRole.SUPERVISOR);
        ApiClient customer = ApiPersons.createPerson(server);
        long person = ApiPersons.personOf(server, customer);
        office.submitApplication(person, Map.of("full_name", "Zainab Fatima"), ApiForms.newAddress());
        customer.sendText("my CNIC is 35202-1234567-8, is it  enough?");
        Reference number = office.openTicket(person, "complaint", "It is slow.", "en");
        String rows = claimAndList(sana, number);
        assertThat(rows).contains("Zainab Fatima", number.toGroupedText(), "is it enough?", "· <bdi>page</bdi>");
        assertThat(rows).doesNotContain("35202-1234567-8");
        assertThat(sana.getPage("/desk/tickets/" + number.toGroupedText()).body())
                .contains("<title>Zainab Fatima · " + number.toGroupedText());
    }

    @Test
    void anOrganisationIsNamedBeforeThePersonWhoApplied() {
        ConsoleHttpClient omar = office.signIn("Omar Names", StaffRole.SUPERVISOR);
        ApiClient customer = ApiPersons.createPerson(server);
        ApiOrganisations.registerLines(server, customer, "Lahore");
        Reference number = office.openTicket(ApiPersons.personOf(server, customer), "complaint", "It is slow.", "en");
        assertThat(claimAndList(omar, number)).contains("dir=\"auto\">Alif Software</a>", "Amna Tariq");
        assertThat(omar.getPage("/desk/applications").body()).contains("class=\"customer\"");
        assertThat(server.getBean(AuditLog.class).findLatest(List.of(), "Omar Names", 0, 100))
                .filteredOn(entry -> entry.what().equals("list.viewed"))
                .extracting(AuditEntry::about)
                .contains("tickets", "applications");
        assertThat(server.getBean(AuditLog.class).findLatest(List.of("tickets"), "Omar Names", 0, 100))
                .anyMatch(entry -> entry.detail().contains(number.symbols()));
    }

    private static String claimAndList(ConsoleHttpClient by, Reference number) {
        by.postForm("/desk/tickets/" + number.toGroupedText() + "/claim").requireStatus(303);
        return by.getPage("/desk/tickets?show=mine").body();
    }
}
