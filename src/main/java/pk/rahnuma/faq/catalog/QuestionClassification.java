package pk.rahnuma.faq.catalog;

import java.util.List;

/// Result of the classification of a question.
///
/// @param topic that it asks for; null when it would be a guess
/// @param confidence probability that the nearest topic is right, 0 to 1
/// @param nearest topics, the likeliest first; empty when no word of the question is known
public record QuestionClassification(String topic, double confidence, List<String> nearest) {

    /// Of a text that is no question.
    public static final QuestionClassification NONE = new QuestionClassification(null, 0, List.of());
}
