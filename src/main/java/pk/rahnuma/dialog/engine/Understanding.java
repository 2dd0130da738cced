package pk.rahnuma.dialog.engine;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;

/// Meaning of a typed message, as it was followed.
///
/// @param subject of its reading, such as the name of a question or script; may be empty
/// @param confidence from 0 to 1
/// @param answers that it gave or changed, by name of the question; values that staff may not see in full are masked
public record Understanding(ReadingKind kind, String subject, double confidence, Map<String, String> answers) {

    static final String MASKED_VALUE = "•••";

    static Understanding of(Reading reading, Map<String, String> answers) {
        return new Understanding(reading.kind(), reading.subject(), reading.confidence(), answers);
    }

    /// One line for authors and staff: `answer: city=lahore, work_type=freelancer`, `act start.human 0.87`.
    public String toText() {
        String given = answers.entrySet().stream()
                .map(answer -> answer.getKey() + "=" + answer.getValue())
                .collect(Collectors.joining(", "));
        StringBuilder line = new StringBuilder(nameOf(kind));
        if (!subject.isEmpty() && !answers.containsKey(subject)) {
            line.append(' ').append(subject);
        }
        if (confidence < 1) {
            line.append(String.format(Locale.ROOT, " %.2f", confidence));
        }
        return given.isEmpty()
                ? line.toString()
                : line.append(": ").append(given).toString();
    }

    static String nameOf(ReadingKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
