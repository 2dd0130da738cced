package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.Language;

/// Reduces a text to words that the desk itself uses in its answers, and to those that are in several known questions.
/// The result identifies no person: names, numbers and addresses are not among these words. A word that only
/// sounds like one of them is left out too, since names do (`Ayesha`, `aisa`).
///
/// Immutable and thread-safe.
public final class VocabularyRedactor {

    /// Replacement for text that was left out.
    public static final String REDACTION_MARK = "…";
    /// Maximum characters of the result.
    public static final int MAX_LENGTH = 400;

    /// Maximum words that are read: a question makes its point in fewer.
    private static final int MAX_WORDS = 40;
    /// Minimum letters of a word, since people spell names letter by letter.
    private static final int MIN_WORD_LENGTH = 2;
    /// Maximum number words in a text; more are treated as a personal number.
    private static final int MAX_NUMBER_WORDS = 4;

    private static final Set<String> NUMBER_WORDS = splitWords("zero one two three four five six seven eight nine"
                    + " sifar aik ek do teen char panch che chay saat aath nau"
                    + " صفر ایک دو تین چار پانچ چھ سات آٹھ نو")
            .collect(Collectors.toUnmodifiableSet());

    /// Minimum known questions with a word. Those who wrote them put an invented name into a few.
    private static final int MIN_QUESTIONS = 5;

    private final Set<String> own;

    private VocabularyRedactor(Stream<String> words) {
        own = words.filter(word -> word.length() >= MIN_WORD_LENGTH)
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static VocabularyRedactor fromCatalog(FaqCatalog answers) {
        List<String> topics = answers.listTopics().stream()
                .filter(topic -> topic.status().answersQuestion())
                .map(FaqTopic::name)
                .toList();
        Map<String, Integer> questions = new HashMap<>();
        Map<String, List<String>> asked = QuestionClassifier.questionsByTopic(answers);
        topics.stream()
                .flatMap(topic -> asked.get(topic).stream())
                .forEach(question ->
                        splitWords(question).distinct().forEach(word -> questions.merge(word, 1, Integer::sum)));
        questions.values().removeIf(count -> count < MIN_QUESTIONS);
        Stream<String> titles = topics.stream()
                .flatMap(topic -> Language.ALL.stream()
                        .map(language -> answers.topicTexts(language, topic).title()));
        Stream<String> sentences = QuestionClassifier.answerSentencesByTopic(answers).values().stream()
                .flatMap(List::stream);
        Stream<String> synonyms = answers.synonymGroups().values().stream().flatMap(List::stream);
        return new VocabularyRedactor(Stream.concat(
                questions.keySet().stream(),
                Stream.of(titles, sentences, synonyms)
                        .flatMap(texts -> texts.flatMap(VocabularyRedactor::splitWords))));
    }

    /// The text with [#REDACTION_MARK] in place of words that are not the desk's; at most [#MAX_LENGTH] characters.
    public String redactQuestion(String said) {
        List<String> written = splitWords(said).limit(MAX_WORDS).toList();
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

    private static Stream<String> splitWords(String text) {
        return Arrays.stream(TextNormaliser.toComparisonKey(text).split(" ")).filter(word -> !word.isEmpty());
    }
}
