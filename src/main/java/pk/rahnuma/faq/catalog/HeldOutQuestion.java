package pk.rahnuma.faq.catalog;

/// A question that the understanding is measured on, and has not seen.
///
/// @param topic that it asks for; null when it is none of the desk's
public record HeldOutQuestion(String language, String topic, String question) {}
