package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.faq.catalog.TfIdfVectoriser.FeatureVector;
import pk.rahnuma.shared.Language;

/// Finds the topic of a question in any of the languages. It is trained on the questions of all languages together,
/// since people mix them. Immutable and thread-safe.
public final class QuestionClassifier {

    /// Maximum topics to offer when none is certain.
    private static final int MAX_NEAREST_TOPICS = 3;
    /// Minimum confidence of an answer, and the maximum probability of all refusals together. Of the thresholds at
    /// which 97 of 100 held-back questions of other business are not answered, these let the most questions be
    /// answered.
    private static final double MIN_CONFIDENCE = 0.65;
    private static final double MAX_REFUSAL_PROBABILITY = 0.1;
    /// Minimum confidence of a refusal, and the maximum probability of all answers together. To be refused is worse for
    /// an honest person than to be asked back: the second one is between the harmless neighbours of requests to get
    /// around blocks, which have 0.42 and more, and these requests, which have 0.37 and less.
    private static final double MIN_REFUSAL_CONFIDENCE = 0.5;
    private static final double MAX_ANSWER_PROBABILITY = 0.4;

    // Parameters of the confidence; `docs/answers.md` describes how they were found.
    private static final double CONFIDENCE_INTERCEPT = -1.11;
    private static final double LOG_ODDS_COEFFICIENT = 0.74;
    private static final double KNOWN_SHARE_COEFFICIENT = 1.15;
    private static final double PROBABILITY_EPSILON = 1e-6;

    /// Weight of a sentence of the answer, relative to a question.
    private static final float SENTENCE_WEIGHT = 0.3f;

