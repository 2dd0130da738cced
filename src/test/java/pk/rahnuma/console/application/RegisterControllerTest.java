package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;

/// The register in the console, over HTTP.
class RegisterControllerTest {

    private static final String PATH = "/desk/register";

    private static TestServer server;
    private static ConsoleTestServer office;
    private static Reference ayesha;
    private static Reference bilal;
    private static LocalDate today;

    @BeforeAll
    static void open() {
        server = TestServer.onH2().shareServer();
        office = new ConsoleTestServer(server);
        today = LocalDate.ofInstant(server.getBean(Clock.class).instant(), ZoneId.of("Asia/Karachi"));
        ayesha = register(Map.of("full_name", "Zarqa Register"), "39.96.1.7", today.plusDays(30));
        bilal = register(Map.of("full_name", "Bilal Register", "city", "quetta"), "39.96.2.8", today.plusDays(31));
    }

    private static Reference register(Map<String, Object> answers, String address, LocalDate lastDay) {
        Reference reference = office.submitApplication(office.createPerson("en"), answers, address);
        server.sql()
                .execute("update line set status = 'ACTIVE', valid_until = '" + lastDay
                        + "' where application_id = (select id from application where reference = '"
                        + reference.symbols() + "')");
        return reference;
    }

    private static ConsoleHttpClient signIn(String name, StaffRole role) {
        return office.signIn(name, role);
    }

    /// Page of a filter, which names none of its parts in its address.
    private static String search(ConsoleHttpClient by, String... pairs) {
        String location = by.postForm(PATH, pairs).requireStatus(303).location();
        assertThat(location).startsWith(PATH);
        for (int i = 1; i < pairs.length; i += 2) {
            assertThat(location).doesNotContain(pairs[i]);
        }
        return location;
    }

    private static List<AuditEntry> entries(String who, String what) {
        return server.getBean(AuditLog.class).findLatest(List.of(), who, 0, 100).stream()
                .filter(entry -> entry.what().equals(what))
                .toList();
    }

    @Test
    void aFilterFindsItsLinesAndShowsThemInItsForm() {
        ConsoleHttpClient sana = signIn("Sana Register", StaffRole.REVIEWER);
        String byName = sana.getPage(search(sana, "holder", "zarqa register")).body();
        assertThat(byName)
                .contains("Zarqa Register", ayesha.toGroupedText(), "value=\"zarqa register\"")
                .contains("Nayatel", "Lahore", "datetime=\"" + today.plusDays(30) + "\"")
                .doesNotContain(bilal.toGroupedText());
        assertThat(sana.getPage(search(sana, "addresses", "39.96.0.0 - 39.96.2.8", "city", "کوئٹہ"))
                        .body())
                .contains(bilal.toGroupedText())
                .doesNotContain(ayesha.toGroupedText());
        assertThat(sana.getPage(search(sana, "holder", "Zarqa", "provider", "PTCL"))
                        .body())
                .contains("No line matches.", "Show all registered lines");
        assertThat(search(sana, "holder", " ")).isEqualTo(PATH);
        assertThat(sana.getPage(PATH).body()).contains(ayesha.toGroupedText(), bilal.toGroupedText());
    }

    @Test
    void linesThatEndSoonAreOneTapAway() {
        ConsoleHttpClient sana = signIn("Sana Ending", StaffRole.AGENT);
        assertThat(sana.getPage(PATH).body()).contains("href=\"/desk/register?days=30\"");
        assertThat(sana.getPage(PATH + "?days=30").body())
                .contains(ayesha.toGroupedText(), "value=\"" + today.plusDays(30) + "\"")
                .doesNotContain(bilal.toGroupedText());
        assertThat(sana.getPage(PATH + "?days=2147483647").body()).contains(bilal.toGroupedText());
    }

