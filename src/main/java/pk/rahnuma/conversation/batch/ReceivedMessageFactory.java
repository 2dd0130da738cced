package pk.rahnuma.conversation.batch;

import java.util.List;
import pk.rahnuma.dialog.engine.Understanding;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.EngineLimits;

/// Makes messages of a conversation from a person's inputs. The body's `asks` holds the kind of the input: `text`,
/// `tap` (the text is the button's data), `file`, `voice`, `contact` or `edit`.
public final class ReceivedMessageFactory {

    /// Characters of what the desk took a message for: a few answers by their names.
    private static final int MAX_UNDERSTANDING_LENGTH = 300;

    private ReceivedMessageFactory() {}

    /// @return null for an input that is not a person's, or is not shown again
    public static Reply createBody(ConversationInput input) {
        return switch (input) {
            case ConversationInput.Text text -> body(text.text(), "text");
            case ConversationInput.Tap tap -> body(tap.data(), "tap");
            case ConversationInput.File file ->
                file.file().isSound()
                        ? body("🎤", "voice")
                        : body(
                                file.file().name() == null ? "📎" : file.file().name(),
                                file.file().isPlace() ? "text" : "file");
            case ConversationInput.Contact contact -> body(contact.phone(), "contact");
            case ConversationInput.Edit edit -> body(edit.text(), "edit");
            // The reply says how many there were; the answers are stored in the session.
            case ConversationInput.SubmittedAnswers answers -> null;
            case ConversationInput.Result result -> null;
            case ConversationInput.Fetched fetched -> null;
            case ConversationInput.Timer timer -> null;
            case ConversationInput.StaffMessage staff -> null;
            case ConversationInput.HandedBack back -> null;
        };
    }

    /// The channel's id of the message, or null.
    static String findReference(ConversationInput input) {
        return switch (input) {
            case ConversationInput.Text text -> text.message();
            case ConversationInput.File file -> file.message();
            case ConversationInput.Contact contact -> contact.message();
            case ConversationInput.Edit edit -> edit.message();
            default -> null;
        };
    }

    /// Adds the text for staff who may not see the message in full, if there is one.
    static Reply addMaskedText(Reply body, String maskedText) {
        return maskedText == null ? body : body.withMaskedText(legible(maskedText));
    }

    /// Adds what the desk took the message for, if it read one.
    static Reply addUnderstanding(Reply body, Understanding understanding) {
        if (understanding == null) {
            return body;
        }
        String line = legible(understanding.toText());
        return body.withUnderstanding(
                line.length() <= MAX_UNDERSTANDING_LENGTH ? line : line.substring(0, MAX_UNDERSTANDING_LENGTH) + "…");
    }

    /// Adds what the person wrote with a file, whole: no channel has captions longer than a message.
    ///
    /// @param caption may be null
    static Reply addCaption(Reply body, String caption) {
        return caption == null || caption.isBlank()
                ? body
                : body.withText(legible(clip(body.text() + "\n" + caption.strip())));
    }

    private static Reply body(String text, String kind) {
        return new Reply(legible(clip(text)), List.of(), kind, Reply.DisplayMode.PLAIN);
    }

    private static String clip(String text) {
        return text.length() <= EngineLimits.MAX_REPLY_LENGTH ? text : text.substring(0, EngineLimits.MAX_REPLY_LENGTH);
    }

    /// Removes control characters and unpaired surrogates: they are invisible, and each takes six bytes as JSON.
    private static String legible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(ReceivedMessageFactory::isLegible).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isLegible(int c) {
        return c == '\n' || c == '\t' || c >= ' ' && Character.getType(c) != Character.SURROGATE;
    }
}
