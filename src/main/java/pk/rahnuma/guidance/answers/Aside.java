package pk.rahnuma.guidance.answers;

/// A question that the understanding is measured on, and has not seen.
///
/// @param topic that it asks for; null when it is none of the desk's
public record Aside(String language, String topic, String question) {}
