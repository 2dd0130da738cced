package pk.rahnuma.console.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.console.ConsoleHttpClient;
import pk.rahnuma.console.ConsoleTestServer;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.staff.StaffRole;

/// Labels on the page of an application.
class ApplicationPageTextsTest {

    private static final TestServer server =
            TestServer.onH2().withVariable("RAHNUMA_SUPPORT_RECALL", "0s").shareServer();
    private static final ConsoleTestServer office = new ConsoleTestServer(server);
    private static final ConsoleHttpClient sana = office.signIn("Sana", StaffRole.REVIEWER);

    private static String applied(Map<String, Object> other) {
        return "/desk/applications/"
                + office.submitApplication(office.createPerson("en"), other, "39.32.1.7")
                        .toGroupedText();
    }

    private static String decided(String path, String act) {
        String page = sana.getPage(path).body();
        String events = page.replaceAll("(?s).*name=\"events\" value=\"(\\d+)\".*", "$1");
        return sana.sendRequest("POST", path + "/decide", "act=" + act + "&events=" + events, "HX-Request", "true")
                .body();
    }

    @Test
    void reasonsCountriesAndChecksAreWordsRatherThanCodes() {
        String page = sana.getPage(applied(Map.of(
                        "server_country",
                        "US",
                        "client_country",
                        "DE",
                        "vpn_software",
                        "WireGuard 1.0",
                        "vpn_protocol",
                        "openvpn")))
                .body();
        assertThat(page)
                .contains("United States", "Germany", "Provider has not confirmed")
                .contains("OpenVPN does not match WireGuard 1.0")
                .doesNotContain(">ISP_NOT_CONFIRMED<", "looks like one", ">US<");
    }

    @Test
    void aProtocolThatGoesWithTheProgramIsNotRemarkedOn() {
        assertThat(sana.getPage(applied(Map.of("vpn_software", "WireGuard", "vpn_protocol", "wireguard")))
                        .body())
                .doesNotContain("does not match WireGuard");
        assertThat(sana.getPage(applied(Map.of("vpn_software", "WireGuard", "vpn_protocol", "dont_know")))
                        .body())
                .doesNotContain("does not match WireGuard");
    }

    @Test
    void aMissingReasonIsAskedForByTheNameOfItsField() {
        String path = applied(Map.of());
        String refused = decided(path, "refuse");
        assertThat(refused).contains("“Reasons”").doesNotContain("INCOMPLETE_FORM");
    }

    @Test
    void daysOfTheRegistrationAreSetWithTheApprovalAndShown() {
        String path = applied(Map.of());
        decided(path, "verify");
        assertThat(decided(path, "confirm&confirmed_on=2026-03-02")).contains("who confirmed at the provider");
        assertThat(decided(path, "confirm&confirmed_on=2999-03-02&confirmed_by=x"))
                .contains("expected today or earlier");
        decided(path, "confirm&confirmed_on=2026-03-02&confirmed_by=Nayatel+NOC");
        assertThat(sana.getPage(path).body()).contains("confirmed by Nayatel NOC on Monday, 2 Mar 2026");
        assertThat(decided(path, "approve&authority=PTA-1&until=soon")).contains("soon", "is no date");
        decided(path, "approve&authority=PTA-1&until=2099-12-31");
        assertThat(sana.getPage(path).body())
                .contains("registered from … to", "name=\"until\" value=\"2099-12-31\"", "value=\"set-term\"");
    }

    @Test
    void linesCanBeAskedForAgainAndTheirPartsAreWords() {
        String page = sana.getPage(applied(Map.of(
                        "connections",
                        List.of(Map.of("site", "Lahore office", "isp", "nayatel", "addresses", List.of("39.32.1.9"))))))
                .body();
        assertThat(page)
                .contains("name=\"field\" value=\"connections\"", "Lahore office · Nayatel")
                .doesNotContain("; nayatel");
    }

    @Test
    void anAddressThatTheApplicantProvedIsMarked() {
        long person = office.createPerson("en");
        server.getBean(PersonIdentityRepository.class)
                .saveProved(
                        person,
                        new IdentityAddress(IdentityKind.EMAIL, "proved@example.pk"),
                        Instant.parse("2026-11-20T06:00:00Z"));
        Map<String, Object> answers = Map.of("email", "proved@example.pk", "mobile", "+923007654321");
        String page = sana.getPage("/desk/applications/"
                        + office.submitApplication(person, answers, "39.32.1.8").toGroupedText())
                .body();
        assertThat(page).contains("p•••@example.pk").containsOnlyOnce("verified by code on 20 Nov");
    }

    @Test
    void showingInFullChangesTheAnswersAlone() {
        assertThat(sana.getPage(applied(Map.of())).body()).contains("/reveal\" hx-target=\"#given\"");
    }
}
