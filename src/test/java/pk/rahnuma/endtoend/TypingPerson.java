package pk.rahnuma.endtoend;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// A person who reads the messages of the bot and types the texts of a [TypedRegistration], until the reference number
/// comes. The person taps no button.
final class TypingPerson {

    /// A whole registration.
    ///
    /// @param reference of the application
    /// @param sent messages of the person, files among them
    /// @param received messages of the bot
    record Outcome(String reference, int sent, int received) {}

    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}");
    /// Longest time until the next message: a file is inspected between the two of its reply.
    private static final Duration MESSAGE_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_TIMES_ASKED = 2;
    /// Several answers may be unusual.
    private static final int MAX_CONFIRMATIONS = 4;

    private static final String CONFIRM = "confirm";
    private static final String LINES = "connections";
    private static final Set<String> ITEM_QUESTIONS = Set.of("site", "isp", "subscriber_id", "addresses");

    private final FakeTelegramUser chat;
    private final String phone;
    private final TypedRegistration registration;
    /// Beginnings of the bot's questions, to the question.
    private final Map<String, String> questions;

    private final Map<String, Integer> timesAsked = new HashMap<>();
    private final Map<String, Integer> timesTyped = new HashMap<>();
    private int papers;
    private int sent;

    private TypingPerson(
            FakeTelegramUser chat, String phone, TypedRegistration registration, Map<String, String> questions) {
        this.chat = chat;
        this.phone = phone;
        this.registration = registration;
        this.questions = questions;
    }

    /// Registers from `/start` to the reference number.
    ///
    /// @param phone number of the person's own contact
    /// @throws AssertionError with the transcript: a question comes a third time, has no text, or none comes
    static Outcome register(
            FakeTelegramUser chat, String phone, TypedRegistration registration, Map<String, String> questions) {
        return new TypingPerson(chat, phone, registration, questions).registerByTyping();
    }

    private Outcome registerByTyping() {
        chat.says("/start");
        sent++;
        for (String line : registration.opening()) {
            chat.awaits(said -> true, MESSAGE_TIMEOUT);
            send(line);
        }
        while (true) {
            FakeBotApi.Said message = chat.awaits(said -> true, MESSAGE_TIMEOUT);
            Matcher reference = REFERENCE.matcher(message.text());
            if (reference.find()) {
                return new Outcome(reference.group(), sent, chat.heard().size());
            }
            findQuestion(message.text()).ifPresent(this::answer);
        }
    }

    /// Finds the question that a message asks: the longest that it contains.
    private Optional<String> findQuestion(String message) {
        return questions.keySet().stream()
                .filter(message::contains)
                .max(Comparator.comparingInt(String::length))
                .map(questions::get);
    }

    private void answer(String question) {
        List<String> texts = registration.lines().get(question);
        if (texts == null) {
            throw new AssertionError("no text for " + question + " in\n" + chat.transcript());
        }
        int times = timesAsked.merge(question, 1, Integer::sum);
        if (times > maxTimes(question)) {
            throw new AssertionError(question + " is asked a third time in\n" + chat.transcript());
        }
        int typed = timesTyped.merge(question, 1, Integer::sum);
        if (question.equals(LINES)) {
            // The next line has questions of its own.
            ITEM_QUESTIONS.forEach(timesAsked::remove);
        }
        send(texts.get(Math.min(typed, texts.size()) - 1));
    }

    /// The summary and the list of lines come again after each change; any other question at most twice.
    private int maxTimes(String question) {
        return switch (question) {
            case CONFIRM -> MAX_CONFIRMATIONS;
            case "check", LINES ->
                Math.max(MAX_TIMES_ASKED, registration.lines().get(question).size());
            default -> MAX_TIMES_ASKED;
        };
    }

    private void send(String text) {
        sent++;
        String caption = text.replaceFirst("^\\(\\w+\\)", "").strip();
        String words = caption.isEmpty() ? null : caption;
        if (text.startsWith("(photo)")) {
            papers++;
            chat.sendsCaptionedPhoto(SampleFiles.cardPhoto((phone + papers).hashCode()), words);
        } else if (text.startsWith("(pdf)")) {
            chat.sendsDocument("letter.pdf", "application/pdf", SampleFiles.pdf(phone));
        } else if (text.startsWith("(contact)")) {
            chat.shares(phone);
        } else {
            chat.says(text);
        }
    }
}
