package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;

class FormControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private static ApiClient.ApiResponse get(String path, String language) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.read("api/v1/" + path, "Accept-Language", language);
    }

    private static ApiClient.ApiResponse checkEligibility(String body) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.call("POST", "api/v1/eligibility", body);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void theFormsOfTheDeskAreListedAndEachHasASchema() {
        JsonNode forms = get("forms", "en").at("/forms");
        assertThat(forms.findValuesAsText("name"))
                .containsExactly("eligibility", "register-individual", "register-company");
        forms.forEach(form -> assertThat(
                        get("forms/" + form.path("name").asText(), "en").at("/properties"))
                .isNotEmpty());
        get("forms/no-such-form", "en").requireStatus(404);
        get("forms/my-data", "en").requireStatus(404);
    }

    @Test
    void aSchemaHasTypesLimitsOptionsAndHintsInTheLanguageOfTheClient() {
        ApiClient.ApiResponse schema = get("forms/register-company", "ur");
        assertThat(schema.text("/title")).matches(".*[\\u0600-\\u06ff].*");
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        JsonNode all = schema.at("/properties");
        assertThat(texts(all.path("service").path("enum")))
                .containsExactly("vpn_registration", "whitelist_call_centre", "whitelist_video_conf");
        assertThat(all.path("service").path("x-options").path(0).path("label").asText())
                .matches(".*[\\u0600-\\u06ff].*");
        assertThat(all.path("city").has("enum")).isFalse();
        assertThat(all.path("legal_name").path("maxLength").asInt()).isEqualTo(150);
        assertThat(all.path("user_count").path("type").path(0).asText()).isEqualTo("integer");
        assertThat(all.path("user_count").path("maximum").asInt()).isEqualTo(1_000_000);
        assertThat(all.path("pseb_expiry").path("format").asText()).isEqualTo("date");
        assertThat(texts(all.path("pseb_expiry").path("x-when"))).containsExactly("service == 'whitelist_call_centre'");
        JsonNode lines = all.path("connections");
        assertThat(lines.path("maxItems").asInt()).isEqualTo(100);
        assertThat(lines.path("items")
                        .path("properties")
                        .path("addresses")
                        .path("maxItems")
                        .asInt())
                .isEqualTo(256);
        assertThat(schema.at("/x-sections").size()).isGreaterThan(3);
    }

    @Test
    void eligibilityIsAnsweredWithTheNextQuestionUntilThereIsAResult() {
        ApiClient.ApiResponse first = checkEligibility("{\"answers\": {}}");
        assertThat(first.text("/next/key")).isEqualTo("situation");
        assertThat(first.at("/next/options").findValuesAsText("value")).containsExactly("work", "abroad", "personal");
        ApiClient.ApiResponse last = checkEligibility("""
                {"answers": {"situation": "work", "need": "alone", "which": "employer", "line": "static"}}
                """);
        assertThat(last.text("/result")).isEqualTo("by_address");
        assertThat(last.text("/text")).isNotBlank();
        assertThat(texts(last.at("/forms"))).startsWith("register-individual");
        assertThat(last.body().has("next")).isFalse();
    }

    @Test
    void aWrongAnswerIsAProblemAndAnUnknownOneIsRefused() {
        ApiClient.ApiResponse wrong = checkEligibility("{\"answers\": {\"situation\": \"nonsense\"}}");
        assertThat(wrong.at("/problems").has("situation")).isTrue();
        assertThat(wrong.text("/next/key")).isEqualTo("situation");
        ApiClient.ApiResponse unneeded =
                checkEligibility("{\"answers\": {\"situation\": \"work\", \"line\": \"static\"}}");
        assertThat(texts(unneeded.at("/untaken"))).containsExactly("line");
        ApiClient.ApiResponse unknown =
                checkEligibility("{\"answers\": {\"colour\": \"red\"}}").requireStatus(422);
        assertThat(unknown.text("/detail")).contains("`colour`");
        checkEligibility("{\"answers\": {}, \"more\": 1}").requireStatus(422);
        checkEligibility("{}").requireStatus(422);
        checkEligibility("[]").requireStatus(400);
    }
}
