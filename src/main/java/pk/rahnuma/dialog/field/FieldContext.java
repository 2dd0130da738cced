package pk.rahnuma.dialog.field;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;

/// Context of one question: all that a field type may read.
///
/// @param properties of the question in its script (`least`, `most`, `pattern`, ...)
/// @param options for choices, in the order shown; empty for other types
/// @param language of the conversation: `en`, `ur` or `ur-Latn`
/// @param today in Pakistan
/// @param partial value that this question holds without being answered (an unfinished list), or null
/// @param lexicon of all languages
public record FieldContext(
        Map<String, Object> properties,
        OptionList options,
        String language,
        LocalDate today,
        Object partial,
        Lexicon lexicon) {

    /// Context for bare values.
    public FieldContext(
            Map<String, Object> properties, List<Option> options, String language, LocalDate today, Object partial) {
        this(properties, OptionList.of(options), language, today, partial, Lexicon.EMPTY);
    }

    /// The same context with only some of its options.
    ///
    /// @param values of these options
    public FieldContext withOptions(List<String> values) {
        List<Option> fewer = options.stream()
                .filter(option -> values.contains(option.value()))
                .toList();
        return new FieldContext(properties, OptionList.of(fewer), language, today, partial, lexicon);
    }

    public long numberProperty(String property, long otherwise) {
        return properties.get(property) instanceof Number n ? n.longValue() : otherwise;
    }

    public boolean flagProperty(String property) {
        return Boolean.TRUE.equals(properties.get(property));
    }

    public String textProperty(String property, String otherwise) {
        return properties.get(property) instanceof String s ? s : otherwise;
    }

    /// Label of an option's value; the value itself when it is none of the options (free text by `other: true`).
    public String labelOf(Object value) {
        for (Option option : options) {
            if (option.value().equals(value)) {
                return option.label();
            }
        }
        return String.valueOf(value);
    }
}
