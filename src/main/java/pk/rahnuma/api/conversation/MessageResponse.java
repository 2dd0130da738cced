package pk.rahnuma.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import pk.rahnuma.dialog.model.ReplyButton;

/// Message of a conversation, as clients see it.
///
/// @param seq its place, counted from 1
/// @param from its sender
/// @param kind `text`, `tap` (the text is the button's label), `file`, `contact` or `edit`
/// @param buttons rows of buttons, possibly empty
/// @param asks the name of the field type that is asked for, or null
/// @param question part of the text that is its heading, a line of it from its beginning; or null
/// @param replaces the place of the message that this one replaces, or null
/// @param on of a tap: the place of the message that has the button; null when it was not found
/// @param id of the person's own text or file: the id that the client chose; or null
/// @param at time, in UTC
/// @param files attached files, each with its name and URL; or null
/// @param pictures small pictures of the photos among the answers of a summary; or null
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageResponse(
        int seq,
        Sender from,
        String kind,
        String text,
        List<List<ReplyButton>> buttons,
        @Nullable String asks,
        @Nullable String question,
        @Nullable Integer replaces,
        @Nullable Integer on,
        @Nullable String id,
        String at,
        @Nullable List<File> files,
        @Nullable List<Picture> pictures) {

    static final String KIND_TEXT = "text";
    static final String KIND_TAP = "tap";
    static final String KIND_FILE = "file";

    record File(String name, String href) {}

    /// @param name short name of the photo's question
    /// @param number of the answer in the summary
    record Picture(String name, int number, String href) {}

    enum Sender {
        @JsonProperty("desk")
        DESK,
        @JsonProperty("me")
        ME
    }
}
