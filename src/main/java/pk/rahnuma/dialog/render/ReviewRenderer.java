package pk.rahnuma.dialog.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;

/// Renders the summary of a review: the answers in their sections, each with the number by which it is changed.
final class ReviewRenderer {

    /// Maximum characters of a summary, which leaves space for the text around it.
    private static final int MAX_SUMMARY_LENGTH = EngineLimits.MAX_REPLY_LENGTH - 800;
    /// Buttons in a row, as many as a narrow screen shows.
    private static final int NUMBERS_PER_ROW = 5;

    private static final int MAX_NUMBER_BUTTONS = 30;
    private static final int MAX_FILES = 12;
    private static final int MAX_LABEL_LENGTH = 60;
    private static final String CHANGE_MARK = "✎ ";
    private static final String SECTION_MARK = "▪ ";

    private final SessionTextRenderer renderer;
    private final Journey journey;
    private final ScriptStep.Review review;
    /// Numbers of the answers that can be changed, by key; empty in a review without sections.
    private final Map<String, Integer> numbers = new HashMap<>();

    ReviewRenderer(SessionTextRenderer renderer, Journey journey, ScriptStep.Review review) {
        this.renderer = renderer;
        this.journey = journey;
        this.review = review;
        if (!review.sections().isEmpty()) {
            journey.selectableSteps().forEach(step -> numbers.put(step.key(), numbers.size() + 1));
        }
    }

    /// Text of the review with all values in full, for the person.
    String renderText() {
        return text(renderer::formatFullAnswer, renderer::formatFullValue);
    }

    /// The same with sensitive values masked, for staff.
    String renderMaskedText() {
        return text(renderer::formatAnswer, renderer::formatMaskedValue);
    }

    /// @param format of an answer, by its key
    /// @param itemFormat of an answer in an item, by its value
    private String text(
            BiFunction<ScriptStep.Question, String, String> format,
            BiFunction<ScriptStep.Question, Object, String> itemFormat) {
        String whole = summary(format, item -> renderer.formatItemAnswers(item, itemFormat));
        String summary = whole.length() <= MAX_SUMMARY_LENGTH ? whole : summary(format, item -> "");
        return PromptRenderer.joinParagraphs(
                PromptRenderer.joinParagraphs(renderer.formatText(review.texts() + ".ask"), summary),
                renderer.formatOptionalText(review.texts() + ".declaration"));
    }

    /// Summary of the answers, a line each, items under their heading.
    ///
    /// @param itemAnswers line below the heading of an item, by its key; empty when it is viewed in its list
    private String summary(BiFunction<ScriptStep.Question, String, String> format, UnaryOperator<String> itemAnswers) {
        List<String> paragraphs = new ArrayList<>();
        for (ScriptStep.Review.Section section : review.sections()) {
            List<String> lines = lines(shownSteps(section), format, itemAnswers);
            if (!lines.isEmpty()) {
                lines.addFirst(SECTION_MARK + renderer.formatText(section.label()));
                paragraphs.add(String.join("\n", lines));
            }
        }
        if (review.sections().isEmpty()) {
            paragraphs.add(String.join("\n", lines(journey.passedSteps(), format, itemAnswers)));
        }
        return String.join("\n\n", paragraphs).strip();
    }

    /// Answers of a section in its order, items behind their repeat.
    private List<Journey.JourneyStep> shownSteps(ScriptStep.Review.Section section) {
        return section.answers().stream()
                .flatMap(name ->
                        Stream.concat(stepsWith(key -> key.equals(name)), stepsWith(key -> key.startsWith(name + "/"))))
                .toList();
    }

    private Stream<Journey.JourneyStep> stepsWith(Predicate<String> key) {
        return journey.passedSteps().stream().filter(passed -> key.test(passed.key()));
    }

    private List<String> lines(
            List<Journey.JourneyStep> shown,
            BiFunction<ScriptStep.Question, String, String> format,
            UnaryOperator<String> itemAnswers) {
        List<String> lines = new ArrayList<>();
        String heading = "";
        for (Journey.JourneyStep passed : shown) {
            if (passed.step() instanceof ScriptStep.Repeat && numbers.containsKey(passed.key())) {
                lines.add(numbered(passed, renderer.formatAnswer(passed)));
            }
            if (!(passed.step() instanceof ScriptStep.Question question) || !isShown(passed)) {
                continue;
            }
            String item =
                    passed.isInRepeat() ? passed.key().substring(0, passed.key().lastIndexOf('/')) : "";
            if (!item.equals(heading)) {
                heading = item;
                lines.add("");
                if (!item.isEmpty()) {
                    lines.add(renderer.formatItem(item) + SessionTextRenderer.indent(itemAnswers.apply(item)));
                }
            }
            if (item.isEmpty()) {
                lines.add(numbered(passed, format.apply(question, passed.key())));
            }
        }
        return lines;
    }

    private String numbered(Journey.JourneyStep passed, String value) {
        Integer number = numbers.get(passed.key());
        return (number == null ? "• " : number + ". ") + renderer.formatLabel(passed.step()) + ": " + value;
    }

    private boolean isShown(Journey.JourneyStep passed) {
        return passed.step() instanceof ScriptStep.Repeat
                || passed.step() instanceof ScriptStep.Question question
                        && question.summarised()
                        && !(question.later() && journey.answerFor(passed.key()).value() == null);
    }

    /// Buttons to send, which is the primary one in a row of its own, to change and to add; in a review with sections,
    /// one for each answer too.
    List<List<ReplyButton>> renderButtons() {
        List<List<ReplyButton>> rows = new ArrayList<>();
        rows.add(List.of(renderer.createButton(review, renderer.formatText(review.texts() + ".send"), "!send")
                .asPrimary()));
        rows.add(List.of(renderer.createButton(review, renderer.formatText("engine.button.change"), "!change")));
        if (!journey.openLaterSteps().isEmpty()) {
            rows.add(List.of(renderer.createButton(review, renderer.formatText(review.texts() + ".add"), "!add")));
        }
        List<ReplyButton> row = new ArrayList<>();
        for (int number : shownNumbers()) {
            if (row.size() == NUMBERS_PER_ROW) {
                rows.add(row);
                row = new ArrayList<>();
            }
            row.add(renderer.createButton(review, CHANGE_MARK + number, "!pick=" + number));
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    /// Files among the answers, in the order of the questions. In a review without sections they are counted.
    List<Reply.AnsweredFile> listFiles() {
        List<Reply.AnsweredFile> files = new ArrayList<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Question question
                    && question.type() instanceof FileField
                    && isShown(passed)
                    && journey.answerFor(passed.key()).value() instanceof String file
                    && files.size() < MAX_FILES) {
                int number = numbers.getOrDefault(passed.key(), files.size() + 1);
                files.add(new Reply.AnsweredFile(file, clipLabel(renderer.formatLabel(question)), number));
            }
        }
        return files;
    }

    private static String clipLabel(String label) {
        return label.length() <= MAX_LABEL_LENGTH ? label : label.substring(0, MAX_LABEL_LENGTH - 1) + "…";
    }

    private List<Integer> shownNumbers() {
        return journey.selectableSteps().stream()
                .filter(step -> numbers.containsKey(step.key()) && isShown(step))
                .map(step -> numbers.get(step.key()))
                .limit(MAX_NUMBER_BUTTONS)
                .toList();
    }
}
