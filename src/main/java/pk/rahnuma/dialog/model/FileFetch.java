package pk.rahnuma.dialog.model;

import pk.rahnuma.dialog.field.FileReference;

/// A file that the host has to download. Its outcome arrives as [ConversationInput.Fetched] with the same session and
/// handle.
///
/// @param handle unique in the session
public record FileFetch(String session, String handle, FileReference file) {

    /// Session of a file that is for the agent of a handover, or for a ticket: no script has it.
    public static final String HANDOVER_SESSION = "-";

    /// A file for staff: no question waits for it.
    public static FileFetch forStaff(ConversationInput.File sent) {
        return new FileFetch(HANDOVER_SESSION, String.valueOf(sent.message()), sent.file());
    }
}
