package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// State of the current question; the next one begins with an empty one.
///
/// @param focus key of an answered question that the person went back to, or null
/// @param partial value of the current question without being answered, or null
/// @param doubt a value that failed a soft check and may be confirmed, or null
/// @param picking whether the list of answers to change is shown
/// @param page of the options shown
/// @param tries failed at the current question
/// @param candidates options of the current question that a text named, of which one is meant; empty when all are
/// offered
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record QuestionState(
        String focus, Object partial, Object doubt, boolean picking, int page, int tries, List<String> candidates) {

    static final QuestionState EMPTY = atFocus(null);

    public QuestionState {
        candidates = candidates == null ? List.of() : candidates;
    }

    static QuestionState atFocus(String key) {
        return new QuestionState(key, null, null, false, 0, 0, List.of());
    }
}
