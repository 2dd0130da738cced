package pk.rahnuma.api.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import pk.rahnuma.dialog.model.ReplyButton;

/// One line of a conversation, as clients see it.
///
/// @param seq its place, counted from 1
/// @param from who said it
/// @param kind `text`, `tap` (the text is the button's label), `file`, `contact` or `edit`
/// @param buttons rows of buttons, perhaps empty
/// @param asks the name of the field type that is asked for, or null
/// @param replaces the place of the line that this one takes the place of, or null
/// @param on of a tap: the place of the line that carries the button, where it was found
/// @param id of a text or file of the person's own: what the client called it; or null
/// @param at when, in UTC
/// @param files that come with it, each with its name and where to get it; or null
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageResponse(
        int seq,
        Sender from,
        String kind,
        String text,
        List<List<ReplyButton>> buttons,
        String asks,
        Integer replaces,
        Integer on,
        String id,
        String at,
        List<File> files) {

    static final String KIND_TEXT = "text";
    static final String KIND_TAP = "tap";
    static final String KIND_FILE = "file";

    record File(String name, String href) {}

    enum Sender {
        @JsonProperty("desk")
        DESK,
        @JsonProperty("me")
        ME
    }
}
