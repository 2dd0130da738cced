import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Authenticator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// A phone app that registers a VPN, without its screens: it prints what a screen shows and reads what a person types.
/// It uses OkHttp and Jackson, as an app for Android may, and nothing of the desk but its API.
public final class RegistrationApp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final MediaType FILE_TYPE = MediaType.get("application/octet-stream");
    private static final int MAX_TRIES = 5;

    private final String api;
    private final BufferedReader keyboard;
    private final PrintStream screen;
    private final OkHttpClient http;
    /// An app keeps these two in its encrypted storage.
    private volatile String access;
    private volatile String refresh;

    private RegistrationApp(String address, BufferedReader keyboard, PrintStream screen) {
        this.api = address.replaceFirst("/$", "") + "/api/v1";
        this.keyboard = keyboard;
        this.screen = screen;
        this.http = new OkHttpClient.Builder().authenticator(refreshing()).build();
    }

    /// Runs the app.
    ///
    /// @param arguments the address of the desk
    public static void main(String[] arguments) throws IOException {
        run(arguments[0], new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out);
    }

    static void run(String address, BufferedReader keyboard, PrintStream screen) throws IOException {
        RegistrationApp app = new RegistrationApp(address, keyboard, screen);
        app.signIn();
        String draft = app.fillDraft();
        app.showApplication(app.submit(draft));
    }

    private void signIn() throws IOException {
        String mobile = ask("Your mobile number");
        JsonNode started = post("/sign-in", JSON.createObjectNode().put("by", "sms").put("address", mobile));
        String code = ask("The six digits that we sent you");
        keep(post("/sign-in/" + started.get("id").asText() + "/code", JSON.createObjectNode().put("code", code)));
        screen.println("You are signed in.\n");
    }

    private void keep(JsonNode tokens) {
        access = tokens.get("access").asText();
        refresh = tokens.get("refresh").asText();
    }

    /// Exchanges the tokens once, when a request is refused because the access token has expired.
    private Authenticator refreshing() {
        return (route, response) -> {
            String used = response.request().header("Authorization");
            if (used == null || response.priorResponse() != null) {
                return null;
            }
            synchronized (this) {
                if (used.equals("Bearer " + access)) {
                    keep(post("/sign-in/refresh", JSON.createObjectNode().put("refresh", refresh)));
                }
                return response.request().newBuilder().header("Authorization", "Bearer " + access).build();
            }
        };
    }

    /// Asks the questions of the form until it is complete. Each answer is stored at once: the person can stop, and go
    /// on later, also in Telegram or on the page.
    private String fillDraft() throws IOException {
        JsonNode draft = post("/applications/drafts", JSON.createObjectNode().put("form", "register-individual"))
                .get("draft");
        String path = "/applications/drafts/" + draft.get("id").asText();
        screen.println(draft.get("title").asText() + "\n");
        while (!draft.get("complete").asBoolean()) {
            JsonNode field = currentField(draft);
            ObjectNode answers = JSON.createObjectNode();
            answers.set(field.get("key").asText(), readAnswer(draft, field));
            draft = send("PATCH", path, JSON.createObjectNode().set("answers", answers)).get("draft");
            draft.path("problems").forEach(problem -> screen.println("! " + problem.get(0).asText() + "\n"));
        }
        return path;
    }

    private static JsonNode currentField(JsonNode draft) {
        for (JsonNode field : draft.get("fields")) {
            if (field.get("key").equals(draft.get("at"))) {
                return field;
            }
        }
        throw new IllegalStateException("no field " + draft.get("at"));
    }

    private JsonNode readAnswer(JsonNode draft, JsonNode field) throws IOException {
        StringBuilder question = new StringBuilder("(" + draft.get("position") + "/" + draft.get("total") + ") ")
                .append(field.get("ask").asText());
        field.get("options").forEach(option -> question.append("\n    ")
                .append(option.get("value").asText())
                .append(": ")
                .append(option.get("label").asText()));
        String typed = ask(question.toString());
        boolean photo = field.get("type").asText().equals("file");
        return JSON.getNodeFactory().textNode(photo ? upload(Path.of(typed)) : typed);
    }

    /// Sends a photo, and again when it does not arrive whole.
    ///
    /// @return id of the file
    private String upload(Path photo) throws IOException {
        Request request = request("/conversation/files?name=" + photo.getFileName())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(RequestBody.create(Files.readAllBytes(photo), FILE_TYPE))
                .build();
        String file = send(request).get("file").asText();
        screen.println("    sent");
        return file;
    }

    private String submit(String path) throws IOException {
        screen.println("Check your answers:");
        for (JsonNode field : send("GET", path, null).get("fields")) {
            if (field.get("answered").asBoolean()) {
                screen.println("    " + field.get("label").asText() + ": " + field.path("value").asText());
            }
        }
        if (!ask("Are they true and complete? (yes)").equals("yes")) {
            throw new IllegalStateException("not sent; the draft stays");
        }
        return post(path + "/submission", JSON.createObjectNode().put("declaration", true))
                .at("/application/reference")
                .asText();
    }

    private void showApplication(String reference) throws IOException {
        JsonNode application = send("GET", "/applications/" + reference, null);
        screen.println("Application " + reference + ": " + application.get("status").asText());
        String aim = application.has("due") ? ", aim: by " + application.get("due").asText() : "";
        screen.println("    next: " + application.get("next").asText() + aim);
        screen.println("    you can: " + application.get("actions"));
    }

    private JsonNode post(String path, JsonNode body) throws IOException {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, JsonNode body) throws IOException {
        return send(request(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, body == null ? null : RequestBody.create(JSON.writeValueAsBytes(body), JSON_TYPE))
                .build());
    }

    /// Sends a request, and again when no answer came: `Idempotency-Key` makes it take effect once.
    private JsonNode send(Request request) throws IOException {
        for (int tries = 1; ; tries++) {
            try (Response response = execute(request)) {
                return JSON.readTree(response.body().bytes());
            } catch (ProblemException e) {
                throw e;
            } catch (IOException lost) {
                if (tries == MAX_TRIES) {
                    throw lost;
                }
                // Longer each time: 1, 2, 4 and 8 seconds.
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1L << (tries - 1)));
            }
        }
    }

    private Request.Builder request(String path) {
        Request.Builder request = new Request.Builder().url(api + path).header("Accept-Language", "en");
        return access == null || path.startsWith("/sign-in") ? request : request.header("Authorization", "Bearer " + access);
    }

    private Response execute(Request request) throws IOException {
        Response response = http.newCall(request).execute();
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            JsonNode problem = JSON.readTree(response.body().bytes());
            throw response.code() == 503 || response.code() == 408
                    ? new IOException("not available, or too slow")
                    : new ProblemException(problem.path("title").asText() + " " + problem.path("detail").asText());
        }
    }

    /// A problem that another try does not mend.
    private static final class ProblemException extends IOException {
        ProblemException(String message) {
            super(message);
        }
    }

    private String ask(String question) throws IOException {
        screen.println(question);
        String typed = keyboard.readLine();
        screen.println("> " + typed + "\n");
        return typed;
    }
}
