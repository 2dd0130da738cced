package pk.rahnuma.faq.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.faq.catalog.FaqCatalog;

/// The words that the desk itself uses in its answers and in the questions it knows, which are public. What somebody
/// wrote, told in these alone, names nobody: a name, a number, an address is none of them. What only sounds like one
/// of them is left out too, since names do (`Ayesha`, `aisa`).
///
/// Never changes; for any number of threads.
public final class VocabularyRedactor {

    /// Stands for whatever was left out.
    public static final String REDACTION_MARK = "…";
    /// Characters of what is told.
    public static final int MAX_LENGTH = 400;

    /// Words that are looked at: a question has its point in fewer.
    private static final int MAX_WORDS = 40;
    /// Letters of a word: who spells a name does so letter by letter.
    private static final int MIN_WORD_LENGTH = 2;
    /// More figures in words than these are a number of somebody.
    private static final int MAX_NUMBER_WORDS = 4;

    private static final Set<String> NUMBER_WORDS = Set.of(("zero one two three four five six seven eight nine"
                    + " sifar aik ek do teen char panch che chay saat aath nau"
                    + " صفر ایک دو تین چار پانچ چھ سات آٹھ نو")
            .split(" "));

    private final Set<String> own;

    private VocabularyRedactor(Stream<String> texts) {
        own = texts.flatMap(VocabularyRedactor::words)
                .filter(word -> word.length() >= MIN_WORD_LENGTH)
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static VocabularyRedactor fromCatalog(FaqCatalog answers) {
        return new VocabularyRedactor(Stream.of(
                        QuestionClassifier.questionsByTopic(answers).values(),
                        QuestionClassifier.answerSentencesByTopic(answers).values(),
                        answers.synonymGroups().values())
                .flatMap(lists -> lists.stream().flatMap(List::stream)));
    }

    /// What somebody wrote, with [#REDACTION_MARK] in place of all that is no word of the desk; at most [#MAX_LENGTH]
    /// characters.
    public String redactQuestion(String said) {
        List<String> written = words(said).limit(MAX_WORDS).toList();
        boolean number = written.stream().filter(NUMBER_WORDS::contains).count() > MAX_NUMBER_WORDS;
        List<String> told = new ArrayList<>();
        for (String word : written) {
            boolean hidden = !own.contains(word) || number && NUMBER_WORDS.contains(word);
            if (!hidden) {
                told.add(word);
            } else if (told.isEmpty() || !told.getLast().equals(REDACTION_MARK)) {
                told.add(REDACTION_MARK);
            }
        }
        String all = String.join(" ", told);
        return all.length() <= MAX_LENGTH ? all : all.substring(0, all.lastIndexOf(' ', MAX_LENGTH));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(TextNormaliser.toComparisonKey(text).split(" ")).filter(word -> !word.isEmpty());
    }
}
