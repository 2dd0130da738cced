package pk.rahnuma.dialog.field;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// One asking of a question: all that a field type may look at.
///
/// @param properties of the question in its script (`least`, `most`, `pattern`, ...)
/// @param options for choices, in the order shown; empty for other types
/// @param language of the conversation: `en`, `ur` or `ur-Latn`
/// @param today in Pakistan
/// @param partial what this question holds already without being answered (a list under way), or null
public record Ask(
        Map<String, Object> properties, List<Option> options, String language, LocalDate today, Object partial) {

    /// @param value what is kept, ASCII, at most 32 characters
    /// @param label as shown, in the conversation's language
    /// @param words other ways to say it: the labels of all languages and what the texts list under `words`
    public record Option(String value, String label, List<String> words) {}

    public long number(String property, long otherwise) {
        return properties.get(property) instanceof Number n ? n.longValue() : otherwise;
    }

    public boolean flag(String property) {
        return Boolean.TRUE.equals(properties.get(property));
    }

    public String text(String property, String otherwise) {
        return properties.get(property) instanceof String s ? s : otherwise;
    }

    /// The label of an option's value; the value itself when it is none of the options (free text by `other: true`).
    public String label(Object value) {
        for (Option option : options) {
            if (option.value().equals(value)) {
                return option.label();
            }
        }
        return String.valueOf(value);
    }
}
