package pk.rahnuma.telegram.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Calls of the Bot API without a library.
public final class RawBotApiCall {

    private RawBotApiCall() {}

    public static JsonNode json(FakeBotApi api, String method, String body) throws IOException, InterruptedException {
        return post(api, method, "application/json", body);
    }

    public static JsonNode post(FakeBotApi api, String method, String type, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create(api.url() + "/bot" + api.token() + "/" + method);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = BotApiRequest.JSON.readTree(response.body());
            int code = answer.path("error_code").asInt(200);
            if (code != response.statusCode()) {
                throw new AssertionError("status " + response.statusCode() + " with " + answer);
            }
            return answer;
        }
    }
}
