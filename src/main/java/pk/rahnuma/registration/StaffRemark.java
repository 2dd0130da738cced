package pk.rahnuma.registration;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.MessageBundle;
import pk.rahnuma.shared.Reference;

/// A remark for staff: why something is refused, or the finding of a check. It is stored as a text key with arguments,
/// so that commands print it in English and the console in the reader's language.
///
/// @param key of the text in `remarks/<language>.yaml`
/// @param arguments by name: numbers, words, codes (enums, [Option], [Field], [Reference]), other remarks, or lists of
///     these. No personal data
public record StaffRemark(String key, Map<String, Object> arguments) {

    private static final class MessageBundleHolder {
        private static final MessageBundle MESSAGE_BUNDLE =
                MessageBundle.loadFolder("/pk/rahnuma/registration/remarks/", Language.STAFF);
    }

    public StaffRemark {
        arguments = Map.copyOf(arguments);
    }

    /// A question of a form, by its name.
    public record Field(String name) {}

    /// One of the options of a question.
    public record Option(String question, String value) {}

    /// Creates a remark.
    ///
    /// @param namesAndValues arguments, a name and a value each
    public static StaffRemark ofKey(String key, Object... namesAndValues) {
        Map<String, Object> arguments = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new StaffRemark(key, arguments);
    }

    /// Creates a finding of a check.
    public static StaffRemark ofFinding(String key, Object... namesAndValues) {
        return ofKey("finding." + key, namesAndValues);
    }

    /// Creates the finding that an answer does not fit its field type.
    ///
    /// @param problem code of the problem, as field types define it
    public static StaffRemark ofFormatProblem(String problem) {
        String key = "finding.format_" + problem;
        return messageBundle().hasText(key)
                ? ofKey(key)
                : ofFinding("format_other", "problem", problem.replace('_', ' '));
    }

    /// The remark in a language of staff.
    ///
    /// @param words returns the words for a code, an enum, [Field], [Option] or [Instant]
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
                        .collect(Collectors.joining(Language.listSeparator(language)));
            case Reference reference -> Language.isolateText(reference.toGroupedText(), language);
            case String text -> Language.isolateText(text, language);
            default -> Language.isolateText(words.apply(value), language);
        };
    }

    /// In English, with codes as commands take them.
    @Override
    public String toString() {
        return formatIn(Language.ENGLISH, StaffRemark::code);
    }

    private static String code(Object value) {
        return switch (value) {
            case LineTransition move -> move.toWord();
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