    private static final Set<Character.UnicodeScript> OWN_SCRIPTS =
            Set.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.ARABIC);

    private static final Pattern SENTENCE_END = Pattern.compile("[.۔?؟:;]\\s");

    /// Names of the topics, in the order of the model.
    private final List<String> topics;
    /// Those that can be offered.
    private final Set<String> offered;
    /// Topic of texts in another alphabet; null when the catalog has none.
    private final String foreignTopic;
    private final Map<String, String> known = new HashMap<>();
    private final TfIdfVectoriser vectoriser;
    private final LogisticRegression regression;

    /// Trains the classifier.
    ///
    /// @param statuses of topics; without one a topic is an ordinary one
    /// @param asked questions by topic
    /// @param said sentences of the answers by topic
    QuestionClassifier(
            Map<String, AnswerStatus> statuses,
            Map<String, List<String>> asked,
            Map<String, List<String>> said,
            SynonymGroups kin) {
        topics = List.copyOf(asked.keySet());
        offered = topics.stream()
                .filter(topic ->
                        statuses.getOrDefault(topic, AnswerStatus.ANSWERED).answersQuestion())
                .collect(Collectors.toUnmodifiableSet());
        foreignTopic = topics.stream()
                .filter(topic -> statuses.get(topic) == AnswerStatus.OTHER_LANGUAGE)
                .findFirst()
                .orElse(null);
        List<String> texts = new ArrayList<>();
        List<Integer> of = new ArrayList<>();
        for (int topic = 0; topic < topics.size(); topic++) {
            for (String question : asked.get(topics.get(topic))) {
                known.putIfAbsent(TextNormaliser.toComparisonKey(question), topics.get(topic));
                texts.add(question);
                of.add(topic);
            }
        }
        int questions = texts.size();
        for (int topic = 0; topic < topics.size(); topic++) {
            for (String sentence : said.getOrDefault(topics.get(topic), List.of())) {
                texts.add(sentence);
                of.add(topic);
            }
        }
        TfIdfVectoriser.FittedVocabulary made = TfIdfVectoriser.fitVocabulary(new FeatureExtractor(kin), texts);
        vectoriser = made.vocabulary();
        float[] count = new float[texts.size()];
        Arrays.fill(count, 0, questions, 1);
        Arrays.fill(count, questions, count.length, SENTENCE_WEIGHT);
        regression = new LogisticRegression(
                vectoriser.featureCount(),
                topics.size(),
                made.questions(),
                of.stream().mapToInt(Integer::intValue).toArray(),
                count);
    }

    /// Trains the classifier, which takes a processor about half a second.
    public static QuestionClassifier trainOn(FaqCatalog answers) {
        return new QuestionClassifier(
                statusesByTopic(answers),
                questionsByTopic(answers),
                answerSentencesByTopic(answers),
                new SynonymGroups(answers.synonymGroups()));
    }

    static Map<String, AnswerStatus> statusesByTopic(FaqCatalog answers) {
        return answers.listTopics().stream().collect(Collectors.toMap(FaqTopic::name, FaqTopic::status));
    }

    static Map<String, List<String>> questionsByTopic(FaqCatalog answers) {
        return collectByTopic(
                answers,
                wording -> Stream.concat(Stream.of(wording.title()), wording.asked().stream())
                        .toList());
    }

    static Map<String, List<String>> answerSentencesByTopic(FaqCatalog answers) {
        return collectByTopic(answers, wording -> List.of(SENTENCE_END.split(wording.formatForTraining())));
    }

    private static Map<String, List<String>> collectByTopic(
            FaqCatalog answers, Function<TopicTexts, List<String>> texts) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (FaqTopic topic : answers.listTopics()) {
            List<String> all = new ArrayList<>();
            Language.ALL.forEach(language -> all.addAll(texts.apply(answers.topicTexts(language, topic.name()))));
            found.put(topic.name(), all);
        }
        return found;
    }

    /// Classifies a question.
    ///
    /// @param question as the person wrote it
    public QuestionClassification classifyQuestion(String question) {
        if (foreignTopic != null && isForeign(question)) {
            return new QuestionClassification(foreignTopic, 1, List.of());
        }
        String same = known.get(TextNormaliser.toComparisonKey(question));
        FeatureVector vector = vectoriser.toVector(question);
        // A number alone is no question: it is an answer that came too late, or a reference.
        boolean wordless = question.codePoints().noneMatch(Character::isLetter);
        if (topics.isEmpty() || vector.indices().length == 0 || wordless) {
            return QuestionClassification.NONE;
        }
        float[] likely = regression.predictProbabilities(vector);
        List<Integer> order = IntStream.range(0, likely.length)
                .boxed()
                .sorted(Comparator.comparingDouble(topic -> -likely[topic]))
                .toList();
        String best = same == null ? topics.get(order.getFirst()) : same;
        List<String> nearest = Stream.concat(Stream.of(best), order.stream().map(topics::get))
                .filter(offered::contains)
                .distinct()
                .limit(MAX_NEAREST_TOPICS)
                .toList();
        double confidence = same == null ? computeConfidence(vector, likely[order.getFirst()]) : 1;
        boolean certain = offered.contains(best)
                ? confidence >= MIN_CONFIDENCE
                        && (same != null || 1 - answerProbability(likely) < MAX_REFUSAL_PROBABILITY)
                : confidence >= MIN_REFUSAL_CONFIDENCE
                        && (same != null || answerProbability(likely) < MAX_ANSWER_PROBABILITY);
        return new QuestionClassification(certain ? best : null, confidence, nearest);
    }

    /// Probability of all topics together that are answered.
    private double answerProbability(float[] likely) {
        return IntStream.range(0, likely.length)
                .filter(topic -> offered.contains(topics.get(topic)))
                .mapToDouble(topic -> likely[topic])
                .sum();
    }

    /// True when most letters are neither Latin nor of the Urdu alphabet.
    private static boolean isForeign(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        return TextNormaliser.countLetters(text, OWN_SCRIPTS) * 2 < letters;
    }

    /// Probability that the likeliest topic is right, fitted on questions held back from the training, a quarter of
    /// them with their whole topic: from the model's probability, and from the share of the question that is known.
    private static double computeConfidence(FeatureVector question, double likely) {
        double odds = Math.log((likely + PROBABILITY_EPSILON) / (1 - likely + PROBABILITY_EPSILON));
        return 1
                / (1
                        + Math.exp(-(CONFIDENCE_INTERCEPT
                                + LOG_ODDS_COEFFICIENT * odds
                                + KNOWN_SHARE_COEFFICIENT * question.knownShare())));
    }
}
