package pk.rahnuma.faq.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How a question ended. A topic gives its own (`status` in `topics.yaml`) to the questions that it answers.
public enum AnswerStatus {
    /// The answer on the rules or the procedure.
    ANSWERED,
    /// The answer about the desk itself.
    ABOUT_DESK,
    /// The answer where to see one's own application, which this text alone cannot tell.
    PERSONAL_CASE,
    /// The topics that are nearest, to choose from.
    ASKED_BACK,
    /// Nothing is near.
    NOT_UNDERSTOOD,
    /// It is none of the desk's business.
    OUT_OF_SCOPE,
    /// The text is in a language or alphabet that the desk does not know.
    OTHER_LANGUAGE,
    /// Help is wanted to get around a block or a rule.
    CIRCUMVENTION,
    /// Data of other people is wanted.
    OTHER_PEOPLE,
    /// The text gives orders to the program.
    INJECTION,
    /// The text is abuse.
    INSULT,
    /// The text says that a person may be in danger.
    CRISIS;

    private static final List<AnswerStatus> BY_RULE = List.of(ASKED_BACK, NOT_UNDERSTOOD);

    /// Status of a topic by its name in `topics.yaml`; null for one that no topic can have.
    static AnswerStatus ofTopic(String word) {
        return ofTopics()
                .filter(status -> status.toWord().equals(word))
                .findFirst()
                .orElse(null);
    }

    /// Names that [#ofTopic] knows.
    static List<String> topicWords() {
        return ofTopics().map(AnswerStatus::toWord).toList();
    }

    private static Stream<AnswerStatus> ofTopics() {
        return Arrays.stream(values()).filter(status -> !BY_RULE.contains(status));
    }

    /// Name in files, tables and metrics: `out_of_scope`.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// True when a topic with this status can be offered.
    public boolean answersQuestion() {
        return this == ANSWERED || this == ABOUT_DESK || this == PERSONAL_CASE;
    }
}
