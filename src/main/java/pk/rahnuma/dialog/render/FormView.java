package pk.rahnuma.dialog.render;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.understanding.Option;

/// A session as a form: the questions on its journey, answered ones first, then the current one, then those that may be
/// answered later.
///
/// @param session its id, to be sent with the answers
/// @param name that a program gave it; null when none did
/// @param script its name
/// @param flow version of the script
/// @param title as text
/// @param fields in the order of the journey
/// @param sections of the review, in which the answers are shown; empty for a script without
/// @param lists of items, up to the current step
/// @param declaration that the person makes by confirming the review; null elsewhere, and when there is none
/// @param waits kind of the current step: `question`, `repeat`, `review`, `call` or `end`
/// @param at key of the current step
/// @param position of the current question, counted from 1, of `total`
/// @param version that grows with each change of the session
/// @param changed time of the last change
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormView(
        String session,
        @Nullable String name,
        String script,
        String flow,
        String title,
        List<Field> fields,
        List<Section> sections,
        List<ItemList> lists,
        @Nullable String declaration,
        String waits,
        String at,
        int position,
        int total,
        int version,
        Instant changed) {

    private static final String REVIEW = "review";
    private static final String CALL = "call";

    /// Field of a question; empty when the form does not have it.
    public Optional<Field> findField(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }

    /// True when the form waits for the confirmation of its answers.
    @JsonIgnore
    public boolean isAtReview() {
        return waits.equals(REVIEW);
    }

    /// True when the person has to answer nothing more: the form waits for its confirmation, or for the action behind
    /// the last answer.
    @JsonIgnore
    public boolean isComplete() {
        return isAtReview() || waits.equals(CALL);
    }

    /// Part of the form.
    ///
    /// @param title as text
    /// @param answers names of its questions and lists
    /// @param asked whether any of them is asked before the review
    public record Section(String title, List<String> answers, boolean asked) {}

    /// A list of items, each with its own answers under the key `<name>/<id>/<question>`.
    ///
    /// @param label as text
    /// @param menu text with the number of items, that asks for more
    /// @param full whether there may be no more items
    public record ItemList(String name, String label, String menu, List<Item> items, boolean full) {}

    /// @param title position and name
    public record Item(String id, String title) {}

    /// @param value to be sent
    /// @param label as text
    public record Option(String value, String label) {}

    /// A question of the form.
    ///
    /// @param key of its answer
    /// @param type the field type's name
    /// @param details more about the question; null when there are none
    /// @param help what is meant, and an example; null when there is none
    /// @param options for choices; empty for others
    /// @param value as the person may see it again (masked where sensitive); null when not answered
    /// @param file id of the file that answers it; null for other questions
    /// @param derived whether other answers, or an application before, answer it
    /// @param input for pages; null where it was read from JSON
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(
            String key,
            String type,
            String label,
            String ask,
            @Nullable String details,
            @Nullable String help,
            List<Option> options,
            boolean optional,
            boolean answered,
            @Nullable String value,
            @Nullable String file,
            boolean derived,
            @JsonIgnore @Nullable Input input) {}

    /// Data for the input of a page that only the person sees.
    ///
    /// @param fullValue the answer, unmasked; null when not answered
    /// @param storedText the answer as it is stored, for inputs that take no other form of it; null when it is no text
    /// @param suggested answer of an earlier application that the person may take over; null when there is none
    /// @param changeable false for an answer that was given before something was done with it
    /// @param closed whether only the options are taken
    /// @param summarised whether it is shown for checking
    /// @param doubted what the person wrote and the correction that is offered for it, the correction first; empty when
    ///     there is no such doubt
    public record Input(
            @Nullable String fullValue,
            @Nullable String storedText,
            @Nullable String suggested,
            boolean changeable,
            boolean closed,
            boolean summarised,
            List<Option> doubted) {}
}
