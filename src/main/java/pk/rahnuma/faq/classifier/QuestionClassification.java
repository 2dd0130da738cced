package pk.rahnuma.faq.classifier;

import java.util.List;

/// What a question was taken for.
///
/// @param topic that it asks for; null when it would be a guess
/// @param confidence how likely the nearest topic is right, 0 to 1
/// @param nearest topics, the likeliest first; empty when no word of the question is known
public record QuestionClassification(String topic, double confidence, List<String> nearest) {}
