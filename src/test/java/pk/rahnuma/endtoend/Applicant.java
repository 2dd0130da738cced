package pk.rahnuma.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import pk.rahnuma.documents.Files;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// Somebody who fills the whole form once, patiently: whoever waits for an answer does not write again. Meanwhile
/// Telegram delivers each of the updates once more.
final class Applicant {

    static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    final long chat;
    final BotApiPerson person;
    final Said said = Said.in("en");
    private final BotApi api;
    private final Random random;
    private final boolean byAddress;
    private final List<BotApi.Written> written = new ArrayList<>();
    private final List<BotApi.Written> onceMore = new ArrayList<>();

    Applicant(BotApi api, long chat, long seed) {
        this.api = api;
        this.chat = chat;
        this.person = api.person(chat, "en");
        this.random = new Random(seed + chat);
        this.byAddress = chat % 2 == 0;
    }

    void fill() {
        says("/start");
        awaits("Which language?");
        taps(said.text("engine.languages.en"));
        awaits(said.text("consent.consent.ask"));
        taps(said.text("options.yes_no.yes"));
        awaits(said.text("welcome.ready.say"));
        says(said.register());
        for (Map.Entry<String, String> step : answers().entrySet()) {
            awaits(said.text(step.getKey() + ".ask"));
            if (step.getValue().equals("#")) {
                done(person.sendsPhoto(Files.jpeg(), null));
            } else if (step.getValue().startsWith("@")) {
                taps(said.text(step.getValue().substring(1)));
            } else {
                says(step.getValue());
            }
        }
        awaits(said.text("register-individual.check.ask"));
        taps(said.text("register-individual.check.send"));
        person.awaits(text -> REFERENCE.matcher(text.text()).find(), PATIENCE);
        while (!onceMore.isEmpty()) {
            redeliver();
        }
    }

    /// Nobody else's name, number and address.
    Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>(said.answers(byAddress));
        answers.replace("register-individual.full_name", "Ali Khan " + letter());
        answers.replace("register-individual.id_number", "35202-123" + chat + "-1");
        answers.replace("register-individual.mobile", "0300 123" + chat);
        answers.replace("register-individual.email", "ali" + chat + "@example.com");
        answers.replace("register-individual.vpn_mobile_number", "0321 765" + chat);
        answers.replace("register-individual.ips", "39.32.10." + chat % 1000);
        return answers;
    }

    /// The answers as the application should hold them, without files.
    Map<String, String> kept() {
        Map<String, String> kept = new LinkedHashMap<>();
        answers().forEach((question, answer) -> {
            String name = question.substring(question.indexOf('.') + 1);
            if (answer.equals("#")) {
                return;
            }
            if (answer.startsWith("@")) {
                kept.put(name, answer.substring(answer.lastIndexOf('.') + 1));
            } else if (name.contains("mobile")) {
                kept.put(name, "+92 " + answer.substring(1));
            } else if (!answer.equals("skip")) {
                kept.put(name, name.equals("engagement_from") ? "2025-02-01" : answer);
            }
        });
        return kept;
    }

    /// All that was written and tapped, in order.
    List<String> wrote() {
        return written.stream().map(Applicant::body).toList();
    }

    BotApi.Written last() {
        return written.getLast();
    }

    private String letter() {
        return Character.toString((int) ('A' + chat % 26)) + "min";
    }

    private void awaits(String part) {
        try {
            person.awaits(text -> text.text().contains(part), PATIENCE);
        } catch (AssertionError e) {
            throw new AssertionError(chat + " waited for: " + part, e);
        }
    }

    private void says(String text) {
        done(person.says(text));
    }

    private void taps(String label) {
        done(person.taps(label));
    }

    private void done(BotApi.Written update) {
        written.add(update);
        onceMore.add(update);
        while (!onceMore.isEmpty() && random.nextInt(3) > 0) {
            redeliver();
        }
    }

    private void redeliver() {
        Collections.shuffle(onceMore, random);
        api.redeliver(onceMore.removeLast());
    }

    private static String body(BotApi.Written update) {
        try {
            JsonNode letter = JSON.readTree(update.body());
            if (letter.path("message").has("photo")) {
                return "📎";
            }
            return letter.has("callback_query")
                    ? letter.path("callback_query").path("data").asText()
                    : letter.path("message").path("text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
