package pk.rahnuma.web.apply;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.render.FormView;

/// A question of a form as its page shows it.
///
/// @param form that it belongs to
/// @param field the question
/// @param typed text that was rejected, to be corrected; empty at first
/// @param error why it was rejected; null at first
/// @param atReview whether all other questions are answered, so that the page leads back to their list
public record QuestionPage(
        FormView form,
        FormView.Field field,
        String typed,
        @Nullable String error,
        boolean atReview) {

    /// Radio buttons for so many options; a list for more.
    private static final int MAX_RADIO_OPTIONS = 8;

    /// Attributes of the input, by type of the question: what keyboards and browsers fill in.
    private static final Map<String, Map<String, String>> ATTRIBUTES = Map.of(
            "name", Map.of("autocomplete", "name"),
            "email", Map.of("type", "email", "autocomplete", "email"),
            "phone", Map.of("type", "tel", "autocomplete", "tel"),
            "cnic", Map.of("inputmode", "numeric"),
            "date", Map.of("type", "date"),
            "number", Map.of("inputmode", "numeric"));

    /// Kind of the input: `file`, `radio`, `list`, `lines` or `text`.
    public String control() {
        return switch (field.type()) {
            case "file" -> "file";
            case "choice", "yes-no" -> field.options().size() <= MAX_RADIO_OPTIONS ? "radio" : "list";
            case "long-text", "ips" -> "lines";
            default -> "text";
        };
    }

    /// Attribute of a text input; null when it has none.
    public @Nullable String attribute(String name) {
        return ATTRIBUTES.getOrDefault(field.type(), Map.of()).get(name);
    }

    /// True for an option that was chosen before.
    public boolean isChosen(FormView.Option option) {
        return typed.isEmpty()
                ? option.label().equals(field.fullValue())
                : option.value().equals(typed);
    }

    /// Path of a question behind that of its form: keys of items of lists have points instead of slashes.
    static String toPath(String key) {
        return key.replace('/', '.');
    }

    static String toKey(String path) {
        return path.replace('.', '/');
    }

    /// Path of the question behind that of its form.
    public String path() {
        return toPath(field.key());
    }

    /// True for the current question, once the form knows how many there are.
    public boolean showsPosition() {
        return !atReview && !field.answered() && form.total() > 1;
    }

    /// Questions answered before this one, of all that are expected, in percent.
    public int progress() {
        return form.total() == 0 ? 0 : Math.min(100, 100 * Math.max(0, form.position() - 1) / form.total());
    }

    /// Question before this one; null for the first.
    public @Nullable String previousPath() {
        List<String> keys = form.fields().stream().map(FormView.Field::key).toList();
        int place = keys.indexOf(field.key());
        return place > 0 ? toPath(keys.get(place - 1)) : null;
    }
}
