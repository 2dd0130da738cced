package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class CannedReplyServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final CannedReplyService replies;
    private final AuthenticatedStaff sana = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Sana");

    CannedReplyServiceTest(TestDatabase database) {
        this.database = database;
        this.replies = new CannedReplyService(
                database.transactions(),
                database.getBean(CannedReplyRepository.class),
                StaffAuditFixture.over(database));
        database.sql().execute("delete from canned_reply");
    }

    private CannedReply save(long id, String name, String en, String other) {
        return replies.saveReply(sana, id, name, en, other, other, NOW);
    }

    @Test
    void fillsThePlaceholdersInEachLanguage() {
        CannedReply saved = replies.saveReply(
                sana,
                0,
                "Wait",
                "Ticket {number} waits.",
                "ٹکٹ {number} انتظار میں ہے۔",
                "Ticket {number} intezar mein hai.",
                NOW);
        assertThat(replies.listReplies()).containsExactly(saved);
        assertThat(saved.fillPlaceholders("ur", Map.of("number", "TK7M")))
                .isEqualTo("ٹکٹ \u2068TK7M\u2069 انتظار میں ہے۔");
        assertThat(saved.fillPlaceholders("en", Map.of())).isEqualTo("Ticket ____ waits.");
    }

    @Test
    void refusesUnequalOrUnknownPlaceholdersAndANameThatIsTaken() {
        CannedReply saved = save(0, "Wait", "x", "x");
        assertViolation(() -> save(0, "Other", "{number}", "x"));
        assertViolation(() -> save(0, "Other", "{name}", "{name}"));
        assertViolation(() -> save(0, "Wait", "y", "y"));
        assertThat(replies.listReplies()).containsExactly(saved);
    }

    @Test
    void recordsEachChangeInTheAuditLog() {
        CannedReply saved = save(0, "Wait", "x", "x");
        assertThat(save(saved.id(), "Wait", "y", "y").textIn("en")).isEqualTo("y");
        replies.deleteReply(sana, saved.id(), NOW);
        assertThat(replies.listReplies()).isEmpty();
        assertViolation(() -> save(saved.id(), "Wait", "z", "z"));
        assertThat(StaffAuditFixture.readActions(database, sana, "canned.saved", "canned.deleted"))
                .containsExactly("canned.saved", "canned.saved", "canned.deleted");
    }
}
