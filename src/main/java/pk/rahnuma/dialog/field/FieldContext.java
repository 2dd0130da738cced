package pk.rahnuma.dialog.field;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Context of one question: all that a field type may read.
///
/// @param properties of the question in its script (`least`, `most`, `pattern`, ...)
/// @param options for choices, in the order shown; empty for other types
/// @param language of the conversation: `en`, `ur` or `ur-Latn`
/// @param today in Pakistan
/// @param partial value that this question holds without being answered (an unfinished list), or null
/// @param phrases of all languages
public record FieldContext(
        Map<String, Object> properties,
        List<Option> options,
        String language,
        LocalDate today,
        Object partial,
        PhraseBook phrases) {

    /// Context for bare values.
    public FieldContext(
            Map<String, Object> properties, List<Option> options, String language, LocalDate today, Object partial) {
        this(properties, options, language, today, partial, PhraseBook.EMPTY);
    }

    /// One of the options of a choice. Its comparison keys are computed at the first comparison.
    public static final class Option {
        private final String value;
        private final String label;
        private final List<String> words;
        private volatile String key;
        private volatile List<String> others;

        /// @param value stored value, ASCII, at most 32 characters
        /// @param label as shown, in the conversation's language
        /// @param words other ways to say it: the labels of all languages and the entries under `words` in the texts
        public Option(String value, String label, List<String> words) {
            this.value = value;
            this.label = label;
            this.words = words;
        }

        public String value() {
            return value;
        }

        public String label() {
            return label;
        }

        /// True when the label matches.
        ///
        /// @param typed a key from [TextNormaliser#toComparisonKey]
        public boolean isLabelled(String typed) {
            return key().equals(typed);
        }

        /// True when one of the other words matches.
        public boolean isAlsoCalled(String typed) {
            return others().contains(typed);
        }

        /// Keys of all that it is called, its label first.
        public List<String> keys() {
            List<String> keys = new ArrayList<>(others());
            keys.addFirst(key());
            return keys;
        }

        /// True when the label begins so. Other words have to be whole: they are many, and some begin alike.
        public boolean startsWith(String typed) {
            return key().startsWith(typed);
        }

        private String key() {
            if (key == null) {
                key = TextNormaliser.toComparisonKey(label);
            }
            return key;
        }

        private List<String> others() {
            if (others == null) {
                others = words.stream()
                        .map(TextNormaliser::toComparisonKey)
                        .distinct()
                        .toList();
            }
            return others;
        }
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
