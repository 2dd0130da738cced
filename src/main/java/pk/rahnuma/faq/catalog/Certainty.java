package pk.rahnuma.faq.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Degree to which an answer is certain: that of the weakest fact on which its main statement rests. `docs/domain.md`
/// describes the marks of facts.
public enum Certainty {
    /// A page or a statement of PTA or of another office that is responsible.
    OFFICIAL,
    /// One outlet or one public source, or several that copy one.
    REPORTED,
    /// A conclusion or a rule of this desk, or that no source says anything.
    DERIVED;

    /// Certainty by its name in `topics.yaml`; null for another word.
    static Certainty ofWord(String word) {
        return Arrays.stream(values())
                .filter(certainty -> certainty.toWord().equals(word))
                .findFirst()
                .orElse(null);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Certainty::toWord).toList();
    }

    /// Name in files and texts.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }
}
