package pk.rahnuma.api.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;

class FormControllerTest {

    private static final TestServer server = TestServer.onH2().shareServer();

    private static ApiClient.ApiResponse get(String path, String language) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.send(
                client.requestTo("api/v1/" + path)
                        .header("Accept-Language", language)
                        .GET(),
                false);
    }

    private static ApiClient.ApiResponse checkEligibility(String body) {
        ApiClient client = ApiClient.asBrowser(server.address());
        return client.send(client.requestTo("api/v1/eligibility").POST(BodyPublishers.ofString(body)), true);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void theFormsOfTheDeskAreListedAndEachHasASchema() {
        JsonNode forms = get("forms", "en").body().path("forms");
        assertThat(forms.findValuesAsText("name"))
                .containsExactly("eligibility", "register-individual", "register-company");
        forms.forEach(form -> assertThat(
                        get("forms/" + form.path("name").asText(), "en").body().path("properties"))
                .isNotEmpty());
        assertThat(get("forms/no-such-form", "en").status()).isEqualTo(404);
        assertThat(get("forms/my-data", "en").status()).isEqualTo(404);
    }

    @Test
    void aSchemaHasTypesLimitsOptionsAndHintsInTheLanguageOfTheClient() {
        JsonNode schema = get("forms/register-company", "ur").body();
        assertThat(schema.path("title").asText()).matches(".*[\\u0600-\\u06ff].*");
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        JsonNode all = schema.path("properties");
        assertThat(texts(all.path("service").path("enum")))
                .containsExactly("vpn_registration", "whitelist_call_centre", "whitelist_video_conf");
        assertThat(all.path("service").path("x-options").path(0).path("label").asText())
                .matches(".*[\\u0600-\\u06ff].*");
        assertThat(all.path("city").has("enum")).isFalse();
        assertThat(all.path("legal_name").path("maxLength").asInt()).isEqualTo(150);
        assertThat(all.path("user_count").path("type").asText()).isEqualTo("integer");
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
        assertThat(schema.path("x-sections").size()).isGreaterThan(3);
    }

    @Test
    void eligibilityIsAnsweredWithTheNextQuestionUntilThereIsAResult() {
        JsonNode first = checkEligibility("{\"answers\": {}}").body();
        assertThat(first.path("next").path("key").asText()).isEqualTo("situation");
        assertThat(first.path("next").path("options").findValuesAsText("value"))
                .containsExactly("work", "abroad", "personal");
        JsonNode last = checkEligibility("""
                {"answers": {"situation": "work", "need": "alone", "which": "employer", "line": "static"}}
                """).body();
        assertThat(last.path("result").asText()).isEqualTo("by_address");
        assertThat(last.path("text").asText()).isNotBlank();
        assertThat(texts(last.path("forms"))).startsWith("register-individual");
        assertThat(last.has("next")).isFalse();
    }

    @Test
    void aWrongAnswerIsAProblemAndAnUnknownOneIsRefused() {
        JsonNode wrong =
                checkEligibility("{\"answers\": {\"situation\": \"nonsense\"}}").body();
        assertThat(wrong.path("problems").has("situation")).isTrue();
        assertThat(wrong.path("next").path("key").asText()).isEqualTo("situation");
        JsonNode unneeded = checkEligibility("{\"answers\": {\"situation\": \"work\", \"line\": \"static\"}}")
                .body();
        assertThat(texts(unneeded.path("untaken"))).containsExactly("line");
        ApiClient.ApiResponse unknown = checkEligibility("{\"answers\": {\"colour\": \"red\"}}");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body().path("detail").asText()).contains("`colour`");
        assertThat(checkEligibility("{\"answers\": {}, \"more\": 1}").status()).isEqualTo(422);
        assertThat(checkEligibility("{}").status()).isEqualTo(422);
        assertThat(checkEligibility("[]").status()).isEqualTo(400);
    }
}
