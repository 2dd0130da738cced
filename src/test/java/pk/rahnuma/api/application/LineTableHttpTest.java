package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.TableFiles;

/// Lines of a company by a table, over HTTP.
class LineTableHttpTest {

    private static final TestServer server = TestServer.onMariaDb().shareServer();
    private static final int LINES = 1000;

    private final ApiClient app = ApiPersons.createPerson(server);

    private String upload(String table) {
        return app.uploadFile("lines.csv", table.getBytes(StandardCharsets.UTF_8))
                .requireStatus(201)
                .text("/file");
    }

    private String createDraft() {
        return createDraft(ApiOrganisations.createOrganisation(server, app, "Alif Software"));
    }

    private String createDraft(String organisation) {
        ObjectNode answers = ApiForms.company(app, organisation);
        answers.remove("connections");
        return ApiForms.DRAFTS + "/"
                + ApiForms.createDraft(app, "register-company", answers)
                        .requireStatus(201)
                        .text("/draft/id");
    }

    private static String tableOf(int lines) {
        StringBuilder table = new StringBuilder("Branch;Service provider;Customer no;Public IP\n");
        String[] providers = {"PTCL", "Nayatel", "StormFiber", "Wateen"};
        for (int i = 1; i <= lines; i++) {
            table.append("Site ")
                    .append(i)
                    .append(';')
                    .append(providers[i % 4])
                    .append(";NTL-")
                    .append(10_000 + i)
                    .append(";39.50.")
                    .append(i / 200)
                    .append('.')
                    .append(i % 200 + 1)
                    .append('\n');
        }
        return table.toString();
    }

    @Test
    void aThousandLinesAreSentInOneTableAndReadBack() throws Exception {
        String draft = createDraft();
        ObjectNode answers =
                ApiClient.object().put("connections", upload(tableOf(LINES))).put("purpose", "branch_network");
        ApiForms.fill(app, draft, answers).requireStatus(200);
        String reference = ApiForms.submit(app, draft).text("/application/reference");
        assertThat(app.readPages("api/v1/lines?application=" + reference, "/lines"))
                .hasSize(LINES);
        byte[] workbook = app.download("api/v1/lines/export?format=xlsx&application=" + reference)
                .body();
        assertThat(TableFiles.read(workbook))
                .as("in several pages")
                .hasSize(1 + LINES)
                .last()
                .asList()
                .contains("Site 1000", "39.50.5.1");
        assertThat(app.read("api/v1/lines?provider=wateen&limit=1")
                        .at("/lines/0/parts/provider")
                        .asText())
                .isEqualTo("wateen");
    }

    @Test
    void aNextTableAsksForTheServiceOnlyAndChangesTheLinesThatDiffer() {
        String organisation = ApiOrganisations.createOrganisation(server, app, "Alif Software");
        String first = createDraft(organisation);
        ApiForms.fill(
                        app,
                        first,
                        ApiClient.object()
                                .put("connections", upload(tableOf(4)))
                                .put("purpose", "branch_network"))
                .requireStatus(200);
        String reference = ApiForms.submit(app, first).text("/application/reference");
        ObjectNode answers = ApiClient.object()
                .put("consent", true)
                .put("organisation", organisation)
                .put("service", "vpn_registration")
                .put("connections", upload(tableOf(3).replace("39.50.0.3", "39.50.9.3")));
        ApiClient.ApiResponse created = ApiForms.createDraft(app, "register-company", answers);
        assertThat(created.text("/draft/at")).isEqualTo("missing_lines");
        assertThat(created.body().toString()).contains("One line of yours is not on the list: Site 4");
        String next = ApiForms.DRAFTS + "/" + created.text("/draft/id");
        ApiClient.ApiResponse filled =
                ApiForms.fill(app, next, ApiClient.object().put("missing_lines", "end"));
        assertThat(filled.text("/draft/declaration"))
                .contains("Site 2: 39.50.0.3 → 39.50.9.3", "2 stay as they are, 1 change");
        assertThat(ApiForms.submit(app, next).text("/text"))
                .contains("We have received the list of Alif Software: one line to change, 1 ended");
        assertThat(app.readPages("api/v1/lines?application=" + reference, "/lines"))
                .extracting(line -> line.path("status").asText() + " "
                        + line.at("/parts/addresses/0").asText())
                .containsExactly(
                        "requested 39.50.0.2", "requested 39.50.9.3", "requested 39.50.0.4", "withdrawn 39.50.0.5");
    }

    @Test
    void problemsOfATableAreNamedByRow() {
        String draft = createDraft();
        String file = upload(tableOf(3) + "Site 4;PTCL;NTL-4;10.0.0.4\n");
        ApiClient.ApiResponse refused =
                ApiForms.fill(app, draft, ApiClient.object().put("connections", file));
        assertThat(refused.at("/draft/problems/connections/0").asText()).startsWith("Row 5: Site 4: 10.0.0.4");
        ObjectNode partly = ApiClient.object().put("purpose", "branch_network");
        partly.putObject("connections").put("file", file).put("partly", true);
        ApiForms.fill(app, draft, partly).requireStatus(200);
        ApiForms.submit(app, draft);
    }
}
