package pk.rahnuma.dialog.model;

import pk.rahnuma.dialog.field.FileReference;

/// A file that the host is to fetch. What comes of it comes back as [ConversationInput.Fetched] with the same session
/// and name.
///
/// @param handle unique in the session
public record FileFetch(String session, String handle, FileReference file) {

    /// The session of a file that is for the human who has the conversation: no script has it.
    public static final String HANDOVER_SESSION = "-";
}
