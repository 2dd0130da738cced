package pk.rahnuma.dialog.understanding;

import java.util.ArrayList;
import java.util.List;

/// One of the options of a choice, or a name that is known, with the ways to write it. Its comparison keys are computed
/// at the first comparison.
public final class Option {
    private final String value;
    private final String label;
    private final List<String> words;
    private volatile List<String> keys;

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
        return keys().getFirst().equals(typed);
    }

    /// True when one of the other words matches.
    public boolean isAlsoCalled(String typed) {
        return keys().lastIndexOf(typed) > 0;
    }

    /// Keys of all that it is called, its label first.
    public List<String> keys() {
        if (keys == null) {
            List<String> all = new ArrayList<>(words.size() + 1);
            all.add(TextNormaliser.toComparisonKey(label));
            words.stream().map(TextNormaliser::toComparisonKey).distinct().forEach(all::add);
            keys = List.copyOf(all);
        }
        return keys;
    }

    /// True when the label begins so. Other words have to be whole: they are many, and some begin alike.
    public boolean startsWith(String typed) {
        return keys().getFirst().startsWith(typed);
    }
}
