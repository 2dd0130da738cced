package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffRole;

/// The audit log in the console, over HTTP.
class AuditLogControllerTest {

    private static TestServer house;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient auditor;
    private static ConsoleHttpClient sana;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
        office = new ConsoleTestServer(house);
        auditor = ConsoleHttpClient.of(office.address(), office.signedIn("Hina", StaffRole.AUDITOR));
        sana = ConsoleHttpClient.of(
                office.address(), office.signedIn("Sana", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static List<AuditEntry> by(String who) {
        return house.get(AuditLog.class).latest(List.of(), who, 0, 100);
    }

    @Test
    void whoever_looks_into_it_stands_in_it_but_not_what_they_typed_unless_it_is_ours() {
        String number = office.asked(office.person("en"), "complaint", "It is slow.", "en")
                .grouped();
        assertThat(auditor.get("/desk/audit?about=" + number + "&who=sana").status())
                .isEqualTo(200);
        assertThat(by("Hina").getFirst())
                .extracting(AuditEntry::what, AuditEntry::detail)
                .containsExactly("audit.read", "about " + number + ", by Sana");
        auditor.get("/desk/audit?about=35201-1234567-1&who=03001234567");
        assertThat(by("Hina").getFirst().detail()).isEqualTo("about something unknown, by somebody unknown");
        assertThat(auditor.get("/desk/audit.csv").body()).contains("audit.read");
        assertThat(by("Hina").getFirst().what()).isEqualTo("audit.exported");
    }

    @Test
    void a_member_is_found_by_name_and_pages_are_turned() {
        long omar = office.signedIn("Omar", StaffRole.AGENT).who().member().id();
        for (int i = 0; i < 30; i++) {
            sana.post("/desk/staff/" + omar + "/disable");
            sana.post("/desk/staff/" + omar + "/enable");
        }
        String first = sana.get("/desk/audit?about=omar").body();
        assertThat(first).contains("staff.enabled", "rel=\"next\"").doesNotContain("staff.added", "rel=\"prev\"");
        String second = sana.get("/desk/audit?about=omar&page=1").body();
        assertThat(second).contains("staff.added", "rel=\"prev\"").doesNotContain("rel=\"next\"");
        assertThat(sana.get("/desk/audit?page=2147483647").status()).isEqualTo(200);
    }

    @Test
    void a_changed_entry_is_found_by_a_check_that_an_auditor_starts() {
        office.signedIn("Bilal", StaffRole.AGENT);
        long bilal = house.get(StaffAccountService.class)
                .named("Bilal")
                .orElseThrow()
                .id();
        house.get(Jdbi.class)
                .useHandle(handle ->
                        handle.execute("update audit set detail = 'AUDITOR' where chain = ? and seq = 1", bilal));
        assertThat(auditor.post("/desk/audit/verify").status()).isEqualTo(200);
        assertThat(verified()).contains("chain " + bilal + ": entry 1 is not as it was written", "1 fault!");
        assertThat(by("Hina").stream().filter(entry -> entry.what().equals("audit.verified")))
                .hasSize(1);
    }

    /// What is shown once it does not run any more.
    private static String verified() {
        return AwaitSupport.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> auditor.get("/desk/audit/verification").body(), shown -> !shown.contains("<progress"));
    }
}
