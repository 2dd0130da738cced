package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.ConversationInput;
import pk.rahnuma.dialog.DialogJson;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Messages that failed, and how a supervisor sees to them, over HTTP.
class DeadLetterControllerTest {

    private static TestServer house;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient zara;

    @BeforeAll
    static void open() {
        house = TestServer.onH2().start();
        office = new ConsoleTestServer(house);
        zara = ConsoleHttpClient.of(office.address(), office.signedIn("Zara", StaffRole.SUPERVISOR));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /// One that says this.
    private static String failed(String text) {
        long person = office.person("en");
        long letter = SubjectEncryptionService.newId();
        byte[] body = house.get(SubjectEncryptionService.class)
                .keys(List.of(person))
                .seal(person, "dead letter", DialogJson.write(new ConversationInput.Text(text)));
        house.get(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "insert into dead_letter (id, conversation_id, body, failure, created_at) values (?, ?, ?, ?, ?)",
                        letter,
                        person,
                        body,
                        "java.lang.IllegalStateException at Somewhere",
                        house.get(Clock.class).instant()));
        return Long.toString(letter, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    private static String last() {
        AuditEntry entry =
                house.get(AuditLog.class).latest(List.of(), "Zara", 0, 1).getFirst();
        return entry.what() + " " + entry.about();
    }

    @Test
    void one_is_listed_without_its_words_read_and_worked_on_again() {
        String number = failed("<b>help</b>");
        assertThat(zara.get("/desk/letters").body())
                .contains(number, "IllegalStateException")
                .doesNotContain("help");
        assertThat(zara.get("/desk/letters/" + number).body()).contains("&lt;b&gt;help");
        assertThat(last()).isEqualTo("letter.viewed " + number);
        assertThat(zara.post("/desk/letters/" + number + "/retry").location()).isEqualTo("/desk/letters");
        assertThat(last()).isEqualTo("letter.retried " + number);
        assertThat(zara.get("/desk/letters").body()).doesNotContain(number);
    }

    @Test
    void one_is_dropped_for_a_reason_alone() {
        String number = failed("help");
        assertThat(zara.post("/desk/letters/" + number + "/drop", "why", " ").status())
                .isEqualTo(409);
        assertThat(zara.post("/desk/letters/" + number + "/drop", "why", "sent twice")
                        .location())
                .isEqualTo("/desk/letters");
        assertThat(last()).isEqualTo("letter.dropped " + number);
        assertThat(zara.get("/desk/letters/" + number).status()).isEqualTo(404);
    }
}
