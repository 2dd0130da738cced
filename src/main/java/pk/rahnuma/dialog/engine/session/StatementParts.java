package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.Utterance;

/// Parts of a text, each of which may be an answer.
final class StatementParts {

    /// Punctuation between two answers.
    static final String PART_END = ",،;؛\n|&";
    /// Words that join two answers: "or" is "and" in Roman Urdu.
    static final Set<String> CONJUNCTIONS = Set.of("and", "nd", "n", "plus", "aur", "or", "اور");

    /// A text of more parts is a table or a story.
    static final int MAX_PARTS = 12;
    /// Its words may be those of a city or a company.
    private static final Pattern MAIL_ADDRESS = Pattern.compile("(?<![^\\s@])[^\\s@]{1,64}+@[^\\s,،;؛|]{1,255}+");

    private final SessionStep sessionStep;
    private final ValueFinder values;
    private final Utterance utterance;
    /// Text without e-mail addresses, and its parts.
    private final Utterance text;

    private final List<Utterance> parts;

    StatementParts(SessionStep sessionStep, ValueFinder values, Utterance utterance) {
        this.sessionStep = sessionStep;
        this.values = values;
        this.utterance = utterance;
        // A digit keeps the place of an address: a part with one is no name.
        this.text = utterance.hasCharacter('@')
                ? utterance.read(MAIL_ADDRESS.matcher(utterance.lines()).replaceAll("0"))
                : utterance;
        this.parts = partsOf(text);
    }

    /// The text without e-mail addresses.
    Utterance withoutMail() {
        return text;
    }

    /// Parts of the text without e-mail addresses.
    List<Utterance> withoutMailParts() {
        return parts;
    }

    /// Parts of the text as typed.
    List<Utterance> typedParts() {
        return text == utterance ? parts : partsOf(utterance);
    }

    static List<Utterance> partsOf(Utterance utterance) {
        return SentenceSplitter.splitSentences(utterance, PART_END, CONJUNCTIONS);
    }

    /// True for a part with a value that no other type has: "my id is 35202-1234567-1" has no subscriber ID.
    boolean hasDistinct(Utterance part) {
        return sessionStep.journey().script().questions().stream()
                .anyMatch(question -> OpenQuestions.isDistinct(question) && values.valueIn(question, part) != null);
    }

    /// True for a part with an e-mail address, or a value of a question.
    boolean holdsValue(Utterance part) {
        return part.indexOf("0", 0) >= 0 && text != utterance || hasDistinct(part);
    }

    /// Parts; of one with a value that no other type has, the words before and behind: "info@example.com i am the
    /// owner".
    List<Utterance> splitStatements() {
        List<Utterance> statements = new ArrayList<>();
        for (Utterance part : parts) {
            if (!part.hasDigit() || !holdsValue(part)) {
                statements.add(part);
                continue;
            }
            int first = 0;
            for (int i = 0; i <= part.wordCount(); i++) {
                if (i == part.wordCount() || part.word(i).chars().anyMatch(Character::isDigit)) {
                    Utterance words = part.part(first, i);
                    // The label of the value is no statement: "mobile 0300 1234567".
                    if (i > first && sessionStep.textRenderer().labelsIn(words).isEmpty()) {
                        statements.add(words);
                    }
                    first = i + 1;
                }
            }
        }
        return statements;
    }

    static Utterance withoutNumbers(Utterance part) {
        return part.read(Stream.of(part.key().split(" "))
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .collect(Collectors.joining(" ")));
    }
}
