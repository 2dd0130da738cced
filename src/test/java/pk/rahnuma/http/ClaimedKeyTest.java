package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

/// Keys of requests that are executed each time.
class ClaimedKeyTest {

    private static final String DRAFTS = "api/v1/applications/drafts";

    private static final TestServer server = TestServer.onH2().shareServer();

    private final String key = ApiClient.newId();

    private ApiClient.ApiResponse post(ApiClient client, String path, String body) {
        return client.call("POST", path, body, IdempotencyKeys.HEADER, key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api/v1/eligibility | {"answers": {}}                                      | {"answers": {"situation": "work"}}
            api/v1/status      | {"reference": "K7MP-4RTX-9X", "proof": "345671"} | {"reference": "K7MP-4RTX-9X", "proof": "345672"}
            """)
    void withoutAPersonARepeatIsAnsweredAndAnotherBodyIsRefused(String path, String body, String other) {
        ApiClient client = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse first = post(client, path, body);
        ApiClient.ApiResponse second = post(client, path, body);
        assertThat(second.status()).isEqualTo(first.status()).isIn(200, 404);
        assertThat(second.type()).isEqualTo(first.type());
        post(client, path, other).requireProblem("idempotency-key-reused");
        client.call("POST", path, body, IdempotencyKeys.HEADER, "too-short-here")
                .requireStatus(400);
    }

    @Test
    void theCheckOfADraftIsRepeatedAndAnotherBodyIsRefused() {
        ApiClient app = ApiPersons.createPerson(server);
        String draft =
                app.call("POST", DRAFTS, "{\"form\": \"register-individual\"}").text("/draft/id");
        String path = DRAFTS + "/" + draft + "/check";
        ObjectNode answers = ApiClient.object();
        answers.putObject("answers").put("work_type", "freelancer");
        post(app, path, answers.toString()).requireStatus(200);
        post(app, path, answers.toString()).requireStatus(200);
        post(app, path, "{\"answers\": {}}").requireProblem("idempotency-key-reused");
        assertThat(post(app, DRAFTS, "{\"form\": \"register-individual\"}").type())
                .as("the key of a check in a change of the draft")
                .isEqualTo("/problems/idempotency-key-reused");
    }
}
