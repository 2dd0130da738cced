package pk.rahnuma.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.conversation.DeadLetterRepository;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Failed messages and their handling by a supervisor, over HTTP.
class DeadLetterControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient zara = office.signIn("Zara", StaffRole.SUPERVISOR);

    /// Failed message with this text.
    private static String failed(String text) {
        long person = office.createPerson("en");
        long deadLetter = SubjectEncryptionService.newId();
        byte[] body = server.getBean(SubjectEncryptionService.class)
                .openKeys(List.of(person))
                .seal(
                        DeadLetterRepository.BODY_COLUMN.placeAt(person, deadLetter),
                        DialogJson.toBytes(new ConversationInput.Text(text)));
        server.sql()
                .execute(
                        "insert into dead_letter (id, conversation_id, body, failure, created_at) values (?, ?, ?, ?, ?)",
                        deadLetter,
                        person,
                        body,
                        "java.lang.IllegalStateException at Somewhere",
                        server.getBean(Clock.class).instant());
        return Long.toString(deadLetter, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    private static String last() {
        AuditEntry entry = server.getBean(AuditLog.class)
                .findLatest(List.of(), "Zara", 0, 1)
                .getFirst();
        return entry.what() + " " + entry.about();
    }

    @Test
    void oneIsListedWithoutItsWordsReadAndWorkedOnAgain() {
        String number = failed("<b>help</b>");
        assertThat(zara.getPage("/desk/letters").body())
                .contains(number, "IllegalStateException")
                .doesNotContain("help");
        assertThat(zara.getPage("/desk/letters/" + number).body()).contains("&lt;b&gt;help");
        assertThat(last()).isEqualTo("letter.viewed " + number);
        assertThat(zara.postForm("/desk/letters/" + number + "/retry").location())
                .isEqualTo("/desk/letters");
        assertThat(last()).isEqualTo("letter.retried " + number);
        assertThat(zara.getPage("/desk/letters").body()).doesNotContain(number);
    }

    @Test
    void oneIsDroppedForAReasonAlone() {
        String number = failed("help");
        zara.postForm("/desk/letters/" + number + "/drop", "why", " ").requireStatus(409);
        assertThat(zara.postForm("/desk/letters/" + number + "/drop", "why", "sent twice")
                        .location())
                .isEqualTo("/desk/letters");
        assertThat(last()).isEqualTo("letter.dropped " + number);
        zara.getPage("/desk/letters/" + number).requireStatus(404);
    }
}
