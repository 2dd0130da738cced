package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.Utterance;

/// Numbers inside a sentence, with the spaces and dashes between their digits.
public final class SentenceNumbers {

    /// A text with more numbers is a table or a story.
    private static final int MAX_CANDIDATES = 20;

    private static final Pattern RUN = Pattern.compile("\\+?[0-9](?:[ ()./-]{0,2}[0-9]){0,40}");
    private static final Pattern WORD = Pattern.compile("\\+?[0-9](?:[-/]?[0-9]){0,40}");

    private SentenceNumbers() {}

    /// Value of the only number in the sentence that is accepted.
    ///
    /// @param sentence as typed
    /// @param minDigits of a number that was meant as the value
    /// @param parse reads one number
    /// @return the reading of the only accepted number; otherwise that of the only number long enough, which says what
    ///     is wrong with it; otherwise empty
    public static Optional<FieldParseResult> findOne(
            Utterance sentence, int minDigits, Function<String, FieldParseResult> parse) {
        if (sentence.countDigits() < minDigits) {
            return Optional.empty();
        }
        String line = sentence.text();
        List<String> candidates = new ArrayList<>();
        for (Pattern pattern : List.of(WORD, RUN)) {
            Matcher number = pattern.matcher(line);
            while (number.find() && candidates.size() <= MAX_CANDIDATES) {
                if (!candidates.contains(number.group()) && countDigits(number.group()) >= minDigits) {
                    candidates.add(number.group());
                }
            }
        }
        if (candidates.size() > MAX_CANDIDATES) {
            return Optional.empty();
        }
        List<FieldParseResult> fitting = candidates.stream()
                .map(parse)
                .filter(reading -> !(reading instanceof FieldParseResult.Refused))
                .distinct()
                .toList();
        if (fitting.size() == 1) {
            return Optional.of(fitting.getFirst());
        }
        return fitting.isEmpty() && candidates.size() == 1
                ? Optional.of(parse.apply(candidates.getFirst()))
                : Optional.empty();
    }

    private static long countDigits(String text) {
        return text.chars().filter(Character::isDigit).count();
    }

    /// Reading of the only match that is not refused; empty when there is none, or more than one.
    static Optional<FieldParseResult> findOnly(
            Pattern candidate, String text, Function<String, FieldParseResult> parse) {
        List<FieldParseResult> fitting = candidate
                .matcher(text)
                .results()
                .map(found -> parse.apply(found.group()))
                .filter(reading -> !(reading instanceof FieldParseResult.Refused))
                .distinct()
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
