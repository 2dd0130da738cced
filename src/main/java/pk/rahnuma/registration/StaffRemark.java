package pk.rahnuma.registration;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.shared.MessageBundle;
import pk.rahnuma.shared.Reference;

/// A line for staff: why something cannot be done, or what a check found. It is kept as the key of a text and what is
/// put in, so that commands say it in English, and the console in the language of who looks.
///
/// @param key of the text in `remarks/<language>.yaml`
/// @param arguments by name: numbers, words, codes (enums, [Option], [Field], [Reference]), other remarks, or several
/// of
///     one of these. Nothing personal
public record StaffRemark(String key, Map<String, Object> arguments) {

    /// The languages of staff.
    public static final Set<String> STAFF_LANGUAGES = Set.of("en", "ur");

    private static final String ENGLISH = "en";

    /// Keeps what is written from the left together among Urdu letters.
    private static final char ISOLATE_START = '\u2068';

    private static final char ISOLATE_END = '\u2069';

    private static final class MessageBundleHolder {
        private static final MessageBundle MESSAGE_BUNDLE =
                MessageBundle.loadFolder("/pk/rahnuma/registration/remarks/", STAFF_LANGUAGES);
    }

    public StaffRemark {
        arguments = Map.copyOf(arguments);
    }

    /// A question of a form, by its name.
    public record Field(String name) {}

    /// One of the answers that a question offers.
    public record Option(String question, String value) {}

    /// @param namesAndValues of the arguments, a name and a value each
    public static StaffRemark ofKey(String key, Object... namesAndValues) {
        Map<String, Object> arguments = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new StaffRemark(key, arguments);
    }

    /// What a check found.
    public static StaffRemark ofFinding(String key, Object... namesAndValues) {
        return ofKey("finding." + key, namesAndValues);
    }

    /// That an answer is not of its type.
    ///
    /// @param problem its code, as types of answers have them
    public static StaffRemark ofFormatProblem(String problem) {
        String key = "finding.format_" + problem;
        return messageBundle().hasText(key)
                ? ofKey(key)
                : ofFinding("format_other", "problem", problem.replace('_', ' '));
    }

    /// In a language of staff.
    ///
    /// @param words for a code, an enum, [Field], [Option] or [Instant]
    public String formatIn(String language, Function<Object, String> words) {
        Map<String, Object> said = new HashMap<>();
        arguments.forEach((name, value) -> said.put(name, said(value, language, words)));
        return messageBundle().formatText(language, key, said);
    }

    private static Object said(Object value, String language, Function<Object, String> words) {
        return switch (value) {
            case Number number -> number.longValue();
            case StaffRemark other -> other.formatIn(language, words);
            case Collection<?> several ->
                several.stream()
                        .map(one -> said(one, language, words).toString())
                        .collect(Collectors.joining(language.equals(ENGLISH) ? ", " : "، "));
            case Reference reference -> apart(reference.toGroupedText(), language);
            case String text -> apart(text, language);
            default -> apart(words.apply(value), language);
        };
    }

    private static String apart(String text, String language) {
        return language.equals(ENGLISH) ? text : ISOLATE_START + text + ISOLATE_END;
    }

    /// In English, codes as commands take them.
    @Override
    public String toString() {
        return formatIn(ENGLISH, StaffRemark::code);
    }

    private static String code(Object value) {
        return switch (value) {
            case ApplicationTransition move -> move.toWord();
            case TransitionActor party -> party.historyName();
            case Field field -> field.name();
            case Option option -> option.value();
            default -> value.toString();
        };
    }

    static MessageBundle messageBundle() {
        return MessageBundleHolder.MESSAGE_BUNDLE;
    }
}
