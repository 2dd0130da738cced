package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/// A file that is being downloaded for the current question, or for one that is asked later.
///
/// @param handle of its outcome, unique in the session
/// @param message the channel's id of the message with the file, or null
/// @param album of the file, or null
/// @param early name of the later question that it answers; null for the current one
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingFile(String handle, String message, String album, String early) {}
