package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pk.rahnuma.desk.ApplicationActionService;
import pk.rahnuma.dialog.field.CountryNames;
import pk.rahnuma.dialog.render.FormView;

/// A question of a form as its page shows it.
///
/// @param form that it belongs to
/// @param field the question
/// @param typed text that was rejected, to be corrected; empty at first
/// @param error why it was rejected; null at first
/// @param doubtful true when the same answer is taken if it is sent again
/// @param file that answers it; null for other questions
/// @param language of the page
public record QuestionPage(
        FormView form,
        FormView.Field field,
        String typed,
        @Nullable String error,
        boolean doubtful,
        @Nullable AnsweredFile file,
        String language) {

    private static final Pattern QUESTION = Pattern.compile("[^.!?؟۔\n]{1,120}[?؟]");

    /// Radio buttons for so many options; for more a list, or a text with suggestions where other answers are taken.
    private static final int MAX_RADIO_OPTIONS = 8;

    /// Attributes of the input, by type of the question: what keyboards and browsers fill in, and the script that sets
    /// hyphens and spaces while a number is typed.
    private static final Map<String, Map<String, String>> ATTRIBUTES = Map.of(
            "name", Map.of("autocomplete", "name"),
            "email", Map.of("type", "email", "autocomplete", "email"),
            "phone", Map.of("type", "tel", "autocomplete", "tel", "mask", "phone"),
            "cnic", Map.of("inputmode", "numeric", "mask", "cnic"),
            "date", Map.of("type", "date"),
            "number", Map.of("inputmode", "numeric"));

    /// Place of a question in the form. The number of parts is that of the script, and a part has the same share
    /// whatever is asked in it, so that no answer makes the progress go back.
    ///
    /// @param number counted from 1
    /// @param percent of the form before the question
    public record Part(String title, int number, int count, int percent) {}

    /// Kind of the input: `file`, `radio`, `list`, `suggest`, `lines` or `text`.
    public String control() {
        return switch (field.type()) {
            case "file" -> "file";
            case "choice", "yes-no" ->
                field.options().size() <= MAX_RADIO_OPTIONS
                        ? "radio"
                        : field.input().closed() ? "list" : "suggest";
            case "country" -> "suggest";
            case "long-text", "ips" -> "lines";
            default -> "text";
        };
    }

    /// Values among which the person may search; others may be typed too.
    public List<String> suggestions() {
        return field.type().equals("country")
                ? CountryNames.listNames(language)
                : field.options().stream().map(FormView.Option::label).toList();
    }

    /// Attribute of a text input; null when it has none.
    public @Nullable String attribute(String name) {
        return ATTRIBUTES.getOrDefault(field.type(), Map.of()).get(name);
    }

    /// Text in the input: what was rejected, the answer so far, or that of an earlier application, to be changed.
    public String value() {
        if (!typed.isEmpty()) {
            return typed;
        }
        if (field.input().fullValue() == null) {
            return field.input().suggested() == null ? "" : plain(field.input().suggested());
        }
        boolean date = "date".equals(attribute("type"));
        return date
                ? Objects.requireNonNullElse(field.input().storedText(), "")
                : plain(field.input().fullValue());
    }

    /// Answers that are given instead of a text, such as that the person has no such number.
    public List<FormView.Option> alternatives() {
        return control().equals("text") ? field.options() : List.of();
    }

    /// Text without the marks that isolate it from text of another direction.
    private static String plain(String text) {
        return text.replace("\u2068", "").replace("\u2069", "");
    }

    /// True for an option that was chosen before.
    public boolean isChosen(FormView.Option option) {
        return typed.isEmpty() ? option.label().equals(value()) : option.value().equals(typed);
    }

    /// True when all other questions are answered, so that the page leads back to their list.
    public boolean atReview() {
        return form.isAtReview();
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

    /// Ids of the elements that describe the input: the error, and the help; null when there are none.
    public @Nullable String describedBy() {
        String described = (error == null ? "" : "error ") + (field.help() == null ? "" : "help");
        return described.isEmpty() ? null : described.strip();
    }

    /// Path of the list of which the question is asked for an item; null outside of lists.
    public @Nullable String listPath() {
        return field.key().contains("/") ? FormPages.toListPath(nameOf(field)) : null;
    }

    /// Name of a question, or of the list that it is in.
    private static String nameOf(FormView.Field field) {
        return field.key().split("/")[0];
    }

    /// Place of the question; null for one outside of all parts.
    public @Nullable Part part() {
        List<FormView.Section> parts =
                form.sections().stream().filter(FormView.Section::asked).toList();
        Optional<FormView.Section> own = parts.stream()
                .filter(each -> each.answers().contains(nameOf(field)))
                .findFirst();
        return own.map(each -> {
                    int size = each.answers().size();
                    int before = Math.min(size - 1, countBefore(each));
                    int number = parts.indexOf(each) + 1;
                    int percent = 100 * ((number - 1) * size + before) / (parts.size() * size);
                    return new Part(each.title(), number, parts.size(), percent);
                })
                .orElse(null);
    }

    /// Number of questions and lists of a section that come before this question.
    private int countBefore(FormView.Section section) {
        return (int) form.fields().stream()
                .takeWhile(other -> !other.key().equals(field.key()))
                .map(QuestionPage::nameOf)
                .distinct()
                .filter(name -> section.answers().contains(name) && !name.equals(nameOf(field)))
                .count();
    }

    /// Question before this one that was asked, for an item of a list that of the same item; null for the first.
    public @Nullable String previousPath() {
        String item = field.key().substring(0, field.key().lastIndexOf('/') + 1);
        return findLast(
                form,
                form.fields().stream()
                        .takeWhile(other -> !other.key().equals(field.key()))
                        .filter(other -> item.isEmpty() || other.key().startsWith(item)));
    }

    /// Question that was asked before a list; null when it comes first.
    static @Nullable String findPathBefore(FormView form, String list) {
        return findLast(
                form, form.fields().stream().takeWhile(other -> !other.key().startsWith(list + "/")));
    }

    private static @Nullable String findLast(FormView form, Stream<FormView.Field> asked) {
        return asked.filter(other -> !other.derived() && other.input().changeable())
                .filter(other -> !ApplicationActionService.isFilled(form, other))
                .reduce((first, second) -> second)
                .map(other -> toPath(other.key()))
                .orElse(null);
    }

    /// The question itself: the first sentence of its text where that is one, and its label elsewhere.
    public String heading() {
        int end = endOfQuestion();
        return end == 0 ? field.label() : field.ask().substring(0, end);
    }

    /// Text below the heading; may be empty.
    public String text() {
        return field.ask().substring(endOfQuestion()).strip();
    }

    private int endOfQuestion() {
        Matcher question = QUESTION.matcher(field.ask());
        return question.lookingAt() ? question.end() : 0;
    }
}
