package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class CannedReplyServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;
    private final CannedReplyService replies;
    private final AuthenticatedStaff sana = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Sana");
    private final AuthenticatedStaff omar = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Omar");

    CannedReplyServiceTest(TestDatabase database) {
        this.database = database;
        this.replies = new CannedReplyService(
                database.transactions(),
                database.getBean(CannedReplyRepository.class),
                StaffAuditFixture.over(database));
        database.sql().execute("delete from canned_reply");
    }

    private static CannedReplyService.ReplyDraft draft(String name, String en, String other) {
        return new CannedReplyService.ReplyDraft("", name, Map.of("en", en, "ur", other, "ur-Latn", other), "", null);
    }

    private CannedReply add(String name, String en, String other) {
        return replies.addReply(sana, draft(name, en, other), false, NOW);
    }

    @Test
    void fillsThePlaceholdersInEachLanguage() {
        Map<String, String> texts = Map.of(
                "en", "Ticket {number} waits.",
                "ur", "ٹکٹ {number} انتظار میں ہے۔",
                "ur-Latn", "Ticket {number} intezar mein hai.");
        CannedReply saved =
                replies.addReply(sana, new CannedReplyService.ReplyDraft("Lines", "Wait", texts, "", null), false, NOW);
        assertThat(replies.listReplies(sana, "")).containsExactly(saved);
        assertThat(saved.fillPlaceholders("ur", Map.of("number", "TK7M")))
                .isEqualTo("ٹکٹ \u2068TK7M\u2069 انتظار میں ہے۔");
        assertThat(saved.fillPlaceholders("en", Map.of())).isEqualTo("Ticket ____ waits.");
    }

    @Test
    void aSentenceInAPlaceholderLosesItsFullStopBeforeThatOfTheText() {
        CannedReply saved = add("Next", "What is next: {next_step}.", "{next_step}۔");
        Map<String, String> sentence = Map.of("next_step", "We look at it.");
        assertThat(saved.fillPlaceholders("en", sentence)).isEqualTo("What is next: We look at it.");
        assertThat(saved.fillPlaceholders("ur", sentence)).isEqualTo("\u2068We look at it\u2069۔");
    }

    @Test
    void refusesUnequalOrUnknownPlaceholdersAndANameThatIsTaken() {
        CannedReply saved = add("Wait", "{name} {next_step}", "{next_step} {name}");
        assertViolation(() -> add("Other", "{number}", "x"));
        assertViolation(() -> add("Other", "{cnic}", "{cnic}"));
        assertViolation(() -> add("Other", "x", ""));
        assertViolation(() -> add("Wait", "y", "y"));
        assertThat(replies.listReplies(sana, "")).containsExactly(saved);
    }

    @Test
    void findsRepliesByNameFolderAndText() {
        CannedReply saved = replies.addReply(
                sana,
                new CannedReplyService.ReplyDraft(
                        "Lines", "Wait", Map.of("en", "x", "ur", "کنکشن", "ur-Latn", "z"), "", null),
                false,
                NOW);
        add("Other", "y", "y");
        for (String words : List.of("WAIT", "line", "کنک")) {
            assertThat(replies.listReplies(sana, words)).as(words).containsExactly(saved);
        }
    }

    @Test
    void aMembersOwnReplyNeedsOneLanguageAndOthersDoNotSeeIt() {
        CannedReply own = replies.addReply(omar, draft("Mine", "Salam", ""), true, NOW);
        assertThat(own.textIn("ur")).isEqualTo("Salam");
        assertThat(replies.listReplies(omar, "")).containsExactly(own);
        assertThat(replies.listReplies(sana, "")).isEmpty();
        assertViolation(() -> replies.getReply(sana, own.id()));
        assertViolation(() -> replies.changeReply(sana, own.id(), draft("Mine", "x", "x"), NOW));
        assertViolation(() -> replies.deleteReply(sana, own.id(), NOW));
        assertThat(add("Mine", "x", "x").isCommon()).isTrue();
    }

    @Test
    void aMacroSetsAStateThatAnAnswerCanLeadTo() {
        Map<String, String> texts = Map.of("en", "x", "ur", "x", "ur-Latn", "x");
        CannedReply macro = replies.addReply(
                sana,
                new CannedReplyService.ReplyDraft("", "Done", texts, " Provider ", Ticket.State.RESOLVED),
                false,
                NOW);
        assertThat(replies.getReply(sana, macro.id()).tag()).isEqualTo("provider");
        assertThat(replies.getReply(sana, macro.id()).then()).isEqualTo(Ticket.State.RESOLVED);
        assertViolation(() -> replies.addReply(
                sana, new CannedReplyService.ReplyDraft("", "Odd", texts, "", Ticket.State.NEW), false, NOW));
    }

    @Test
    void recordsEachChangeInTheAuditLog() {
        CannedReply saved = add("Wait", "x", "x");
        assertThat(replies.changeReply(sana, saved.id(), draft("Wait", "y", "y"), NOW)
                        .textIn("en"))
                .isEqualTo("y");
        replies.deleteReply(sana, saved.id(), NOW);
        assertThat(replies.listReplies(sana, "")).isEmpty();
        assertViolation(() -> replies.changeReply(sana, saved.id(), draft("Wait", "z", "z"), NOW));
        assertThat(StaffAuditFixture.readActions(database, sana, "canned.saved", "canned.deleted"))
                .containsExactly("canned.saved", "canned.saved", "canned.deleted");
    }
}
