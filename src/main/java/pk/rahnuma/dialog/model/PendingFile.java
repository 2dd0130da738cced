package pk.rahnuma.dialog.model;

/// A file that is on its way to the question that waits.
///
/// @param handle what its outcome will be known by, unique in the session
/// @param message the door's name for the message that brought it, or null
/// @param album of the file, or null
public record PendingFile(String handle, String message, String album) {}
