package pk.rahnuma.dialog.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Texts of the items of a repeat. An item is given as `repeat/id`.
public final class ItemTexts {

    private ItemTexts() {}

    /// Line below the name of an item; empty without text.
    static String indent(String line) {
        return line.isEmpty() ? "" : "\n   " + line;
    }

    /// Answers of an item (`repeat/id`) other than its name, on one line.
    ///
    /// @param format of a value
    public static String formatAnswers(
            SessionTextRenderer renderer, String item, BiFunction<ScriptStep.Question, Object, String> format) {
        ScriptStep.Repeat repeat =
                (ScriptStep.Repeat) renderer.journey().script().named().get(item.substring(0, item.indexOf('/')));
        List<String> answers = new ArrayList<>();
        for (ScriptStep.Question question : Script.listQuestions(repeat.steps())) {
            StoredAnswer answer = renderer.journey().session().answers().get(item + "/" + question.name());
            if (answer != null && answer.value() != null && !question.name().equals(repeat.title())) {
                answers.add(format.apply(question, answer.value()));
            }
        }
        return String.join(SessionTitle.SEPARATOR, answers);
    }

    /// Line with the name of the item that a question is about, where there are several; otherwise empty.
    static String formatHeading(SessionTextRenderer renderer, Journey.JourneyStep asked) {
        if (!asked.isInRepeat()) {
            return "";
        }
        String item = asked.key().substring(0, asked.key().lastIndexOf('/'));
        String[] parts = item.split("/");
        List<String> items = renderer.journey().session().itemsOf(parts[0]);
        ScriptStep.Repeat repeat =
                (ScriptStep.Repeat) renderer.journey().script().named().get(parts[0]);
        if (items.size() > 1 && renderer.journey().session().answers().containsKey(item + "/" + repeat.title())) {
            return formatItem(renderer, item) + "\n";
        }
        String answers = formatAnswers(renderer, item, renderer::formatMaskedValue);
        return answers.isEmpty() || items.size() < 2 ? "" : (items.indexOf(parts[1]) + 1) + ". " + answers + "\n";
    }

    /// Name of an item (`repeat/id`) in lists.
    public static String formatItem(SessionTextRenderer renderer, String item) {
        String[] parts = item.split("/");
        ScriptStep.Repeat repeat =
                (ScriptStep.Repeat) renderer.journey().script().named().get(parts[0]);
        ScriptStep.Question title =
                (ScriptStep.Question) renderer.journey().script().named().get(repeat.title());
        long position = renderer.journey().session().itemsOf(parts[0]).indexOf(parts[1]) + 1L;
        return renderer.formatText(
                repeat.texts() + ".item", Map.of("place", position, "title", formatTitle(renderer, title, item)));
    }

    private static String formatTitle(SessionTextRenderer renderer, ScriptStep.Question title, String item) {
        StoredAnswer answer = renderer.journey().session().answers().get(item + "/" + title.name());
        return answer == null || answer.value() == null ? "…" : renderer.formatMaskedValue(title, answer.value());
    }
}
