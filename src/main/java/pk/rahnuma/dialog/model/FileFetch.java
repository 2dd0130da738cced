package pk.rahnuma.dialog.model;

import pk.rahnuma.dialog.field.FileReference;

/// A file that the host has to download. Its outcome arrives as [ConversationInput.Fetched] with the same session and
/// handle.
///
/// @param handle unique in the session
public record FileFetch(String session, String handle, FileReference file) {

    /// Session of a file that is for the agent of a handover: no script has it.
    public static final String HANDOVER_SESSION = "-";
}
