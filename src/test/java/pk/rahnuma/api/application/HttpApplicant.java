package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.dialog.engine.fuzz.RandomApplicant;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.web.FormVisitor;

/// A person who sends given answers over HTTP: one by one in the chat or on pages, or in portions by a draft.
/// In the end the application is withdrawn, so that another person can send the same.
final class HttpApplicant {

    private static final int MAX_STEPS = 200;
    private static final String APPLICATIONS = "api/v1/applications";
    private static final String DRAFTS = APPLICATIONS + "/drafts";
    private static final Pattern PROGRESS = Pattern.compile("<progress[^>]* value=\"([0-9]+)\"");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .findAndAddModules()
            .build();

    private final TestServer server;
    private final String script;
    private final Map<String, Object> answers;
    private final Random random;
    private final ApiClient client;
    private final Map<String, String> filesByQuestion = new HashMap<>();
    private JsonNode lastMessage;
    private int steps;

    /// @param answers by key, as [RandomApplicant#applyByChat] returns them
    HttpApplicant(TestServer server, String script, Map<String, Object> answers, Random random) {
        this.server = server;
        this.script = script;
        this.random = random;
        this.client = ApiPersons.createPerson(server);
        this.answers = new LinkedHashMap<>();
        answers.forEach((key, value) -> this.answers.put(key, ("file-" + key).equals(value) ? upload(key) : value));
    }

    private String upload(String question) {
        String file =
                client.uploadFile("photo.jpg", SampleFiles.cardFor(question)).text("/file");
        filesByQuestion.put(question, file);
        return file;
    }

    /// @return the stored application: answers and documents, without what differs between persons
    String applyByChat() {
        start();
        String before = "";
        for (JsonNode form = form(); form != null; form = form()) {
            String at = form.path("at").asText();
            switch (form.path("waits").asText()) {
                case "question" -> answerInChat(field(form, at), at.equals(before));
                case "repeat" -> continueList(form);
                default -> say(isAnythingLeft(form) ? "add details" : "send");
            }
            before = at;
        }
        return readApplication();
    }

