package pk.rahnuma.dialog.model;

/// Answer to a question.
///
/// @param value in the field type's stored form; null when the question was skipped
/// @param message the channel's id of the message with the answer, to recognise it when it is edited; or null
public record StoredAnswer(Object value, String message) {}
