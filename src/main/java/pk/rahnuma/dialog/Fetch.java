package pk.rahnuma.dialog;

import pk.rahnuma.dialog.field.FileRef;

/// A file that the host is to fetch. What comes of it comes back as [Input.Fetched] with the same session and name.
///
/// @param handle unique in the session
public record Fetch(String session, String handle, FileRef file) {

    /// The session of a file that is for the human who has the conversation: no script has it.
    public static final String HUMAN = "-";
}
