package pk.rahnuma.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TranscriptVisibility;

/// Masking of the numbers that people type into the chat, and the audit of views by staff.
class TranscriptPrivacyTest {

    private static final List<String> NUMBERS = List.of(
            "42101-7654321-9",
            "42101-7654321-90",
            "42101 7654322 1",
            "0333 7654329",
            "sara@example.pk",
            "0345-7654321");

    private static TestServer server;
    private static ConsoleTestServer office;
    private static ConsoleHttpClient auditor;
    private static ConsoleHttpClient agent;
    private static ConsoleHttpClient reviewer;
    private static ApiClient person;
    private static String ticket;
    private static int members;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        auditor = caller(StaffRole.AUDITOR);
        agent = caller(StaffRole.AGENT);
        reviewer = caller(StaffRole.REVIEWER);
        person = ApiClient.asBrowser(server.address());
        person.sendText("hello");
        person.sendText("register");
        person.sendText("yes");
        person.sendText("freelancer");
        person.sendText("Sara Khan");
        person.sendText("cnic");
        // One digit too many: rejected, and the question is asked again.
        person.sendText("42101-7654321-90");
        String message = ApiClient.newId();
        person.sendText(message, "42101-7654321-9");
        person.post("{\"id\":\"%s\",\"edit\":{\"message\":\"%s\",\"text\":\"42101 7654322 1\"}}"
                .formatted(ApiClient.newId(), message));
        person.sendText("0333 7654329");
        person.sendText("sara@example.pk");
        person.sendText("human");
        ApiClient.ApiResponse said =
                person.sendText("My number 42101-7654321-9 or 0345-7654321 was refused, write to sara@example.pk");
        ticket = said.messages().findValuesAsText("text").stream()
                .filter(text -> text.contains("ticket number is"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.response().body()))
                .replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1");
    }

    private static ConsoleHttpClient caller(StaffRole role) {
        return office.signIn("Member " + ++members, role);
    }

    private static List<String> entries(String what) {
        return entries(Reference.parseText(ticket).orElseThrow(), what);
    }

    private static List<String> entries(Reference about, String what) {
        return server.getBean(AuditLog.class).findLatest(List.of(about.symbols()), null, 0, 500).stream()
                .filter(entry -> entry.what().equals(what))
                .map(AuditEntry::who)
                .toList();
    }

    @Test
    void masksEveryNumberInEveryViewOfATicketWhateverTheRole() {
        for (ConsoleHttpClient member : List.of(auditor, agent, reviewer)) {
            for (String path : List.of("", "/talk", "/before/61")) {
                assertThat(member.getPage("/desk/tickets/" + ticket + path).body())
                        .as(path)
                        .contains("•")
                        .doesNotContain(NUMBERS);
            }
        }
        assertThat(agent.getPage("/desk/tickets/" + ticket).body())
                .contains("42101-•••••••-9", "42101-•••••••-1", "s•••@example.pk")
                .doesNotContain("Show in full");
    }

    @Test
    void revealsThemOnceByPostWithTheRightAndAnEntryOfItsOwn() {
        ConsoleHttpClient own = caller(StaffRole.REVIEWER);
        String name = "Member " + members;
        assertThat(own.getPage("/desk/tickets/" + ticket).body()).contains("Show in full");
        assertThat(entries("ticket.revealed")).doesNotContain(name);
        ConsoleHttpClient.ConsoleResponse shown = own.postForm("/desk/tickets/" + ticket + "/reveal");
        shown.requireStatus(200);
        assertThat(shown.body()).contains(NUMBERS).contains("The audit log records this view");
        own.postForm("/desk/tickets/" + ticket + "/before/61/reveal");
        assertThat(entries("ticket.revealed")).filteredOn(name::equals).hasSize(2);
        assertThat(own.getPage("/desk/tickets/" + ticket).body()).doesNotContain(NUMBERS);
        assertThat(own.getPage("/desk/tickets/" + ticket + "/reveal").status()).isNotEqualTo(200);
        agent.postForm("/desk/tickets/" + ticket + "/reveal").requireStatus(403);
        auditor.postForm("/desk/tickets/" + ticket + "/reveal").requireStatus(403);
    }

    @Test
    void revealsAnApplicationByPostAloneWithTheRightAndTheTokenAndAnEntryOfItsOwn() {
        ConsoleHttpClient own = caller(StaffRole.REVIEWER);
        Reference reference = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
        String path = "/desk/applications/" + reference.toGroupedText();
        assertThat(own.getPage(path).body()).contains("Show in full").doesNotContain("39.32.1.7");
        assertThat(own.getPage(path + "?reveal=true").body()).doesNotContain("39.32.1.7");
        own.getPage(path + "/reveal").requireStatus(404);
        own.withCsrf(null).postForm(path + "/reveal").requireStatus(403);
        agent.postForm(path + "/reveal").requireStatus(403);
        auditor.postForm(path + "/reveal").requireStatus(403);
        assertThat(entries(reference, "application.revealed")).isEmpty();
        assertThat(own.postForm(path + "/reveal").body())
                .contains("39.32.1.7", "The audit log records this view")
                .doesNotContain("<html");
        assertThat(own.headersOfPost(path + "/reveal").allValues("Cache-Control"))
                .containsExactly("no-store");
        assertThat(entries(reference, "application.revealed")).hasSize(2);
        assertThat(own.getPage(path).body()).doesNotContain("39.32.1.7");
    }

    @Test
    void theirOwnChatAndMyDataStayInFull() {
        assertThat(person.readMessages("?after=0&limit=100").response().body())
                .contains("42101-7654321-9", "0333 7654329");
    }

    @Test
    void notesOneLookOfAMemberInHalfAnHourHoweverOftenThePageRefreshesAndEachOlderPartOnce() {
        ConsoleHttpClient own = caller(StaffRole.AGENT);
        String name = "Member " + members;
        for (int refresh = 0; refresh < 5; refresh++) {
            own.getPage("/desk/tickets/" + ticket);
            own.getPage("/desk/tickets/" + ticket + "/talk");
        }
        assertThat(entries("ticket.viewed")).filteredOn(name::equals).hasSize(1);
        ConsoleHttpClient direct = caller(StaffRole.AUDITOR);
        String other = "Member " + members;
        direct.getPage("/desk/tickets/" + ticket + "/before/20");
        direct.getPage("/desk/tickets/" + ticket + "/before/20");
        direct.getPage("/desk/tickets/" + ticket + "/before/10");
        assertThat(entries("ticket.viewed")).filteredOn(other::equals).hasSize(2);
    }

    @Test
    void notesALookAgainAfterHalfAnHour() {
        Reference number = Reference.parseText(ticket).orElseThrow();
        TicketAgent looker = new TicketAgent(4712, "Long Looker");
        Instant now = server.getBean(Clock.class).instant();
        TicketDetailService cases = server.getBean(TicketDetailService.class);
        for (int minute = 0; minute <= 60; minute += 10) {
            cases.openCase(number, looker, TranscriptVisibility.MASKED, now.plus(Duration.ofMinutes(minute)));
        }
        assertThat(entries("ticket.viewed")).filteredOn("Long Looker"::equals).hasSize(3);
    }

    @Test
    void notesExportsSearchesAndRefusedAttemptsByNameAndNeverWhatWasSearchedFor() {
        ConsoleHttpClient own = caller(StaffRole.SUPERVISOR);
        String name = "Member " + members;
        own.getPage("/desk/applications.csv");
        own.getPage("/desk/tickets.csv");
        own.getPage("/desk/staff.csv");
        own.getPage("/desk/charts/opened.csv");
        own.postForm("/desk/search", "q", "42101-7654321-9");
        own.postForm("/desk/search", "q", "Sara Khan");
        own.postForm("/desk/search", "q", ticket);
        own.postForm("/desk/search", "q", "");
        own.getPage("/desk/audit");
        own.getPage("/desk/audit");
        own.postForm("/desk/staff/1/disable");
        own.withCsrf("none").postForm("/desk/tickets/" + ticket + "/claim");
        List<AuditEntry> entries = server.getBean(AuditLog.class).findLatest(List.of(), name, 0, 100);
        assertThat(entries)
                .filteredOn(entry -> entry.what().equals("table.exported"))
                .extracting(entry -> entry.about().replaceFirst("-\\d.*", ""))
                .containsExactlyInAnyOrder("applications", "tickets", "staff", "charts-opened");
        assertThat(entries)
                .filteredOn(entry -> entry.what().equals("search.made"))
                .extracting(AuditEntry::about)
                .containsExactlyInAnyOrder("number", "words", "ticket");
        assertThat(entries)
                .filteredOn(entry -> entry.what().equals("search.made"))
                .allSatisfy(entry -> assertThat(entry.detail()).matches("[0-9a-f]{16}"));
        assertThat(entries)
                .filteredOn(entry -> entry.what().equals("access.refused"))
                .extracting(AuditEntry::about, AuditEntry::detail)
                .containsExactlyInAnyOrder(
                        tuple("GET /desk/audit", "no right"),
                        tuple("POST /desk/staff/1/disable", "no right"),
                        tuple("POST /desk/tickets/" + ticket + "/claim", "no page of the console sent it"));
    }

    @Test
    void theLiveViewOfAFormAndTheQueueHoldNoNumbers() {
        AwaitSupport.await().until(() -> agent.getPage("/desk/tickets").status() == 200);
        assertThat(agent.getPage("/desk/tickets").body()).doesNotContain(NUMBERS);
        String list = reviewer.postForm("/desk/search", "q", "42101-7654322-1").location();
        assertThat(reviewer.getPage(list).body()).doesNotContain("42101-7654322-1\n");
    }
}
