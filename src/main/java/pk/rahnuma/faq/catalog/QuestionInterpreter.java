package pk.rahnuma.faq.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Interprets a text that asks one question or two: "is it free and how long does it take?". A text is two questions
/// only if both parts are certain, ask for different topics, and these are near to the whole; anything else is one.
/// Thread-safe.
public final class QuestionInterpreter {

    /// Minimum confidence of each of two questions, and maximum confidence of the text as one. The first was
    /// chosen on held-back questions, the second on the questions that are two in `docs/answers.md`.
    private static final double MIN_PART_CONFIDENCE = 0.75;
    private static final double MAX_WHOLE_CONFIDENCE = 0.95;
    /// Minimum confidence of a part that is refused beside a part that would be answered.
    private static final double MIN_PREVAILING_CONFIDENCE = 0.8;
    /// Maximum places at which a text could be divided: more clauses are a story.
    private static final int MAX_PLACES = 3;

    private static final int MAX_REMEMBERED_TEXTS = 512;
    private static final Duration REMEMBERED_TTL = Duration.ofSeconds(10);

    /// Ends of clauses, and words that join two questions in one of the languages.
    private static final Pattern PLACE = Pattern.compile(
            "[?؟!.۔;؛,،:\\n]+|(?<![\\p{L}\\p{N}])(?:and|also|plus|aur|or|اور|نیز)(?![\\p{L}\\p{N}])|[&+]",
            Pattern.CASE_INSENSITIVE);

    /// Statuses that take the place of the answer to another part.
    private static final Set<AnswerStatus> PREVAILING_STATUSES =
            Set.of(AnswerStatus.INJECTION, AnswerStatus.CIRCUMVENTION, AnswerStatus.OTHER_PEOPLE, AnswerStatus.CRISIS);

    private record Parts(QuestionClassification first, QuestionClassification second) {

        Stream<QuestionClassification> stream() {
            return Stream.of(first, second);
        }

        double confidence() {
            return Math.min(first.confidence(), second.confidence());
        }
    }

    private final QuestionClassifier classifier;
    private final Map<String, AnswerStatus> statuses;
    private final Set<String> courtesies;
    /// One typed text is looked at several times within a turn: as a possible question, for its answer, and for the
    /// list of what was not understood.
    private final Cache<String, List<QuestionClassification>> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED_TEXTS)
            .expireAfterWrite(REMEMBERED_TTL)
            .build();

    public QuestionInterpreter(QuestionClassifier classifier, FaqCatalog answers) {
        this.classifier = classifier;
        this.statuses = QuestionClassifier.statusesByTopic(answers);
        this.courtesies = answers.listTopics().stream()
                .filter(FaqTopic::courtesy)
                .map(FaqTopic::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Interprets a text.
    ///
    /// @param text as the person wrote it
    /// @return one classification, or those of two questions, each with a topic that answers it
    public List<QuestionClassification> interpretQuestion(String text) {
        return remembered.get(text, this::interpretText);
    }

    private List<QuestionClassification> interpretText(String text) {
        QuestionClassification whole = classifier.classifyQuestion(text);
        boolean courtesy = isCourtesy(whole);
        boolean certain = whole.topic() != null
                && !courtesy
                && (whole.confidence() > MAX_WHOLE_CONFIDENCE || !answersQuestion(whole));
        List<Parts> divisions = certain ? List.of() : divideText(text);
        QuestionClassification prevailing = divisions.stream()
                .filter(parts -> parts.stream().anyMatch(this::answersQuestion))
                .flatMap(Parts::stream)
                .filter(part -> part.topic() != null && PREVAILING_STATUSES.contains(statuses.get(part.topic())))
                .filter(part -> part.confidence() >= MIN_PREVAILING_CONFIDENCE)
                .max(Comparator.comparingDouble(QuestionClassification::confidence))
                .orElse(null);
        if (prevailing != null) {
            return List.of(prevailing);
        }
        if (courtesy) {
            return List.of(findQuestionBesideCourtesy(divisions, whole));
        }
        return divisions.stream()
                .filter(parts -> areTwoQuestions(parts, whole))
                .max(Comparator.comparingDouble(Parts::confidence))
                .map(parts -> parts.stream().toList())
                .orElse(List.of(whole));
    }

    private List<Parts> divideText(String text) {
        List<String[]> halves = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        while (halves.size() <= MAX_PLACES && place.find()) {
            String before = text.substring(0, place.start());
            String after = text.substring(place.end());
            if (!before.isBlank() && !after.isBlank()) {
                halves.add(new String[] {before, after});
            }
        }
        return halves.size() > MAX_PLACES
                ? List.of()
                : halves.stream()
                        .map(half ->
                                new Parts(classifier.classifyQuestion(half[0]), classifier.classifyQuestion(half[1])))
                        .toList();
    }

    private boolean areTwoQuestions(Parts parts, QuestionClassification whole) {
        return !Objects.equals(parts.first().topic(), parts.second().topic())
                && parts.stream()
                        .allMatch(part ->
                                isCertainQuestion(part) && whole.nearest().contains(part.topic()));
    }

    /// The question in "thank you, and what happens now?"; the courtesy when there is none.
    private QuestionClassification findQuestionBesideCourtesy(List<Parts> divisions, QuestionClassification courtesy) {
        return divisions.stream()
                .filter(parts -> parts.stream().anyMatch(this::isCourtesy))
                .flatMap(Parts::stream)
                .filter(this::isCertainQuestion)
                .max(Comparator.comparingDouble(QuestionClassification::confidence))
                .orElse(courtesy);
    }

    private boolean isCertainQuestion(QuestionClassification part) {
        return answersQuestion(part) && !isCourtesy(part) && part.confidence() >= MIN_PART_CONFIDENCE;
    }

    private boolean isCourtesy(QuestionClassification part) {
        return part.topic() != null && courtesies.contains(part.topic());
    }

    private boolean answersQuestion(QuestionClassification part) {
        return part.topic() != null && statuses.get(part.topic()).answersQuestion();
    }
}
