package pk.rahnuma.faults.run;

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
import java.util.stream.Stream;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// User who fills the whole form once and waits for each reply before the next input. Telegram delivers each of the
/// updates twice at once, and once more long after its reply. Sometimes a tap is repeated while the next answer is
/// being sent, and arrives before or after it.
public final class SimulatedApplicant {

    static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");
    private static final ObjectMapper JSON = new ObjectMapper();

    public final long chat;
    public final FakeTelegramUser person;
    final ExpectedTexts said = ExpectedTexts.inLanguage("en");
    private final FakeBotApi api;
    private final Random random;
    private final Duration patience;
    private final boolean byAddress;
    private final List<FakeBotApi.Written> written = new ArrayList<>();
    private final List<FakeBotApi.Written> overtaking = new ArrayList<>();
    private final List<FakeBotApi.Written> later = new ArrayList<>();
    private int photos;
    private int delivered;
    private int askedAgain;

    public SimulatedApplicant(FakeBotApi api, long chat, long seed) {
        this(api, chat, seed, Duration.ofSeconds(100));
    }

    /// Creates a user.
    ///
    /// @param chat of four digits, unique to this user
    /// @param patience maximum time for a reply
    SimulatedApplicant(FakeBotApi api, long chat, long seed, Duration patience) {
        this.api = api;
        this.chat = chat;
        this.person = api.person(chat, "en");
        this.random = new Random(seed + chat);
        this.patience = patience;
        this.byAddress = chat % 2 == 0;
    }

    public void fillForm() {
        beginForm();
        FakeBotApi.Written tapped = null;
        Runnable last = null;
        for (Map.Entry<String, String> step : formAnswers().entrySet()) {
            if (last != null) {
                asked(step.getKey() + ".ask", last);
            }
            if (step.getValue().startsWith("@")) {
                tapped = taps(said.text(step.getValue().substring(1)));
                last = () -> {};
            } else {
                last = () -> formAnswers(step.getValue());
                meanwhile(tapped, last);
                tapped = null;
            }
        }
        asked("register-individual.check.ask", last);
        taps(said.text("register-individual.check.send"));
        person.awaits(text -> REFERENCE.matcher(text.text()).find(), patience);
        while (!later.isEmpty()) {
            redeliver(later.removeLast());
        }
    }

    /// Walks to the first question of the form.
    private void beginForm() {
        String greeting = "Tap a button, or ask";
        String consent = "Do you agree?";
        String first = said.text(formAnswers().keySet().iterator().next() + ".ask");
        says("/start");
        while (true) {
            String heard = person.awaits(
                            line -> Stream.of(greeting, consent, first).anyMatch(line.text()::contains), patience)
                    .text();
            if (heard.contains(first)) {
                return;
            } else if (heard.contains(consent)) {
                taps(said.text("options.yes_no.yes"));
            } else {
                says(said.registerWord());
            }
            awaitConfirmed();
        }
    }

    /// Waits until the last input is confirmed. A question that is seen twice is answered twice, and a tap could
    /// overtake the second answer.
    private void awaitConfirmed() {
        long update = written.getLast().update();
        AwaitSupport.await().atMost(patience).until(() -> api.isConfirmed(update));
    }

    private void formAnswers(String answer) {
        if (answer.equals("#")) {
            done(person.sendsPhoto(SampleFiles.cardPhoto(++photos), null));
        } else {
            says(answer);
        }
    }

    /// Repeats the last tap, which may reach the desk before or after this answer.
    private void meanwhile(FakeBotApi.Written tapped, Runnable answer) {
        boolean twice = tapped != null && random.nextInt(3) > 0;
        boolean first = random.nextBoolean();
        if (twice && first) {
            tapsAgain(tapped);
        }
        answer.run();
        if (twice && !first) {
            tapsAgain(tapped);
        }
    }

    private void tapsAgain(FakeBotApi.Written tapped) {
        FakeBotApi.Said carrier = person.screen().stream()
                .filter(message -> message.id() == tapped.message())
                .findFirst()
                .orElseThrow();
        FakeBotApi.Written again = person.tapsData(carrier, body(tapped));
        overtaking.add(again);
        redeliver(again);
    }

    /// Answers with a unique name, number and address.
    public Map<String, String> formAnswers() {
        Map<String, String> answers = new LinkedHashMap<>(said.formAnswers(byAddress));
        answers.replace("register-individual.full_name", "Ali Khan " + letter());
        answers.replace("register-individual.id_number", "35202-123" + chat + "-1");
        answers.replace("register-individual.mobile", "0300 123" + chat);
        answers.replace("register-individual.email", "ali" + chat + "@example.com");
        answers.replace("register-individual.vpn_mobile_number", "0321 765" + chat);
        answers.replace("register-individual.ips", "39.32." + chat / 200 + "." + (1 + chat % 200));
        return answers;
    }

    /// Answers as the application should contain them, without files.
    Map<String, String> expectedAnswers() {
        Map<String, String> kept = derivedAnswers();
        formAnswers().forEach((question, answer) -> {
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

    private Map<String, String> derivedAnswers() {
        Map<String, String> derived =
                new LinkedHashMap<>(Map.of("id_type", "cnic", "province", "punjab", "declaration", "yes"));
        if (!byAddress) {
            derived.put("sim_in_own_cnic", "yes");
        }
        return derived;
    }

    /// All texts and taps, in order; without repeated taps.
    List<String> sentInputs() {
        return written.stream().map(SimulatedApplicant::body).toList();
    }

    /// Repeated taps.
    List<String> duplicateTaps() {
        return overtaking.stream().map(SimulatedApplicant::body).toList();
    }

    public List<FakeBotApi.Written> allUpdates() {
        return Stream.concat(written.stream(), overtaking.stream()).toList();
    }

    /// Number of deliveries beyond the first of each update.
    int countRedeliveries() {
        return delivered;
    }

    /// Number of repeated questions, because the desk could not know that the answer was to them.
    int countRepeatedQuestions() {
        return askedAgain;
    }

    private String letter() {
        return Character.toString((int) ('A' + chat % 26)) + "min";
    }

    /// Waits for a question.
    ///
    /// @param key of a text that it contains
    /// @param again repeats the answer before, in case the desk asks for it once more
    private void asked(String key, Runnable again) {
        String question = said.text(key);
        String several = said.text("engine.several");
        try {
            while (true) {
                String asked = person.awaits(
                                text -> text.text().contains(question)
                                        || text.text().contains(several),
                                patience)
                        .text();
                if (asked.contains(question)) {
                    return;
                }
                askedAgain++;
                again.run();
                awaitConfirmed();
            }
        } catch (AssertionError e) {
            throw new AssertionError(chat + " waited for: " + question, e);
        }
    }

    private void says(String text) {
        done(person.says(text));
    }

    private FakeBotApi.Written taps(String label) {
        FakeBotApi.Written tap = person.taps(label);
        done(tap);
        return tap;
    }

    private void done(FakeBotApi.Written update) {
        written.add(update);
        redeliver(update);
        while (!later.isEmpty() && random.nextInt(3) > 0) {
            Collections.shuffle(later, random);
            redeliver(later.removeLast());
        }
        later.add(update);
    }

    private void redeliver(FakeBotApi.Written update) {
        delivered++;
        api.redeliver(update);
    }

    private static String body(FakeBotApi.Written update) {
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
