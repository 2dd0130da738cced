package pk.rahnuma.faq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.TextNormaliser;

/// The words that the desk itself uses in its answers and in the questions it knows, which are public. What somebody
/// wrote, told in these alone, names nobody: a name, a number, an address is none of them. What only sounds like one
/// of them is left out too, since names do (`Ayesha`, `aisa`).
///
/// Never changes; for any number of threads.
public final class VocabularyRedactor {

    /// Stands for whatever was left out.
    public static final String GAP = "…";
    /// Characters of what is told.
    public static final int MOST = 400;

    /// Words that are looked at: a question has its point in fewer.
    private static final int WORDS = 40;
    /// Letters of a word: who spells a name does so letter by letter.
    private static final int LETTERS = 2;
    /// More figures in words than these are a number of somebody.
    private static final int FIGURES = 4;

    private static final Set<String> FIGURE = Set.of(("zero one two three four five six seven eight nine"
                    + " sifar aik ek do teen char panch che chay saat aath nau"
                    + " صفر ایک دو تین چار پانچ چھ سات آٹھ نو")
            .split(" "));

    private final Set<String> own;

    private VocabularyRedactor(Stream<String> texts) {
        own = texts.flatMap(VocabularyRedactor::words)
                .filter(word -> word.length() >= LETTERS)
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static VocabularyRedactor of(FaqCatalog answers) {
        return new VocabularyRedactor(Stream.of(
                        QuestionClassifier.asked(answers).values(),
                        QuestionClassifier.said(answers).values(),
                        answers.kin().values())
                .flatMap(lists -> lists.stream().flatMap(List::stream)));
    }

    /// What somebody wrote, with [#GAP] in place of all that is no word of the desk; at most [#MOST] characters.
    public String only(String said) {
        List<String> written = words(said).limit(WORDS).toList();
        boolean number = written.stream().filter(FIGURE::contains).count() > FIGURES;
        List<String> told = new ArrayList<>();
        for (String word : written) {
            boolean hidden = !own.contains(word) || number && FIGURE.contains(word);
            if (!hidden) {
                told.add(word);
            } else if (told.isEmpty() || !told.getLast().equals(GAP)) {
                told.add(GAP);
            }
        }
        String all = String.join(" ", told);
        return all.length() <= MOST ? all : all.substring(0, all.lastIndexOf(' ', MOST));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(TextNormaliser.key(text).split(" ")).filter(word -> !word.isEmpty());
    }
}
