package pk.rahnuma.faq.catalog;

/// A question for measuring the classifier, which is not trained on it.
///
/// @param topic that it asks for; null when the desk must not answer it
public record HeldOutQuestion(String language, String topic, String question) {}