    @Test
    void aPartThatCannotBeReadIsSaidAtItsField() {
        ConsoleHttpClient sana = signIn("Sana Wrong", StaffRole.AGENT);
        String page = sana.getPage(
                        search(sana, "addresses", "39.96.9.9-39.96.1.1", "from", "2027-02-01", "until", "2027-01-31"))
                .body();
        assertThat(page)
                .contains("aria-describedby=\"addresses-wrong\"", "id=\"addresses-wrong\">Type one IP address")
                .contains("id=\"until-wrong\">", "value=\"39.96.9.9-39.96.1.1\"")
                .doesNotContain("id=\"from-wrong\"", ayesha.toGroupedText(), "download");
        assertThat(entries("Sana Wrong", "list.viewed")).isEmpty();
        assertThat(sana.getPage(search(sana, "addresses", "39.96.1.0/20")).body())
                .contains("id=\"addresses-wrong\"");
        assertThat(sana.getPage(search(sana, "holder", "!?")).body()).contains("id=\"holder-wrong\"");
        assertThat(sana.getPage(PATH + "?after=nonsense").status()).isEqualTo(400);
        assertThat(sana.getPage(PATH + "?filter=nonsense").body()).contains(ayesha.toGroupedText());
    }

    @Test
    void addressesAreMaskedForThoseWhoMayNotRevealThem() {
        for (StaffRole role : List.of(StaffRole.AGENT, StaffRole.AUDITOR)) {
            ConsoleHttpClient masked = signIn("Masked " + role, role);
            assertThat(masked.getPage(search(masked, "addresses", "39.96.1.7")).body())
                    .contains("39.96.•••</bdi>", "Zarqa Register");
        }
        ConsoleHttpClient sana = signIn("Revealed", StaffRole.REVIEWER);
        assertThat(sana.getPage(search(sana, "holder", "zarqa register")).body())
                .contains("39.96.1.7</bdi>")
                .doesNotContain("•••");
        assertThat(entries("Revealed", "list.viewed"))
                .extracting(AuditEntry::about)
                .containsExactly("register, revealed");
    }

    @Test
    void eachLookIsInTheAuditLogAlsoWhenItFindsNothing() {
        ConsoleHttpClient omar = signIn("Omar Register", StaffRole.AGENT);
        omar.getPage(search(omar, "holder", "Zarqa Register"));
        assertThat(entries("Omar Register", "list.viewed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.about()).isEqualTo("register"))
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo(ayesha.symbols()));
        omar.getPage(search(omar, "holder", "Nowhere Atall"));
        assertThat(entries("Omar Register", "list.viewed")).hasSize(1);
        assertThat(entries("Omar Register", "search.made"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.about()).isEqualTo("register"))
                .noneMatch(entry -> entry.detail().contains("arqa"));
    }

    @Test
    void anExportHasTheLinesOfTheFilterMaskedAsTheyAreShown() {
        ConsoleHttpClient auditor = signIn("Exports masked", StaffRole.AUDITOR);
        String link = search(auditor, "holder", "Zarqa Register").replace(PATH + "?", "?");
        String csv = auditor.getPage(PATH + ".csv" + link).requireStatus(200).body();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv)
                .contains("reference,line,person")
                .contains(ayesha.toGroupedText() + ",1,Zarqa Register,,lahore,,nayatel,39.96.•••,active,");
        assertThat(entries("Exports masked", "table.exported"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.about()).isEqualTo("register-" + today + ".csv"));
        ConsoleHttpClient rabia = signIn("Exports revealed", StaffRole.SUPERVISOR);
        assertThat(rabia.getPage(PATH + ".csv").body()).contains("39.96.1.7", "39.96.2.8");
        assertThat(rabia.headersOfGet(PATH + ".xlsx").firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("register-" + today + ".xlsx"));
        assertThat(rabia.getPage(PATH).body()).contains("href=\"/desk/register.xlsx\"");
        ConsoleHttpClient agent = signIn("Exports nothing", StaffRole.AGENT);
        assertThat(agent.getPage(PATH + ".csv").status()).isEqualTo(403);
        assertThat(agent.getPage(PATH).body()).doesNotContain("/desk/register.csv");
    }

    @Test
    void aPageHasFiftyLinesAndLeadsToTheNext() {
        ConsoleHttpClient sana = signIn("Sana Pages", StaffRole.AGENT);
        for (int i = 0; i < 52; i++) {
            register(Map.of("city", "skardu"), "39.97.1." + i, today.plusDays(400));
        }
        String first = sana.getPage(search(sana, "city", "Skardu")).body();
        assertThat(first.split("<tr>", -1)).hasSize(52);
        String next =
                first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
        String second = sana.getPage(next).requireStatus(200).body();
        assertThat(second.split("<tr>", -1)).hasSize(4);
        assertThat(second).doesNotContain("rel=\"next\"");
    }
}
