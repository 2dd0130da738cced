package pk.rahnuma.conversation.batch;

import java.util.List;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.EngineLimits;

/// A person's input as a message of the conversation. The body's `asks` holds its kind: `text`, `tap` (the text is the
/// button's data), `file`, `contact` or `edit`.
public record ReceivedMessageBody(Reply body, String reference) {

    /// Adds the id under which its file is or will be stored.
    ReceivedMessageBody withFile(String file) {
        return new ReceivedMessageBody(body.withAttachment(file), reference);
    }

    /// Adds the text for staff who may not see it in full.
    ReceivedMessageBody withMaskedText(String masked) {
        return masked == null ? this : new ReceivedMessageBody(body.withMaskedText(legible(masked)), reference);
    }

    /// @return null for an input that is not a person's, or is not shown again
    public static ReceivedMessageBody fromInput(ConversationInput input) {
        return switch (input) {
            case ConversationInput.Text text -> heard(text.text(), "text", text.message());
            case ConversationInput.Tap tap -> heard(tap.data(), "tap", null);
            case ConversationInput.File file ->
                heard(file.file().name() == null ? "📎" : file.file().name(), "file", file.message());
            case ConversationInput.Contact contact -> heard(contact.phone(), "contact", contact.message());
            case ConversationInput.Edit edit -> heard(edit.text(), "edit", edit.message());
            // The reply says how many there were; the answers are stored in the session.
            case ConversationInput.SubmittedAnswers answers -> null;
            case ConversationInput.Result result -> null;
            case ConversationInput.Fetched fetched -> null;
            case ConversationInput.Timer timer -> null;
            case ConversationInput.StaffMessage staff -> null;
            case ConversationInput.HandedBack back -> null;
        };
    }

    /// True when the agent of a handover has to see the input.
    static boolean isForHuman(ConversationInput input) {
        return switch (input) {
            case ConversationInput.Text text -> true;
            case ConversationInput.File file -> true;
            case ConversationInput.Contact contact -> true;
            case ConversationInput.Edit edit -> true;
            case ConversationInput.Fetched fetched -> FileFetch.HANDOVER_SESSION.equals(fetched.session());
            default -> false;
        };
    }

    private static ReceivedMessageBody heard(String text, String kind, String reference) {
        String kept = text.length() <= EngineLimits.MAX_REPLY_LENGTH
                ? text
                : text.substring(0, EngineLimits.MAX_REPLY_LENGTH);
        return new ReceivedMessageBody(new Reply(legible(kept), List.of(), kind, Reply.DisplayMode.PLAIN), reference);
    }

    /// Removes control characters and unpaired surrogates: they are invisible, and each takes six bytes as JSON.
    private static String legible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(ReceivedMessageBody::isLegible).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isLegible(int c) {
        return c == '\n' || c == '\t' || c >= ' ' && Character.getType(c) != Character.SURROGATE;
    }
}
