package pk.rahnuma.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.faq.CountAnswerAction;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.DeliveryResult;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.OutboxService;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.intake.OpenTicketAction;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class DeskCommandTest {

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final DeskCommandFixture desk;

    DeskCommandTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.desk = new DeskCommandFixture(database, fixture, Map.of());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aBannerIsSetInThreeLanguagesShownAndRemoved() {
        assertThat(desk.runCommand("banner")).isEqualTo("There is no banner.");
        assertThat(desk.runCommand(
                        "banner", "--en", "Out", "--ur", "بند", "--ur-latn", "Band", "--hours", "2", "--as", "Sana"))
                .startsWith("Everybody");
        assertThat(desk.runCommand("banner")).contains("by Sana, until 2026-11-23 11:01", "Out", "بند", "Band");
        assertThat(desk.runCommand("banner", "--clear", "--as", "Sana")).isEqualTo("The banner is removed.");
    }

    @Test
    void endingsOfQuestionsAreListedByTheirNumber() {
        assertThat(desk.runCommand("answers")).isEqualTo("Nothing to show.");
        desk.getBean(CountAnswerAction.class)
                .executeAll(List.of(
                        createRequest(1, new CountAnswerAction.In("asked_back", "", "ur"), MONDAY),
                        createRequest(1, new CountAnswerAction.In("answered", "fee", "en"), MONDAY),
                        createRequest(1, new CountAnswerAction.In("answered", "fee", "en"), MONDAY)));
        assertThat(desk.runCommand("answers").lines())
                .containsExactly("2  en       answered          fee", "      1  ur       asked_back");
    }

    @Test
    void questionsThatWereNotUnderstoodAreListedByHowOftenTheyAreAsked() {
        assertThat(desk.runCommand("questions")).isEqualTo("Nothing to show.");
        missed("can … register", "UNKNOWN", "fee", 30);
        missed("does … want … vpn", "UNKNOWN", "what_is_vpn", 20);
        missed("does … want … vpn", "UNKNOWN", "what_is_vpn", 40);
        missed("does … want … vpn", "MEANT", "fee", 20);
        missed("does … want … vpn", "NONE", null, 20);
        assertThat(desk.runCommand("questions").lines())
                .containsExactly(
                        "2  en       does … want … vpn  (nearest what_is_vpn 30 %, meant fee 1, none of these 1, last"
                                + " 2026-11-23)",
                        "    1  en       can … register  (nearest fee 30 %, last 2026-11-23)");
        assertThat(desk.runCommand("questions", "--limit", "1").lines()).hasSize(1);
        assertThat(desk.runCommand("questions", "--limit", "0")).isEqualTo("! --limit must be 1 to 1000");
    }

    private void missed(String question, String outcome, String topic, int confidence) {
        database.sql().execute("""
                        insert into missed_question (id, asked_on, language, question, outcome, topic, confidence)
                        values (?, ?, 'en', ?, ?, ?, ?)
                        """, SubjectEncryptionService.newId(), MONDAY, question, outcome, topic, confidence);
    }

    @Test
    void aPersonWhoBlockedTheBotIsNotShownAsNotified() {
        long ayesha = fixture.createPerson("ur");
        String reference =
                fixture.submitApplication(ayesha, answers("39.40.9.1"), MONDAY).toGroupedText();
        String number = desk.getBean(OpenTicketAction.class)
                .executeAll(List.of(
                        createRequest(ayesha, new OpenTicketAction.In("complaint", "VPN band hai", ""), MONDAY)))
                .getFirst()
                .number();
        desk.getBean(ChatRepository.class)
                .findByConversation(ayesha)
                .forEach(chat -> desk.getBean(ChatRepository.class).markBlocked(chat.id(), MONDAY));
        String unreachable = " has blocked the bot and cannot be reached: the message is sent when they return.";
        assertThat(desk.runCommand("decide", reference, "screen", "--as", "Sana"))
                .isEqualTo(reference + " is SCREENING. The applicant" + unreachable);
        assertThat(desk.runCommand("answer", number, "Dekhte hain", "--as", "Sana"))
                .isEqualTo(number + " is WAITING_USER. The person" + unreachable);
    }

    @Test
    void anApplicationIsListedShownAndDecidedAndTheApplicantNotified() {
        long ayesha = fixture.createPerson("ur");
        String reference =
                fixture.submitApplication(ayesha, answers("39.40.1.1"), MONDAY).toGroupedText();
        assertThat(desk.runCommand("list", "--status", "submitted"))
                .contains(reference + "  SUBMITTED         since 2026-11-23 09:00  due 2026-11-24 11:00");
        String shown = desk.runCommand("show", reference.toLowerCase(java.util.Locale.ROOT), "--as", "Sana");
        assertThat(shown)
                .contains(reference + "  SUBMITTED since 2026-11-23 09:00")
                .contains("possible now: screen, withdraw")
                .contains("full_name              Ayesha Khan")
                .doesNotContain("3520112345671", "35201-1234567-1", "39.40.1.1");
        assertThat(desk.runCommand("show", reference, "--reveal", "--as", "Sana"))
                .contains("35201-1234567-1", "39.40.1.1");
        assertThat(desk.runCommand("decide", reference, "screen", "--as", "Sana"))
                .isEqualTo(reference + " is SCREENING. The applicant is notified.");
        assertThat(desk.runCommand(
                        "decide",
                        reference,
                        "reject",
                        "--reason",
                        "ip-is-vpn-exit",
                        "--reason",
                        "DOCUMENT_MISSING",
                        "--note",
                        "VPN band kar ke dekhein",
                        "--as",
                        "Sana"))
                .isEqualTo(reference + " is REJECTED. The applicant is notified.");
        assertThat(fixture.saidTo(ayesha)).hasSize(2).last().asString().startsWith("ur rejected {");
        assertThat(desk.runCommand("show", reference, "--as", "Sana"))
                .contains("REJECTED by Sana because IP_IS_VPN_EXIT, DOCUMENT_MISSING: VPN band kar ke dekhein");
    }

    @Test
    void answersAreAskedForByNameAndAChangeIsShownBesideWhatItChanges() {
        long ayesha = fixture.createPerson("en");
        String reference =
                fixture.submitApplication(ayesha, answers("39.40.5.1"), MONDAY).toGroupedText();
        desk.runCommand("decide", reference, "screen", "--as", "Sana");
        assertThat(desk.runCommand("decide", reference, "ask", "--field", "ip", "--as", "Sana"))
                .startsWith("! --field ip is not part of register-individual: expected one of ");
        desk.runCommand("decide", reference, "ask", "--field", "subscriber_id", "--field", "isp", "--as", "Sana");
        assertThat(desk.runCommand("show", reference, "--as", "Sana")).contains("asked for isp, subscriber_id");
        for (String act : List.of("receive", "verify", "confirm")) {
            desk.runCommand("decide", reference, act, "--as", "Sana");
        }
        desk.runCommand("decide", reference, "approve", "--authority-reference", "PTA-7", "--as", "Sana");
        RequestChangeAction.In change =
                new RequestChangeAction.In(reference, Map.of("isp", "ptcl", "ips", List.of("39.40.5.2")));
        desk.getBean(RequestChangeAction.class).executeAll(List.of(createRequest(ayesha, change, MONDAY)));
        assertThat(desk.runCommand("show", reference, "--reveal", "--as", "Sana"))
                .containsPattern("Change asked for\\R {2}isp +ptcl\\R {2}ips +39\\.40\\.5\\.2\\R")
                .contains("ips                    39.40.5.1");
        assertThat(desk.runCommand("decide", reference, "accept-change", "--as", "Sana"))
                .startsWith(reference + " is ACTIVE.");
        assertThat(desk.runCommand("show", reference, "--as", "Sana"))
                .contains("ips                    39.40.•••")
                .containsPattern("Answers OLD, 2026-11-23 09:01\\R {2}isp +nayatel\\R {2}ips +39\\.40\\.•••\\R")
                .doesNotContain("Change asked for");
    }

    @Test
    void aDocumentIsListedAndWrittenOutOnceUnderTheNameOfWhoDidIt(@TempDir Path folder) throws Exception {
        long ayesha = fixture.createPerson("en");
        Document card = fixture.documents.saveDocument(
                SubjectEncryptionService.newId(), ayesha, "card.png", SampleFiles.png(), MONDAY);
        Map<String, Object> answers = answers("39.40.7.1");
        answers.put("id_front", Long.toString(card.id()));
        answers.put("id_back", "12345");
        Reference reference = fixture.submitApplication(ayesha, answers, MONDAY);
        assertThat(desk.runCommand("show", reference.toGroupedText(), "--as", "Sana"))
                .containsPattern("id_front +image/png, [\\d,]+ bytes")
                .doesNotContain(Long.toString(card.id()));
        Path file = folder.resolve("front.png");
        assertThat(desk.runCommand(
                        "document", reference.toGroupedText(), "id_front", "--to", file.toString(), "--as", "Sana"))
                .startsWith("Wrote image/png");
        assertThat(java.nio.file.Files.readAllBytes(file)).isEqualTo(SampleFiles.png());
        assertThat(desk.runCommand(
                        "document", reference.toGroupedText(), "id_front", "--to", file.toString(), "--as", "Sana"))
                .contains("exists already");
        assertThat(desk.runCommand(
                        "document", reference.toGroupedText(), "id_back", "--to", file + "2", "--as", "Sana"))
                .contains("has no document of that name");
        assertThat(fixture.storedDocuments.deleteExpired(MONDAY.plusSeconds(99), MONDAY, 10))
                .as("it is kept")
                .isZero();
        List<String> entries = database.sql()
                .queryList(
                        String.class,
                        "select concat(who, ' ', what, ' ', detail) from audit where about = ?"
                                + " and what = 'application.document' order by seq",
                        reference.symbols());
        assertThat(entries).first().isEqualTo("Sana application.document id_front");
    }

    @Test
    void everyLookAndDecisionIsInTheAuditLogUnderTheName() {
        Reference reference = fixture.submitApplication(fixture.createPerson("en"), answers("39.40.2.1"), MONDAY);
        desk.runCommand("show", reference.toGroupedText(), "--as", "Sana");
        desk.runCommand("show", reference.toGroupedText(), "--reveal", "--as", "Omar");
        desk.runCommand("decide", reference.toGroupedText(), "screen", "--as", "Sana");
        List<String> entries = database.sql()
                .queryList(
                        String.class,
                        "select concat(who, ' ', what) from audit where about = ? order by seq",
                        reference.symbols());
        assertThat(entries)
                .containsExactly(
                        "applicant application.submitted",
                        "Sana application.viewed",
                        "Omar application.revealed",
                        "Sana application.screening");
        long chain = database.sql()
                .queryOne(Long.class, "select chain from audit where about = ? limit 1", reference.symbols());
        assertThat(AuditChainFixture.faultsOf(fixture.audit, chain)).isEmpty();
    }

    @Test
    void theSameAddressElsewhereIsShownToStaff() {
        String first = fixture.submitApplication(fixture.createPerson("en"), answers("39.40.3.1"), MONDAY)
                .toGroupedText();
        String second = fixture.submitApplication(fixture.createPerson("en"), answers("39.40.3.1"), MONDAY)
                .toGroupedText();
        assertThat(desk.runCommand("show", second, "--as", "Sana"))
                .contains("LOOK   ips: an address is also in " + first
                        + ", of another applicant [DUPLICATE_APPLICATION]");
    }

    @Test
    void aTicketIsListedShownAndAnsweredAndThePersonNotified() {
        long ayesha = fixture.createPerson("ur-Latn");
        String number = desk.getBean(OpenTicketAction.class)
                .executeAll(List.of(createRequest(
                        ayesha, new OpenTicketAction.In("line_blocked", "VPN\u001b[2J band hai", ""), MONDAY)))
                .getFirst()
                .number();
        assertThat(desk.runCommand("tickets"))
                .contains(number + "  NEW           opened 2026-11-23 09:00  line_blocked  en");
        assertThat(desk.runCommand("show", number, "--as", "Sana"))
                .contains("VPN [2J band hai")
                .doesNotContain("\u001b");
        assertThat(desk.runCommand("answer", number, "Dekhte hain", "--as", "Sana"))
                .isEqualTo(number + " is WAITING_USER. The person is notified.");
        assertThat(fixture.saidTo(ayesha))
                .containsExactly("ur-Latn ticket_answer_reply {number=" + number + ", text=Dekhte hain}");
        assertThat(desk.runCommand("show", number, "--as", "Omar")).contains("Answer by Sana, 2026-11-23 09:01");
    }

    @Test
    void staffSeeWhenTheLastMessageToAPersonDidNotArrive() {
        long ayesha = fixture.createPerson("en");
        String number = desk.getBean(OpenTicketAction.class)
                .executeAll(List.of(createRequest(ayesha, new OpenTicketAction.In("other", "Hello?", ""), MONDAY)))
                .getFirst()
                .number();
        String reference =
                fixture.submitApplication(ayesha, answers("39.40.6.1"), MONDAY).toGroupedText();
        assertThat(desk.runCommand("show", number, "--as", "Sana")).contains("last message to them none");
        desk.runCommand("answer", number, "Good morning", "--as", "Sana");
        assertThat(desk.runCommand("show", number, "--as", "Sana"))
                .contains("last message to them not delivered yet (said 2026-11-23 09:01)");
        ConversationMessageService messages = desk.getBean(ConversationMessageService.class);
        Message said = messages.readLast(ayesha, 1).getFirst();
        assertThat(said.direction()).isEqualTo(Message.Direction.REPLY);
        desk.getBean(OutboxService.class)
                .recordResults(List.of(new DeliveryResult(
                        ayesha, said.seq(), Message.State.REFUSED, 1, null, null, "blocked", MONDAY.plusSeconds(120))));
        assertThat(desk.runCommand("show", number, "--as", "Sana"))
                .contains("last message to them not delivered: has blocked the bot");
        assertThat(desk.runCommand("show", reference, "--as", "Sana"))
                .contains("last message to them not delivered: has blocked the bot");
        assertThat(desk.runCommand("tickets").lines().filter(line -> line.startsWith(number)))
                .singleElement()
                .asString()
                .endsWith("other  en  not delivered: has blocked the bot");
        desk.runCommand("decide", reference, "screen", "--as", "Sana");
        Message notice = messages.readLast(ayesha, 1).getFirst();
        assertThat(notice.direction()).isEqualTo(Message.Direction.NOTICE);
        desk.getBean(OutboxService.class)
                .recordResults(List.of(new DeliveryResult(
                        ayesha,
                        notice.seq(),
                        Message.State.UNKNOWN,
                        1,
                        null,
                        null,
                        "no answer",
                        MONDAY.plusSeconds(180))));
        assertThat(desk.runCommand("tickets")).contains("may not have arrived (2026-11-23 09:03)");
    }

    @Test
    void wrongInputIsAnsweredByOneLineThatSaysWhatIsExpected() {
        String reference = fixture.submitApplication(fixture.createPerson("en"), answers("39.40.4.1"), MONDAY)
                .toGroupedText();
        assertThat(desk.runCommand("decide", reference, "aprove", "--as", "Sana"))
                .isEqualTo("! \"aprove\" is not an action: expected one of screen, withdraw");
        assertThat(desk.runCommand("decide", reference, "approve", "--as", "Sana"))
                .isEqualTo("! approve is not possible in SUBMITTED: expected screen, withdraw");
        assertThat(desk.runCommand("decide", reference, "screen", "--reason", "because", "--as", "Sana"))
                .startsWith("! --reason because is unknown: expected one of ISP_NOT_CONFIRMED, ");
        assertThat(desk.runCommand("decide", reference, "screen", "--as", "clock"))
                .startsWith("! who are you?");
        assertThat(desk.runCommand("show", "hello", "--as", "Sana"))
                .isEqualTo("! \"hello\" is mistyped: expected the ten symbols of a reference, as in K7MP-4RTX-9X");
        assertThat(desk.runCommand("list", "--status", "open"))
                .startsWith("! --status open is unknown: expected one of SUBMITTED, ");
        assertThat(desk.runCommand("answer", reference, "x", "--as", "Sana")).contains("expected a ticket's number");
        assertThat(desk.runCommand("decide", reference, "screen")).contains("Missing required option: '--as=NAME'");
    }
}
