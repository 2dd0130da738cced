package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;

/// Decisions that need a second member of staff, in the console.
class FourEyesDecisionTest {

    private static final Pattern PROPOSAL = Pattern.compile("name=\"proposal\" value=\"([^\"]*)\"");

    private Reference reference;
    private String path;

    private static final TestServer server = TestServer.onH2()
            .withVariable("RAHNUMA_FOUR_EYES", "approve,refuse")
            .withVariable("RAHNUMA_SUPPORT_RECALL", "0s")
            .shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient danish = office.signIn("Danish", StaffRole.REVIEWER);
    private static final ConsoleHttpClient erum = office.signIn("Erum", StaffRole.REVIEWER);
    private static final ConsoleHttpClient faiza = office.signIn("Faiza", StaffRole.SUPERVISOR);

    @BeforeEach
    void applied() {
        reference = office.submitApplication(office.createPerson("en"), Map.of(), "39.32.1.7");
        path = "/desk/applications/" + reference.toGroupedText();
    }

    private Application stored() {
        return server.getBean(ApplicationRepository.class)
                .findApplication(reference)
                .orElseThrow();
    }

    private ConsoleHttpClient.ConsoleResponse confirm(ConsoleHttpClient who, String proposal) {
        return who.postForm(path + "/confirm", "proposal", proposal);
    }

    private void drop(ConsoleHttpClient who) {
        who.postForm(path + "/drop", "proposal", proposal(who.getPage(path)));
    }

    private ConsoleHttpClient.ConsoleResponse decide(ConsoleHttpClient who, String act, String note) {
        return who.postForm(
                path + "/decide",
                "act",
                act,
                "events",
                Integer.toString(stored().events()),
                "note",
                note,
                act.equals("refuse") ? "reason" : "none",
                "INCOMPLETE_FORM");
    }

    /// Id of the proposal that a page contains.
    private static String proposal(ConsoleHttpClient.ConsoleResponse page) {
        Matcher form = PROPOSAL.matcher(page.body());
        return form.find() ? form.group(1) : "";
    }

    @Test
    void theSecondLookNamesTheDecisionsThatTheSettingProtects() {
        String page = faiza.getPage("/desk/second-look").body();
        assertThat(page.substring(page.indexOf("id=\"protected\"")))
                .contains("RAHNUMA_FOUR_EYES", ">Approve<", ">Refuse<")
                .doesNotContain(">Suspend<");
    }

