package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A message to the person, as plain text, never markup. Channel adapters decide how it looks.
///
/// @param text not blank, at most [pk.rahnuma.dialog.script.EngineLimits#MAX_REPLY_LENGTH] characters; empty only where
///     [#deletesMessage]
/// @param buttons rows of buttons, may be empty
/// @param asks name of the field type of the question, so that an adapter can offer the right keyboard; null without a
///     question
/// @param manner how an adapter displays it
/// @param brings attachment: [#DATA_EXPORT] for files that the adapter creates when it sends them, so that they are
///     stored nowhere; or the id of one of the person's files; or null
/// @param answeredFiles files among the answers that a summary shows, of which an adapter may show small pictures
/// @param masked text for staff who may not see it in full: of a person's message to a sensitive question, or of a
///     reply that shows a sensitive answer; null for others
/// @param question part of the text that is its heading: one line of it from its beginning, without what explains it;
///     null when it has none
/// @param lead of a prompt; null when the reply is no prompt. It is not stored
/// @param endings of the forms that ended with it, for programs that repeat their request
/// @param understood what the desk took a person's message for, for staff; null for others
public record Reply(
        String text,
        List<List<ReplyButton>> buttons,
        String asks,
        DisplayMode manner,
        String brings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AnsweredFile> answeredFiles,
        String masked,
        String question,
        @JsonIgnore PromptLead lead,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FormEnding> endings,
        @JsonInclude(JsonInclude.Include.NON_NULL) String understood) {

    /// Attachment with all data stored about the person.
    public static final String DATA_EXPORT = "my-data";

    public Reply {
        buttons = buttons == null ? List.of() : buttons;
        answeredFiles = answeredFiles == null ? List.of() : answeredFiles;
        endings = endings == null ? List.of() : endings;
    }

    public Reply(String text, List<List<ReplyButton>> buttons, String asks, DisplayMode manner) {
        this(text, buttons, asks, manner, null);
    }

    public Reply(String text, List<List<ReplyButton>> buttons, String asks, DisplayMode manner, String brings) {
        this(text, buttons, asks, manner, brings, null, null, null, null, null, null);
    }

    /// A file among the answers of a summary.
    ///
    /// @param id of the file
    /// @param label short name of the question
    /// @param number of the answer in the summary
    public record AnsweredFile(String id, String label, int number) {}

    /// End of a form, as data for programs.
    ///
    /// @param session id of its session
    /// @param end name of the end of its script
    /// @param accepted whether what was sent took effect; null when nothing was sent
    public record FormEnding(String session, String end, Boolean accepted) {}

    /// Text of a prompt before its question, which remains when a later prompt takes its place.
    ///
    /// @param text maybe empty
    /// @param masked the text for staff who may not see it in full; null when nothing in it is masked
    public record PromptLead(String text, String masked) {}

    public enum DisplayMode {
        /// A new message.
        PLAIN,
        /// Replaces the message with the tapped button, where the channel can do that.
        REPLACES,
        /// A new message with an offer to share the person's own phone number, where the channel can do that.
        ASKS_CONTACT,
        /// A new message that removes that offer.
        ENDS_CONTACT
    }

    public static Reply ofText(String text) {
        return new Reply(text, List.of(), null, DisplayMode.PLAIN);
    }

    /// Replaces a message that is retracted.
    public static Reply ofRetraction() {
        return new Reply("", List.of(), null, DisplayMode.REPLACES);
    }

    /// True when the replaced message is to be deleted, where the channel can do that.
    public boolean deletesMessage() {
        return manner == DisplayMode.REPLACES && text.isEmpty();
    }

    /// Id of the attached file; null when there is none.
    public String fileId() {
        return DATA_EXPORT.equals(brings) ? null : brings;
    }

    public Reply withManner(DisplayMode other) {
        return new Reply(
                text, buttons, asks, other, brings, answeredFiles, masked, question, lead, endings, understood);
    }

    public Reply withButtons(List<List<ReplyButton>> other) {
        return new Reply(text, other, asks, manner, brings, answeredFiles, masked, question, lead, endings, understood);
    }

    /// This reply with further buttons below its own.
    public Reply withMoreButtons(List<List<ReplyButton>> more) {
        return withButtons(Stream.concat(buttons.stream(), more.stream()).toList());
    }

    /// The same reply with these buttons first, each in a row of its own; one that it has already only moves.
    public Reply withFirstButtons(List<ReplyButton> first) {
        Stream<List<ReplyButton>> others = buttons.stream()
                .map(row ->
                        row.stream().filter(button -> !first.contains(button)).toList())
                .filter(row -> !row.isEmpty());
        return withButtons(Stream.concat(first.stream().map(List::of), others).toList());
    }

    public Reply withAttachment(String other) {
        return new Reply(
                text, buttons, asks, manner, other, answeredFiles, masked, question, lead, endings, understood);
    }

    public Reply withAnsweredFiles(List<AnsweredFile> other) {
        return new Reply(text, buttons, asks, manner, brings, other, masked, question, lead, endings, understood);
    }

    public Reply withEndings(List<FormEnding> other) {
        return new Reply(text, buttons, asks, manner, brings, answeredFiles, masked, question, lead, other, understood);
    }

    public Reply withMaskedText(String other) {
        return new Reply(
                text, buttons, asks, manner, brings, answeredFiles, other, question, lead, endings, understood);
    }

    /// This reply with a heading, which is part of its text.
    public Reply withQuestion(String other) {
        return new Reply(text, buttons, asks, manner, brings, answeredFiles, masked, other, lead, endings, understood);
    }

    public Reply withUnderstanding(String other) {
        return new Reply(text, buttons, asks, manner, brings, answeredFiles, masked, question, lead, endings, other);
    }

    public Reply withText(String other) {
        return new Reply(
                other, buttons, asks, manner, brings, answeredFiles, masked, question, lead, endings, understood);
    }

    /// This reply as a prompt: it asks for an input, and a later prompt takes its place.
    ///
    /// @param other its text before the question, maybe empty
    public Reply asPrompt(String other) {
        return withLead(new PromptLead(other, null));
    }

    /// This prompt with a text before its lead.
    public Reply withLeadBefore(String before) {
        return withLead(new PromptLead(
                lead.text().isBlank() ? before : before + "\n\n" + lead.text(),
                lead.masked() == null ? null : before + "\n\n" + lead.masked()));
    }

    private Reply withLead(PromptLead other) {
        return new Reply(
                text, buttons, asks, manner, brings, answeredFiles, masked, question, other, endings, understood);
    }

    /// This reply with sensitive lines masked in what staff see.
    ///
    /// @param lines masked, by the full line
    public Reply withMaskedLines(Map<String, String> lines) {
        String shown = masked == null ? text : masked;
        String hidden = maskLines(shown, lines);
        if (hidden.equals(shown)) {
            return this;
        }
        PromptLead hiddenLead = lead == null ? null : new PromptLead(lead.text(), maskLines(lead.text(), lines));
        return new Reply(
                text, buttons, asks, manner, brings, answeredFiles, hidden, question, hiddenLead, endings, understood);
    }

    private static String maskLines(String shown, Map<String, String> lines) {
        String hidden = shown;
        for (Map.Entry<String, String> line : lines.entrySet()) {
            hidden = hidden.replace(line.getKey(), line.getValue());
        }
        return hidden;
    }

    /// True when it asks for an input.
    @JsonIgnore
    public boolean isPrompt() {
        return lead != null;
    }
}