    /// @param again whether the answer before left the question where it is
    private void answerInChat(JsonNode field, boolean again) {
        String key = field.path("key").asText();
        Object value = answers.get(key);
        if (again) {
            say(field.path("type").asText().equals("ips") ? "done" : "yes");
        } else if (value == null) {
            say("skip");
        } else if (filesByQuestion.containsKey(key)) {
            send(ApiClient.object().put("file", (String) value));
        } else if (findButton(value) != null) {
            send(ApiClient.object()
                    .put("tap", findButton(value))
                    .put("on", lastMessage.path("seq").asInt()));
        } else {
            say(
                    switch (value) {
                        case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(" "));
                        case Boolean truth -> truth ? "yes" : "no";
                        default -> String.valueOf(value);
                    });
        }
    }

    private String findButton(Object value) {
        return lastMessage.findValuesAsText("data").stream()
                .filter(data -> data.endsWith(":" + value))
                .findFirst()
                .orElse(null);
    }

    /// The form offers what the review may add; the answers have some of it.
    private boolean isAnythingLeft(JsonNode form) {
        for (JsonNode field : form.path("fields")) {
            if (!field.path("answered").asBoolean()
                    && answers.get(field.path("key").asText()) != null) {
                return true;
            }
        }
        return false;
    }

    private void continueList(JsonNode form) {
        String list = form.path("at").asText();
        int items = 0;
        for (JsonNode field : form.path("fields")) {
            String key = field.path("key").asText();
            if (key.startsWith(list + "/")) {
                items = Math.max(items, Integer.parseInt(key.split("/")[1]));
            }
        }
        String next = list + "/" + (items + 1) + "/";
        say(answers.keySet().stream().anyMatch(key -> key.startsWith(next)) ? "add another" : "done");
    }

    String applyByDraft() {
        JsonNode draft = requireSuccess(
                        client.call("POST", DRAFTS, ApiClient.object().put("form", script)))
                .path("draft");
        String path = DRAFTS + "/" + draft.path("id").asText();
        Map<String, Object> whole = RandomApplicant.withLists(answers);
        boolean sendsAll = false;
        boolean sentAll = false;
        for (int i = 0; !sentAll && i < MAX_STEPS; i++) {
            sendsAll |= draft.path("complete").asBoolean();
            ObjectNode body = ApiClient.object();
            body.set("answers", JSON.valueToTree(sendsAll ? whole : randomPortion(whole)));
            draft = requireSuccess(client.call("PATCH", path, body)).path("draft");
            // An unusual answer is confirmed by sending it again.
            sentAll = sendsAll && draft.path("complete").asBoolean();
        }
        requireSuccess(client.call("POST", path + "/submission", "{\"declaration\": true}"));
        return readApplication();
    }

    /// Applies by the pages of the form, without a script. The progress never goes back.
    String applyByPages() {
        FormVisitor visitor = new FormVisitor(server, "en", script).withToken(client.token());
        visitor.begin();
        int progress = 0;
        for (int i = 0; !visitor.place().equals("check") && i < MAX_STEPS; i++) {
            if (visitor.place().endsWith("/items")) {
                String list = visitor.place().replace("/items", "");
                String next = list + "/" + (countItems(visitor.body()) + 1) + "/";
                boolean more = answers.keySet().stream().anyMatch(key -> key.startsWith(next));
                visitor.press(more ? "add" : "done", "1");
            } else {
                Matcher shown = PROGRESS.matcher(visitor.body());
                if (shown.find()) {
                    assertThat(Integer.parseInt(shown.group(1))).isGreaterThanOrEqualTo(progress);
                    progress = Integer.parseInt(shown.group(1));
                }
                visitor.answer(toTyped(answers.get(visitor.place().replace('.', '/'))));
            }
        }
        answers.forEach((key, value) -> {
            if (value != null && visitor.body().contains("/" + key.replace('/', '.') + "\">Add<")) {
                visitor.openQuestion(key.replace('/', '.')).answer(toTyped(value));
                if (!visitor.place().equals("check")) {
                    // An unusual answer is confirmed by sending it again.
                    visitor.answer(toTyped(value));
                }
            }
        });
        assertThat(visitor.sendApplication().body()).contains("Your application was sent");
        return readApplication();
    }

    private static int countItems(String page) {
        return page.split("name=\"remove\"", -1).length - 1;
    }

    private static String toTyped(Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining("\n"));
            case Boolean truth -> truth ? "yes" : "no";
            default -> String.valueOf(value);
        };
    }

    private Map<String, Object> randomPortion(Map<String, Object> all) {
        List<String> keys = new ArrayList<>(all.keySet());
        Collections.shuffle(keys, random);
        Map<String, Object> portion = new LinkedHashMap<>();
        keys.subList(0, 1 + random.nextInt(keys.size())).forEach(key -> portion.put(key, all.get(key)));
        return portion;
    }

    private void start() {
        send(ApiClient.object().put("tap", "!start=" + script));
    }

    private void say(String text) {
        send(ApiClient.object().put("text", text));
    }

    private void send(ObjectNode message) {
        ApiClient.ApiResponse response = client.post(
                message.put("id", ApiClient.newId()).put("language", "en").toString());
        requireSuccess(response);
        lastMessage = response.lastMessage();
    }

    /// The form; null when it has ended.
    private JsonNode form() {
        assertThat(++steps).as("last message: %s", lastMessage).isLessThan(MAX_STEPS);
        JsonNode first = requireSuccess(client.read(DRAFTS)).path("drafts").get(0);
        return first == null
                ? null
                : requireSuccess(client.read(DRAFTS + "/" + first.path("id").asText()));
    }

    private static JsonNode field(JsonNode form, String key) {
        for (JsonNode field : form.path("fields")) {
            if (field.path("key").asText().equals(key)) {
                return field;
            }
        }
        throw new AssertionError("no field " + key + " in " + form);
    }

    private static JsonNode requireSuccess(ApiClient.ApiResponse response) {
        assertThat(response.status()).as(response.response().body()).isBetween(200, 201);
        return response.body();
    }

    private String readApplication() {
        String reference = client.read(APPLICATIONS).text("/applications/0/reference");
        assertThat(reference).as("last message: %s", lastMessage).isNotEmpty();
        Map<String, Object> stored = server.getBean(ApplicationContentService.class)
                .readAnswers(server.getBean(ApplicationRepository.class)
                        .findApplication(Reference.parseText(reference).orElseThrow())
                        .orElseThrow())
                .values();
        String text = toSortedJson(stored);
        for (Map.Entry<String, String> file : filesByQuestion.entrySet()) {
            text = text.replace(file.getValue(), file.getKey());
        }
        requireSuccess(client.call("POST", APPLICATIONS + "/" + reference + "/actions", "{\"action\": \"withdraw\"}"));
        return text;
    }

    private static String toSortedJson(Map<String, Object> values) {
        try {
            return JSON.writeValueAsString(JSON.convertValue(values, Map.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
