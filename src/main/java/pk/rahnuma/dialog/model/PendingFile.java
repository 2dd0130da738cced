package pk.rahnuma.dialog.model;

/// A file that is being downloaded for the current question.
///
/// @param handle of its outcome, unique in the session
/// @param message the channel's id of the message with the file, or null
/// @param album of the file, or null
public record PendingFile(String handle, String message, String album) {}
