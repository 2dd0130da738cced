package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/// Answer to a question.
///
/// @param value in the field type's stored form; null when the question was skipped
/// @param message the channel's id of the message with the answer, to recognise it when it is edited; or null
/// @param early whether it is a file that came before the question, of which only its owner can say if it is the right
///     one
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record StoredAnswer(Object value, String message, boolean early) {

    public StoredAnswer(Object value, String message) {
        this(value, message, false);
    }
}
