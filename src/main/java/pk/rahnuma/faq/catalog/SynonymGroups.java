package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Synonyms in questions, in all languages: `fees`, `kitne paise` and `قیمت` all ask for money.
public final class SynonymGroups {

    /// Maximum words of an entry.
    static final int MAX_ENTRY_WORDS = 4;

    private final Map<String, List<String>> names = new HashMap<>();

    /// Creates the groups.
    ///
    /// @param words entries of one to four words by the name of their group
    public SynonymGroups(Map<String, List<String>> words) {
        words.forEach((name, ways) -> ways.forEach(way -> names.computeIfAbsent(
                        SpellingNormaliser.splitWords(way).stream()
                                .map(SpellingNormaliser::toStem)
                                .collect(Collectors.joining(" ")),
                        key -> new ArrayList<>())
                .add(name)));
    }

    /// Groups of the words of a question, in alphabetical order.
    ///
    /// @param stems of its words
    public Collection<String> findGroups(List<String> stems) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < stems.size(); i++) {
            String together = "";
            for (int n = 0; n < MAX_ENTRY_WORDS && i + n < stems.size(); n++) {
                together = n == 0 ? stems.get(i) : together + " " + stems.get(i + n);
                found.addAll(names.getOrDefault(together, List.of()));
            }
        }
        return found;
    }
}
