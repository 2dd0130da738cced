package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.document.TableFiles;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;

/// Lines as a file, over HTTP.
class LineExportHttpTest {

    private static final TestServer server = TestServer.onH2().shareServer();
    private static final String EXPORT = "api/v1/lines/export?format=";

    private final ApiClient app = ApiPersons.createPerson(server);

    private static List<List<String>> readTable(ApiClient reader, String path, String... headers) throws Exception {
        ApiClient.BinaryResponse file = reader.download(path, headers);
        file.requireStatus(200);
        return TableFiles.read(file.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void aTableHasARowForEachLineThatTheFilterLeaves(String format) throws Exception {
        String reference = ApiOrganisations.registerLines(server, app, "Lahore", "Multan", "Murree");
        ApiPersons.decide(server, reference, new ApplicationDecision(LineTransition.VERIFY).aboutLines(Set.of(3)));
        String address = app.read("api/v1/lines?site=Murree")
                .at("/lines/0/parts/addresses/0")
                .asText();
        List<List<String>> table = readTable(app, EXPORT + format + "&status=with_provider");
        assertThat(table).hasSize(2);
        assertThat(table.getFirst())
                .containsExactly(
                        "Reference",
                        "Number",
                        "Status",
                        "Unchanged since",
                        "Registered from",
                        "Registered until",
                        "Site",
                        "Internet company",
                        "Subscriber ID",
                        "IP addresses",
                        "Sponsor",
                        "Organisation");
        assertThat(table.getLast())
                .containsSequence(reference, "3", "the internet or mobile company is confirming your line")
                .containsSequence("Murree", "Nayatel", "NTL-12343", address, "", "Alif Software");
        assertThat(readTable(app, EXPORT + format)).hasSize(4);
    }

    @Test
    void jsonHasTheLinesAsTheListHasThem() {
        ApiOrganisations.registerLines(server, app, "Lahore", "Multan");
        assertThat(app.read(EXPORT + "json").at("/lines"))
                .isEqualTo(app.read("api/v1/lines").at("/lines"));
        assertThat(ApiPersons.createPerson(server).read(EXPORT + "json").body().toString())
                .isEqualTo("{\"lines\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void aTableThatWasReceivedIsTakenByAForm(String language) throws Exception {
        String[] sites = IntStream.rangeClosed(1, 60).mapToObj(i -> "Site " + i).toArray(String[]::new);
        String reference = ApiOrganisations.registerLines(server, app, sites);
        for (String format : List.of("csv", "xlsx")) {
            byte[] table = app.download(EXPORT + format + "&application=" + reference, "Accept-Language", language)
                    .body();
            ObjectNode answers =
                    ApiForms.company(app, ApiOrganisations.createOrganisation(server, app, "Alif " + format));
            answers.put(
                    "connections",
                    app.uploadFile("lines." + format, table).requireStatus(201).text("/file"));
            ApiClient.ApiResponse draft =
                    ApiForms.createDraft(app, "register-company", answers).requireStatus(201);
            assertThat(draft.at("/draft/problems")).isEmpty();
            String sent = ApiForms.submit(app, ApiForms.DRAFTS + "/" + draft.text("/draft/id"))
                    .text("/application/reference");
            String partsOfBoth = "/lines/59/parts";
            assertThat(app.read(EXPORT + "json&application=" + sent).at(partsOfBoth))
                    .isEqualTo(
                            app.read(EXPORT + "json&application=" + reference).at(partsOfBoth));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void theEmptyTableOfAPageIsFilledInAndTakenByAForm(String language) throws Exception {
        String draft = ApiForms.DRAFTS + "/"
                + ApiForms.createDraft(
                                app,
                                "register-company",
                                ApiForms.company(app, ApiOrganisations.createOrganisation(server, app, "Beh")))
                        .text("/draft/id");
        List<List<String>> workbook = readTable(app, language + "/lines.xlsx");
        assertThat(readTable(app, language + "/lines.csv")).hasSize(1).isEqualTo(workbook);
        String rows = String.join(",", workbook.getFirst())
                + "\nQuetta,PTCL,0815,39.50.9.1\nGwadar,Wateen,0816,39.50.9.2,LDI One";
        String file = app.uploadFile("lines.csv", rows.getBytes()).text("/file");
        ApiClient.ApiResponse filled = ApiForms.fill(
                        app, draft, ApiClient.object().put("connections", file))
                .requireStatus(200);
        assertThat(filled.at("/draft/problems")).isEmpty();
        assertThat(filled.body().toString()).contains("Quetta", "Gwadar", "39.50.9.2", "wateen");
    }

    @Test
    void viewersGetIdentifyingPartsMasked() throws Exception {
        ApiOrganisations.registerLines(server, app, "Multan");
        ApiClient viewer = ApiOrganisations.createPerson(server);
        ApiOrganisations.admit(
                app, app.read("api/v1/organisations").text("/organisations/0/id"), viewer, "Viewer", "viewer");
        assertThat(readTable(viewer, EXPORT + "xlsx").getLast())
                .contains("Multan", "Alif Software")
                .doesNotContain("NTL-12341");
    }

    @Test
    void wrongFormatsAndApplicationsOfStrangersAreRefused() {
        String reference = ApiOrganisations.registerLines(server, app, "Lahore");
        ApiClient stranger = ApiPersons.createPerson(server);
        stranger.read(EXPORT + "csv&application=" + reference).requireStatus(404);
        app.read(EXPORT + "pdf").requireProblem(400, "bad-request");
        app.read(EXPORT + "csv&address=1.2.3").requireProblem(400, "bad-request");
    }
}
