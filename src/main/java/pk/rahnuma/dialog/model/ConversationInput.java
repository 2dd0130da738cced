package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Input of a conversation. Channel adapters create the first six kinds, the host the others.
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
    /// @param message the channel's id of the message, to recognise it when it is edited; null when it has none
    /// @param blind whether it was written before the previous reply could be seen
    record Text(String text, String message, boolean blind) implements ConversationInput {
        public Text(String text) {
            this(text, null, false);
        }

        /// The message as the engine reads it.
        public Text normalised() {
            return new Text(TextNormaliser.toLines(text), message, blind);
        }
    }

    /// A tapped button; see [ReplyButton#data()].
    ///
    /// @param message the message with the button, or null
    record Tap(String data, String message) implements ConversationInput {}

    record File(FileReference file, String caption, String message) implements ConversationInput {}

    /// A shared contact.
    ///
    /// @param own whether the contact is the sender
    record Contact(String phone, boolean own, String message) implements ConversationInput {}

    /// A message that was edited after it was sent.
    record Edit(String message, String text) implements ConversationInput {

        /// The edit as the engine reads it.
        public Edit normalised() {
            return new Edit(message, TextNormaliser.toLines(text));
        }
    }

    /// Answers from a form. An app shows the questions as a form, a chat asks them one by one; both are the same
    /// script.
    ///
    /// @param session of the form, which becomes the active one; answers for a session that does not exist are not
    ///     taken; null means the active one
    /// @param answers by key: text, whole numbers, booleans, lists of text; null skips an optional question. A file is
    ///     answered by its id, a repeat by the list of all its items, each with its answers by name, or by its
    ///     id when it stays as it is
    /// @param files the person's own files among these ids; empty for a channel without files
    /// @param confirms whether the review is confirmed, if all of the answers were taken and lead to one
    /// @param skipsOptional whether the optional questions are skipped that are open behind the answers
    /// @param version of the session ([Session#token()]) that the answers change; at another one they are not taken.
    /// Null
    ///     means any
    record SubmittedAnswers(
            String session,
            Map<String, Object> answers,
            List<FileReference> files,
            boolean confirms,
            boolean skipsOptional,
            Integer version)
            implements ConversationInput {
        public SubmittedAnswers {
            files = files == null ? List.of() : files;
        }

        public SubmittedAnswers(
                String session, Map<String, Object> answers, List<FileReference> files, boolean confirms) {
            this(session, answers, files, confirms, false, null);
        }

        /// These answers for any version of the session.
        public SubmittedAnswers withoutVersion() {
            return new SubmittedAnswers(session, answers, files, confirms, skipsOptional, null);
        }

        public SubmittedAnswers(String session, Map<String, Object> answers) {
            this(session, answers, List.of(), false);
        }
    }

    /// Outcome of a call that a session waits for.
    ///
    /// @param session the caller
    /// @param call the call's name in its script
    /// @param hash of the call's arguments; an outcome for other arguments is ignored
    /// @param value without components when nothing came of the call; null while it is executed, which the person reads
    record Result(String session, String call, String hash, Map<String, Object> value) implements ConversationInput {}

    /// Outcome of a download.
    ///
    /// @param session of the [FileFetch]
    /// @param handle of the [FileFetch]; one that no question waits for is ignored
    /// @param file the stored file; null when it is not available or not accepted
    /// @param problem the reason, one of the codes of the field type `file`; null when it is stored
    record Fetched(String session, String handle, FileReference file, String problem) implements ConversationInput {}

    /// The conversation's wake-up time has come.
    record Timer() implements ConversationInput {}

    /// A message from staff, already in the person's language.
    record StaffMessage(String text) implements ConversationInput {}

    /// Staff return the conversation to the bot, which sends this text and continues where it was.
    record HandedBack(Reply said) implements ConversationInput {}
}
