package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.StaffAccountService;

/// The audit log in the console, over HTTP.
class AuditLogControllerTest {

    private static TestServer server;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient auditor;
    private static ConsoleHttpClient sana;

    @BeforeAll
    static void open() {
        // It changes an entry of the audit log.
        server = TestServer.onH2().startServer();
        office = new ConsoleTestServer(server);
        auditor = office.signIn("Hina", StaffRole.AUDITOR);
        sana = office.signIn("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
    }

    private static List<AuditEntry> by(String who) {
        return server.getBean(AuditLog.class).findLatest(List.of(), who, 0, 100);
    }

    @Test
    void readingTheLogIsLoggedWithKnownNamesOnly() {
        String number = office.openTicket(office.createPerson("en"), "complaint", "It is slow.", "en")
                .toGroupedText();
        auditor.getPage("/desk/audit?about=" + number + "&who=sana").requireStatus(200);
        assertThat(by("Hina").getFirst())
                .extracting(AuditEntry::what, AuditEntry::detail)
                .containsExactly("audit.read", "about " + number + ", by Sana");
        auditor.getPage("/desk/audit?about=35201-1234567-1&who=03001234567");
        assertThat(by("Hina").getFirst().detail()).isEqualTo("about something unknown, by an unknown name");
        assertThat(auditor.getPage("/desk/audit.csv").body()).contains("audit.read");
        assertThat(by("Hina").getFirst().what()).isEqualTo("audit.exported");
    }

    @Test
    void aMemberIsFoundByNameAndPagesAreTurned() {
        long omar = office.signInMember("Omar", StaffRole.AGENT).who().member().id();
        for (int i = 0; i < 30; i++) {
            sana.postForm("/desk/staff/" + omar + "/disable");
            sana.postForm("/desk/staff/" + omar + "/enable");
        }
        String first = sana.getPage("/desk/audit?about=omar").body();
        assertThat(first).contains("staff.enabled", "rel=\"next\"").doesNotContain("staff.added", "rel=\"prev\"");
        String second = sana.getPage("/desk/audit?about=omar&page=1").body();
        assertThat(second).contains("staff.added", "rel=\"prev\"").doesNotContain("rel=\"next\"");
        sana.getPage("/desk/audit?page=2147483647").requireStatus(200);
    }

    @Test
    void aChangedEntryIsFoundByACheckThatAnAuditorStarts() {
        office.signInMember("Bilal", StaffRole.AGENT);
        long bilal = server.getBean(StaffAccountService.class)
                .findByName("Bilal")
                .orElseThrow()
                .id();
        server.sql().execute("update audit set detail = 'AUDITOR' where chain = ? and seq = 1", bilal);
        auditor.postForm("/desk/audit/verify").requireStatus(200);
        assertThat(verified()).contains("chain " + bilal + ": entry 1 is not as it was written", "1 fault!");
        assertThat(by("Hina").stream().filter(entry -> entry.what().equals("audit.verified")))
                .hasSize(1);
    }

    /// Result of the verification, once it is finished.
    private static String verified() {
        return AwaitSupport.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> auditor.getPage("/desk/audit/verification").body(), shown -> !shown.contains("<progress"));
    }
}
