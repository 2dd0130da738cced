package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;

class LineControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final String PATH = "api/v1/lines";

    private final ApiClient app = ApiPersons.createPerson(server);

    private String registerCompany(String... sites) {
        return ApiOrganisations.registerLines(server, app, sites);
    }

    private List<String> sites(String query) {
        List<String> sites = new ArrayList<>();
        app.read(PATH + query)
                .at("/lines")
                .forEach(line -> sites.add(line.at("/parts/site").asText()));
        return sites;
    }

    @Test
    void eachLineIsReadWithAllItsPartsAndItsOwnStatus() {
        String reference = registerCompany("Lahore", "Multan", "Quetta");
        ApiPersons.decide(server, reference, new ApplicationDecision(LineTransition.VERIFY).aboutLines(Set.of(2)));
        JsonNode second =
                app.read(PATH + "?application=" + reference).at("/lines").get(1);
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.path("status").asText()).isEqualTo("with_provider");
        assertThat(second.at("/parts/provider").asText()).isEqualTo("nayatel");
        assertThat(second.at("/parts/subscriberId").asText()).isEqualTo("NTL-12342");
        assertThat(second.at("/parts/addresses")).hasSize(1);
        assertThat(app.read(ApiForms.APPLICATIONS + "/" + reference).text("/status"))
                .isEqualTo("in_work");
        assertThat(app.read(ApiForms.APPLICATIONS + "/" + reference).at("/lines"))
                .hasSize(2);
    }

    @Test
    void linesAreFilteredByStatusProviderSiteAndAddress() {
        String reference = registerCompany("Lahore", "Multan", "Murree");
        ApiPersons.decide(server, reference, new ApplicationDecision(LineTransition.VERIFY).aboutLines(Set.of(3)));
        String address =
                app.read(PATH + "?site=multan").at("/lines/0/parts/addresses/0").asText();
        assertThat(sites("?status=requested")).containsExactly("Lahore", "Multan");
        assertThat(sites("?provider=nayatel")).containsExactly("Multan", "Murree");
        assertThat(sites("?provider=Nayatel&status=with_provider")).containsExactly("Murree");
        assertThat(sites("?site=%20LAHORE")).containsExactly("Lahore");
        assertThat(sites("?address=" + address)).containsExactly("Multan");
        assertThat(sites("?address=" + address + "&site=Lahore")).isEmpty();
        assertThat(sites("?changedSince=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(sites("?changedSince=2000-01-01T00:00:00Z")).hasSize(3);
    }

    @Test
    void pagesFollowEachOtherAndAnUnchangedListIsNotSentAgain() {
        registerCompany("Lahore", "Multan", "Quetta");
        ApiClient.ApiResponse first = app.read(PATH + "?limit=2");
        assertThat(first.at("/lines")).hasSize(2);
        assertThat(sites("?limit=2&cursor=" + first.text("/next"))).containsExactly("Quetta");
        app.read(PATH + "?limit=2", "If-None-Match", first.header("ETag")).requireStatus(304);
    }

    @Test
    void linesOfStrangersAreNotFoundAndWrongFiltersAreNamed() {
        String reference = registerCompany("Lahore");
        ApiClient stranger = ApiPersons.createPerson(server);
        stranger.read(PATH + "?application=" + reference).requireStatus(404);
        assertThat(stranger.read(PATH).at("/lines")).isEmpty();
        assertThat(stranger.read(PATH + "?site=Lahore").at("/lines")).isEmpty();
        for (String wrong : List.of("status=active2", "address=1.2.3", "changedSince=today", "limit=0", "cursor=x")) {
            app.read(PATH + "?" + wrong).requireStatus(400);
        }
    }

    @Test
    void anActionOnOneLineLeavesTheOthersAsTheyAre() {
        String reference = registerCompany("Lahore", "Multan");
        ApiClient.ApiResponse done = act("withdraw", reference, 2).requireStatus(200);
        assertThat(done.text("/application/status")).isEqualTo("received");
        assertThat(sites("?status=withdrawn")).containsExactly("Multan");
        assertThat(sites("?status=requested")).containsExactly("Lahore");
        act("withdraw", reference, 2).requireProblem(409, "not-possible");
        act("withdraw", reference, 3).requireProblem(409, "not-possible");
        act("withdraw", reference, 0).requireStatus(422);
    }

    @Test
    void aHolderPausesSomeLinesAndAsksForALaterLastDayOfAnother() {
        String reference = registerCompany("Lahore", "Multan", "Murree");
        ApiPersons.decide(server, reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        ApiPersons.decide(
                server,
                reference,
                DecisionFixture.approval("PTA-7").withTerm(new LineTerm(null, LocalDate.of(2099, 12, 31))));
        act("pause", reference, 1, 3).requireStatus(200);
        act("renew", reference, 2).requireStatus(200);
        act("change", reference, 1, 2).requireStatus(422);
        JsonNode lines = app.read(PATH + "?application=" + reference).at("/lines");
        assertThat(lines.findValuesAsText("status")).containsExactly("paused", "change_pending", "paused");
        assertThat(lines.findValuesAsText("validUntil"))
                .containsOnly("2099-12-31")
                .hasSize(3);
        assertThat(lines.at("/0/actions").toString()).isEqualTo("[\"resume\",\"end\"]");
        assertThat(lines.at("/1/change").asText()).isEqualTo("renew");
    }

    private ApiClient.ApiResponse act(String action, String reference, Integer... lines) {
        return app.call(
                "POST",
                ApiForms.APPLICATIONS + "/" + reference + "/actions",
                ApiClient.json("{\"action\": \"%s\", \"lines\": %s}".formatted(action, List.of(lines))));
    }
}
