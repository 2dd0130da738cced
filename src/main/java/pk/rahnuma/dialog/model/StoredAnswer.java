package pk.rahnuma.dialog.model;

/// What was answered to a question.
///
/// @param value as the field type keeps it; null when the question was skipped
/// @param message the door's name for the message that gave it, to know it when it is edited; or null
public record StoredAnswer(Object value, String message) {}
