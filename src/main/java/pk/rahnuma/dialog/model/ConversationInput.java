package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FileReference;

/// What can happen to a conversation. Doors make the first six, the host the others.
@JsonTypeInfo(use = Id.NAME, property = "is")
@JsonSubTypes({
    @Type(value = ConversationInput.Text.class, name = "text"),
    @Type(value = ConversationInput.Tap.class, name = "tap"),
    @Type(value = ConversationInput.File.class, name = "file"),
    @Type(value = ConversationInput.Contact.class, name = "contact"),
    @Type(value = ConversationInput.Edit.class, name = "edit"),
    @Type(value = ConversationInput.SubmittedAnswers.class, name = "answers"),
    @Type(value = ConversationInput.Result.class, name = "result"),
    @Type(value = ConversationInput.Fetched.class, name = "fetched"),
    @Type(value = ConversationInput.Timer.class, name = "timer"),
    @Type(value = ConversationInput.StaffMessage.class, name = "staff"),
    @Type(value = ConversationInput.HandedBack.class, name = "back")
})
public sealed interface ConversationInput {

    /// A typed message.
    ///
    /// @param message the door's name for the message, to know it again when it is edited; null when it has none
    /// @param blind whether it was written before the reply to the one before could be seen
    record Text(String text, String message, boolean blind) implements ConversationInput {
        public Text(String text) {
            this(text, null, false);
        }
    }

    /// A button. What it means is in [ReplyButton#data()].
    ///
    /// @param message the message that carries the button, or null
    record Tap(String data, String message) implements ConversationInput {}

    record File(FileReference file, String caption, String message) implements ConversationInput {}

    /// A shared phone card.
    ///
    /// @param own whether the card is the sender's own
    record Contact(String phone, boolean own, String message) implements ConversationInput {}

    /// A message that was changed after it was sent.
    record Edit(String message, String text) implements ConversationInput {}

    /// Answers as a form sends them. What an app shows as a form, and a chat asks one after the other, is the same.
    ///
    /// @param session that the form showed; answers for another than the one that runs now are not taken; null is any
    /// @param answers by key: text, whole numbers, truths, lists of text; null leaves an optional question out. A file
    /// is answered by its id
    /// @param files among these ids, as far as they are the person's own; a door that has none gives none
    record SubmittedAnswers(String session, Map<String, Object> answers, List<FileReference> files)
            implements ConversationInput {
        public SubmittedAnswers {
            files = files == null ? List.of() : files;
        }

        public SubmittedAnswers(String session, Map<String, Object> answers) {
            this(session, answers, List.of());
        }
    }

    /// The outcome of a call that a session waits for.
    ///
    /// @param session the session that asked
    /// @param call the call's name in its script
    /// @param hash of the arguments it was asked with; an outcome for other arguments is ignored
    record Result(String session, String call, String hash, Map<String, Object> value) implements ConversationInput {}

    /// What came of a file that was to be fetched.
    ///
    /// @param session and `handle`: as the [FileFetch] said; one that nobody waits for any more is ignored
    /// @param file at hand now; null when it is not to be had, or not to be taken
    /// @param problem why not, one of the codes of the field type `file`; null when it is at hand
    record Fetched(String session, String handle, FileReference file, String problem) implements ConversationInput {}

    /// The time a conversation asked to be woken at has come.
    record Timer() implements ConversationInput {}

    /// A word from staff, already in the person's language.
    record StaffMessage(String text) implements ConversationInput {}

    /// A human gives the conversation back to the bot, which says this and goes on where it was.
    record HandedBack(Reply said) implements ConversationInput {}
}
