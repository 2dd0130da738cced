package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import pk.rahnuma.dialog.reading.ActClassifier;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.faq.catalog.TfIdfVectoriser.FeatureVector;

/// Finds the act of a message, in any of the languages. It is trained on the sentences of the texts under `acts`, and
/// on the questions of the answers, which are the act `question`. Immutable and thread-safe.
public final class MessageActClassifier implements ActClassifier {

    private static final String QUESTION_KEY = "question";
    /// Share of the questions to the desk that are learnt, one of so many, and the weight of each relative to another
    /// sentence: all of them would take twice as long and be ten times as many.
    private static final int QUESTION_SHARE = 5;
    private static final float QUESTION_WEIGHT = 0.25f;
    /// Maximum characters that are read: an act shows in fewer.
    private static final int MAX_TEXT_LENGTH = 300;

    private final List<String> keys;
    /// Kind of each key.
    private final List<MessageAct.Kind> kinds;
    private final Map<String, String> known = new HashMap<>();
    private final TfIdfVectoriser vectoriser;
    private final LogisticRegression regression;

    private MessageActClassifier(Map<String, List<String>> sentences, SynonymGroups synonyms) {
        keys = List.copyOf(sentences.keySet());
        kinds = keys.stream().map(key -> MessageAct.fromKey(key, 1).kind()).toList();
        List<String> texts = new ArrayList<>();
        List<Integer> acts = new ArrayList<>();
        for (int act = 0; act < keys.size(); act++) {
            for (String sentence : sentences.get(keys.get(act))) {
                known.putIfAbsent(TextNormaliser.toComparisonKey(sentence), keys.get(act));
                texts.add(sentence);
                acts.add(act);
            }
        }
        TfIdfVectoriser.FittedVocabulary fitted = TfIdfVectoriser.fitVocabulary(new FeatureExtractor(synonyms), texts);
        vectoriser = fitted.vocabulary();
        float[] counts = new float[texts.size()];
        Arrays.fill(counts, 1);
        int question = keys.indexOf(QUESTION_KEY);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = acts.get(i) == question ? QUESTION_WEIGHT : 1;
        }
        regression = new LogisticRegression(
                vectoriser.featureCount(),
                keys.size(),
                fitted.questions(),
                acts.stream().mapToInt(Integer::intValue).toArray(),
                counts);
    }

    /// Trains the classifier.
    ///
    /// @param sentences by key of their act, such as `none.later`; without any, no act is found
    public static MessageActClassifier trainOn(Map<String, List<String>> sentences, FaqCatalog answers) {
        Map<String, List<String>> all = new LinkedHashMap<>(sentences);
        if (!all.isEmpty()) {
            all.put(
                    QUESTION_KEY,
                    QuestionClassifier.questionsByTopic(answers).values().stream()
                            .flatMap(questions -> IntStream.range(0, questions.size())
                                    .filter(place -> place % QUESTION_SHARE == 0)
                                    .mapToObj(questions::get))
                            .toList());
        }
        return new MessageActClassifier(all, new SynonymGroups(answers.synonymGroups()));
    }

    @Override
    public List<MessageAct> findActs(String text, Set<MessageAct.Kind> possible) {
        String read = text.length() <= MAX_TEXT_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT_LENGTH / 2));
        String same = known.get(TextNormaliser.toComparisonKey(read));
        if (same != null && possible.contains(MessageAct.fromKey(same, 1).kind())) {
            return List.of(MessageAct.fromKey(same, 1));
        }
        FeatureVector vector = vectoriser.toVector(read);
        if (keys.isEmpty() || vector.indices().length == 0) {
            return List.of(MessageAct.UNKNOWN);
        }
        float[] likely = regression.predictProbabilities(vector);
        float sum = 0;
        int best = -1;
        int next = -1;
        for (int act = 0; act < likely.length; act++) {
            if (possible.contains(kinds.get(act))) {
                sum += likely[act];
                if (best < 0 || likely[act] > likely[best]) {
                    next = best;
                    best = act;
                } else if (next < 0 || likely[act] > likely[next]) {
                    next = act;
                }
            }
        }
        double known = vector.knownShare() / sum;
        List<MessageAct> acts = IntStream.of(best, next)
                .filter(act -> act >= 0)
                .mapToObj(act -> MessageAct.fromKey(keys.get(act), likely[act] * known))
                .toList();
        return acts.isEmpty() ? List.of(MessageAct.UNKNOWN) : acts;
    }
}
