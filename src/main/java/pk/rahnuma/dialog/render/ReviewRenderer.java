package pk.rahnuma.dialog.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.journey.ValueHash;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.ShownReview;
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
    /// Maximum changes that are shown without the other answers.
    private static final int MAX_CHANGES = 6;
    private static final String CHANGE_MARK = "✎ ";
    private static final String SECTION_MARK = "▪ ";

    private final SessionTextRenderer renderer;
    private final Journey journey;
    private final ScriptStep.Review review;
    /// Numbers of the answers that can be changed, by key; empty in a review without sections.
    private final Map<String, Integer> numbers = new HashMap<>();
    /// Hashes of the values, by answer or item.
    private final Map<String, String> hashes;
    /// Hashes of the values when the review was shown before; null when it was not.
    private final Map<String, String> shownBefore;

    ReviewRenderer(SessionTextRenderer renderer, Journey journey, ScriptStep.Review review) {
        this.renderer = renderer;
        this.journey = journey;
        this.review = review;
        this.hashes = hashAnswers();
        ShownReview shown = journey.session().reviewed();
        this.shownBefore = shown != null && shown.review().equals(review.name()) ? shown.hashes() : null;
        if (!review.sections().isEmpty()) {
            journey.selectableSteps().forEach(step -> numbers.put(step.key(), numbers.size() + 1));
        }
    }

    /// The review as it is shown now, to be kept with the session.
    ShownReview toShownReview(Instant now) {
        return new ShownReview(review.name(), now, hashes);
    }

    /// True when few answers have changed since the review was shown in full.
    boolean isFoldable() {
        return shownBefore != null && changedKeys().size() <= MAX_CHANGES;
    }

    /// Text of the review with all values in full, for the person.
    String renderText(boolean folded) {
        return renderReview(renderer::formatFullAnswer, renderer::formatFullValue, folded);
    }

    /// The same with sensitive values masked, for staff.
    String renderMaskedText(boolean folded) {
        return renderReview(renderer::formatAnswer, renderer::formatMaskedValue, folded);
    }

    /// @param format of an answer, by its key
    /// @param itemFormat of an answer in an item, by its value
    private String renderReview(
            BiFunction<ScriptStep.Question, String, String> format,
            BiFunction<ScriptStep.Question, Object, String> itemFormat,
            boolean folded) {
        return PromptRenderer.joinParagraphs(
                folded ? renderChanges(format) : renderWhole(format, itemFormat),
                renderer.formatOptionalText(review.texts() + ".declaration"));
    }

    private String renderWhole(
            BiFunction<ScriptStep.Question, String, String> format,
            BiFunction<ScriptStep.Question, Object, String> itemFormat) {
        String whole = renderSummary(format, item -> ItemTexts.formatAnswers(renderer, item, itemFormat));
        String summary = whole.length() <= MAX_SUMMARY_LENGTH ? whole : renderSummary(format, item -> "");
        return PromptRenderer.joinParagraphs(renderer.formatText(review.texts() + ".ask"), summary);
    }

    /// First line of the folded review that is no answer.
    String foldedHeading() {
        return renderer.formatText(changedKeys().isEmpty() ? "engine.review.unchanged" : "engine.review.changed");
    }

    private String renderChanges(BiFunction<ScriptStep.Question, String, String> format) {
        return PromptRenderer.joinParagraphs(String.join("\n", changedLines(format)), foldedHeading());
    }

    /// Lines of the answers that have changed since the review was shown, those of an item under its heading.
    private List<String> changedLines(BiFunction<ScriptStep.Question, String, String> format) {
        Set<String> changed = changedKeys();
        List<String> lines = new ArrayList<>();
        String heading = "";
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            String key = hashKey(passed);
            if (!changed.contains(key) || !isShown(passed)) {
                continue;
            }
            if (passed.isInRepeat() && !key.equals(heading)) {
                heading = key;
                lines.add(ItemTexts.formatItem(renderer, key));
            }
            lines.add(changedLine(passed, format));
        }
        return lines;
    }

    private String changedLine(Journey.JourneyStep passed, BiFunction<ScriptStep.Question, String, String> format) {
        String value = passed.step() instanceof ScriptStep.Question question
                ? format.apply(question, passed.key())
                : renderer.formatAnswer(passed);
        return renderer.formatText(
                "engine.taken", Map.of("label", renderer.formatLabel(passed.step()), "value", value));
    }

    /// A text before the folded review without the lines that it has itself.
    String withoutChanges(String lead) {
        Set<String> shown = new HashSet<>(changedLines(renderer::formatFullAnswer));
        shown.addAll(changedLines(renderer::formatAnswer));
        journey.passedSteps().stream()
                .filter(passed -> passed.step() instanceof ScriptStep.Question
                        && changedKeys().contains(hashKey(passed)))
                .forEach(passed -> shown.add(renderer.formatText(
                        "engine.edited",
                        Map.of(
                                "label",
                                renderer.formatLabel(passed.step()),
                                "value",
                                renderer.formatAnswer((ScriptStep.Question) passed.step(), passed.key())))));
        return lead.lines()
                .filter(line -> !shown.contains(line))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private Set<String> changedKeys() {
        Set<String> changed = new LinkedHashSet<>(hashes.keySet());
        changed.removeIf(key -> hashes.get(key).equals(shownBefore.get(key)));
        return changed;
    }

    private Map<String, String> hashAnswers() {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (isShown(passed)) {
                values.computeIfAbsent(hashKey(passed), key -> new HashMap<>()).put(passed.key(), valueOf(passed));
            }
        }
        Map<String, String> hashed = new LinkedHashMap<>();
        values.forEach((key, answers) -> hashed.put(key, ValueHash.hashOf(answers)));
        return hashed;
    }

    /// Key of an answer outside repeats, or of the item that it belongs to.
    private static String hashKey(Journey.JourneyStep passed) {
        return passed.isInRepeat() ? passed.key().substring(0, passed.key().lastIndexOf('/')) : passed.key();
    }

    private Object valueOf(Journey.JourneyStep passed) {
        return passed.step() instanceof ScriptStep.Repeat repeat
                ? journey.session().itemsOf(repeat.name())
                : journey.answerFor(passed.key()).value();
    }

    /// Summary of the answers, a line each, items under their heading.
    ///
    /// @param itemAnswers line below the heading of an item, by its key; empty when it is viewed in its list
    private String renderSummary(
            BiFunction<ScriptStep.Question, String, String> format, UnaryOperator<String> itemAnswers) {
        List<String> paragraphs = new ArrayList<>();
        for (ScriptStep.Review.Section section : review.sections()) {
            List<String> lines = renderLines(shownSteps(section), format, itemAnswers);
            if (!lines.isEmpty()) {
                lines.addFirst(SECTION_MARK + renderer.formatText(section.label()));
                paragraphs.add(String.join("\n", lines));
            }
        }
        if (review.sections().isEmpty()) {
            paragraphs.add(String.join("\n", renderLines(journey.passedSteps(), format, itemAnswers)));
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

    private List<String> renderLines(
            List<Journey.JourneyStep> shown,
            BiFunction<ScriptStep.Question, String, String> format,
            UnaryOperator<String> itemAnswers) {
        List<String> lines = new ArrayList<>();
        String heading = "";
        for (Journey.JourneyStep passed : shown) {
            if (passed.step() instanceof ScriptStep.Repeat && numbers.containsKey(passed.key())) {
                lines.add(formatNumbered(passed, renderer.formatAnswer(passed)));
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
                    lines.add(ItemTexts.formatItem(renderer, item) + ItemTexts.indent(itemAnswers.apply(item)));
                }
            }
            if (item.isEmpty()) {
                lines.add(formatNumbered(passed, format.apply(question, passed.key())));
            }
        }
        return lines;
    }

    private String formatNumbered(Journey.JourneyStep passed, String value) {
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
    List<List<ReplyButton>> renderButtons(boolean folded) {
        ReplyButton send = renderer.createButton(review, renderer.formatText(review.texts() + ".send"), "!send")
                .asPrimary();
        ReplyButton change = renderer.createButton(review, renderer.formatText("engine.button.change"), "!change");
        if (folded) {
            String whole = renderer.formatText("engine.review.whole");
            return List.of(
                    List.of(send),
                    List.of(renderer.createButton(review, whole, GlobalCommand.REPEAT.buttonData()), change));
        }
        List<List<ReplyButton>> rows = new ArrayList<>();
        rows.add(List.of(send));
        rows.add(List.of(change));
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

    /// Files among the answers that the review did not show before, in the order of the questions. In a review without
    /// sections they are counted.
    List<Reply.AnsweredFile> listFiles() {
        List<Reply.AnsweredFile> files = new ArrayList<>();
        Set<String> changed = shownBefore == null ? Set.of() : changedKeys();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Question question
                    && question.type() instanceof FileField
                    && isShown(passed)
                    && (shownBefore == null || changed.contains(hashKey(passed)))
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