    @Test
    void aConfirmationOfWhatWasReplacedMeanwhileIsRefusedAndDecidesNothing() {
        decide(danish, "refuse", "The form is not complete.");
        String read = proposal(faiza.getPage(path));
        danish.postForm(path + "/drop", "proposal", read);
        decide(danish, "refuse", "Something quite different.");
        ConsoleHttpClient.ConsoleResponse confirmed = confirm(faiza, read);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
        confirmed.requireStatus(409);
        assertThat(confirmed.body())
                .contains("Danish has made another proposal")
                .contains("Refuse");

        ConsoleHttpClient.ConsoleResponse page = faiza.getPage(path);
        assertThat(page.body()).contains("Something quite different.");
        confirm(faiza, proposal(page)).requireStatus(303);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REFUSED);
    }

    /// After a lost connection the same form is sent again.
    @Test
    void aRepeatedKeyIsDoneOnceAndAnsweredAsDone() {
        String events = Integer.toString(stored().events());
        String rejected = "act=refuse&reason=INCOMPLETE_FORM&events=" + events;
        assertThat(twice(danish, "decide", rejected, "decide-1")).containsOnly(303);
        String waiting = "proposal=" + proposal(faiza.getPage(path));
        assertThat(twice(danish, "drop", waiting, "drop-1")).containsOnly(303);
        decide(danish, "refuse", "");
        String other = "proposal=" + proposal(faiza.getPage(path));
        assertThat(twice(faiza, "confirm", other, "confirm-1")).containsOnly(303);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REFUSED);
        assertThat(twice(faiza, "confirm", other, "confirm-2")).containsOnly(409);
    }

    private List<Integer> twice(ConsoleHttpClient who, String act, String form, String key) {
        return Stream.generate(() -> who.sendRequest("POST", path + "/" + act, form, "Idempotency-Key", key))
                .limit(2)
                .map(ConsoleHttpClient.ConsoleResponse::status)
                .toList();
    }

    @Test
    void aDecisionOnAPageOlderThanAProposalIsRefused() {
        String events = Integer.toString(stored().events());
        decide(danish, "refuse", "The form is not complete.");
        ConsoleHttpClient.ConsoleResponse answer =
                erum.postForm(path + "/decide", "act", "refuse", "events", events, "reason", "DOCUMENT_UNREADABLE");
        answer.requireStatus(409);
        assertThat(answer.body()).contains("Danish proposed").contains("Refuse").contains("take it back first");
        assertThat(faiza.getPage(path).body())
                .contains("Danish proposed: Refuse")
                .doesNotContain("Erum proposed");
        assertThat(erum.getPage(path).body())
                .contains("Danish has proposed something. It must be confirmed or taken back before")
                .doesNotContain("id=\"decision\"");
    }

    @Test
    void proposalsAreListedForMembersWhoMayConfirm() {
        String before = faiza.getPage("/desk/second-look").body();
        assertThat(before).doesNotContain(reference.toGroupedText());
        decide(danish, "refuse", "");
        assertThat(row(faiza.getPage("/desk/second-look").body()))
                .contains("Refuse", ">Danish<", "ago")
                .doesNotContain("a second member of staff must confirm");
        assertThat(count(faiza.getPage("/desk/me").body())).isEqualTo(count(before) + 1);
        assertThat(row(danish.getPage("/desk/applications").body())).contains("Waits for a second look");

        drop(faiza);
        assertThat(count(faiza.getPage("/desk/applications").body())).isEqualTo(count(before));
        decide(faiza, "refuse", "");
        assertThat(row(faiza.getPage("/desk/second-look").body()))
                .contains("yours: a second member of staff must confirm");

        danish.getPage("/desk/second-look").requireStatus(403);
        assertThat(danish.getPage("/desk/applications").body()).doesNotContain("/desk/second-look");
    }

    @Test
    void aProposalIsListedAmongTheNotificationsOfASupervisor() {
        decide(danish, "refuse", "");
        assertThat(faiza.getPage("/desk/notifications").body())
                .contains("/desk/applications/" + reference.toGroupedText());
    }

    @Test
    void nothingThatWaitsIsSaidInWords() {
        server.sql().execute("delete from proposal");
        assertThat(faiza.getPage("/desk/second-look").body()).contains("Nothing waits for a second look.");
    }

    @Test
    @Timeout(120)
    void anOpenPageHearsAtOnceOfWhatBeginsToWait() throws IOException {
        try (InputStream stream = faiza.openStream("/desk/events");
                BufferedReader events = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            long before = nextCount(events);
            decide(danish, "refuse", "");
            assertThat(nextCount(events)).isEqualTo(before + 1);
            drop(danish);
            assertThat(nextCount(events)).isEqualTo(before);
        }
    }

    private static long nextCount(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.matches("data: ?second-look \\d+")) {
                return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        throw new AssertionError("the stream ended");
    }

    private String row(String page) {
        Matcher rows = Pattern.compile("(?s)<tr[ >].*?</tr>").matcher(page);
        return rows.results()
                .map(MatchResult::group)
                .filter(row -> row.contains(reference.toGroupedText()))
                .findFirst()
                .orElseThrow();
    }

    /// Number beside *Second look* in the navigation.
    private static long count(String page) {
        Matcher number = Pattern.compile("sse-swap=\"second-look\">(\\d+)<").matcher(page);
        assertThat(number.find()).isTrue();
        return Long.parseLong(number.group(1));
    }

    @Test
    void anAccountCannotConfirmItsCreatorNorTheReverse() {
        ConsoleHttpClient ghalib = office.signIn("Ghalib", StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
        String made = ghalib.postForm("/desk/staff", "name", "Sana Second", "role", "SUPERVISOR")
                .body();
        String token = made.replaceAll("(?s).*/desk/set-up/([^<]*)<.*", "$1");
        ConsoleHttpClient second =
                ConsoleHttpClient.signedIn(office.address(), office.setUpMember("Sana Second", token));
        decide(ghalib, "refuse", "");
        String page = second.getPage(path).body();
        assertThat(page)
                .contains("one person could use both accounts")
                .contains("Ghalib added, reset or changed one of them");
        ConsoleHttpClient.ConsoleResponse answer = confirm(second, proposal(second.getPage(path)));
        answer.requireStatus(409);
        assertThat(answer.body()).contains("one person could use both accounts");
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
        assertThat(refused("Sana Second")).containsExactly(tuple("POST " + path + "/confirm", "same hands"));

        drop(second);
        decide(second, "refuse", "");
        confirm(ghalib, proposal(ghalib.getPage(path))).requireStatus(409);
        confirm(faiza, proposal(faiza.getPage(path))).requireStatus(303);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REFUSED);
    }

    @Test
    void refusedAttemptsToDecideAreInTheAuditLogOnceAndLooksAreNot() {
        decide(faiza, "refuse", "");
        String own = proposal(faiza.getPage(path));
        for (int attempt = 1; attempt <= 2; attempt++) {
            confirm(faiza, own).requireStatus(409);
        }
        assertThat(faiza.getPage(path).body()).contains("You proposed", "Take it back", "/confirm\" disabled");
        decide(erum, "refuse", "");
        decide(erum, "verify", "");
        assertThat(refused("Faiza")).containsExactly(tuple("POST " + path + "/confirm", "own proposal"));
        assertThat(refused("Erum"))
                .containsExactly(tuple("POST " + path + "/decide", "the proposal of a colleague waits"));
    }

    /// Audit entries of attempts at this application.
    private List<Tuple> refused(String name) {
        return server.getBean(AuditLog.class).findLatest(List.of(), name, 0, 100).stream()
                .filter(entry ->
                        entry.what().equals("access.refused") && entry.about().contains(path))
                .map(entry -> tuple(entry.about(), entry.detail()))
                .toList();
    }

    @Test
    void thePageSaysWhenTheApplicantIsNotified() {
        String page = danish.getPage(path).body();
        assertThat(page)
                .contains("Refuse<span class=\"hint\"> · a second member of staff must confirm it</span>")
                .contains("data-for=\"once\">The applicant is notified as soon as it takes effect.")
                .contains(
                        "data-for=\"second\">The applicant is notified when a second member of staff has confirmed it.")
                .contains("value=\"refuse\" required data-wants=\"reasons second\"")
                .contains("value=\"verify\" required data-wants=\"once\"");
    }
}
