package pk.rahnuma.dialog.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Option;

/// Renders the current step of a session, with its buttons.
public final class PromptRenderer {

    /// Text up to a question mark that is not part of a value, which is isolated.
    private static final Pattern QUESTION =
            Pattern.compile("^(?:[^?؟\\u2066-\\u2069]++|[\\u2066-\\u2068][^\\u2069]*+\\u2069)*+[?؟]");

    private final SessionTextRenderer renderer;
    private final Session session;
    private final Journey journey;
    private final ScriptStep step;
    /// Summary at a review; null elsewhere.
    private final ReviewRenderer reviewRenderer;

    private boolean wholeReview;

    public PromptRenderer(SessionTextRenderer renderer, Session session, Journey journey) {
        this.renderer = renderer;
        this.session = session;
        this.journey = journey;
        this.step = journey.currentStep().step();
        this.reviewRenderer = step instanceof ScriptStep.Review review && !session.picking()
                ? new ReviewRenderer(renderer, journey, review)
                : null;
    }

    /// Shows a review in full, though little has changed since it was shown.
    public PromptRenderer withWholeReview() {
        wholeReview = true;
        return this;
    }

    /// The session after the prompt is shown: with the summary that it shows.
    public Session afterPrompt(Instant now) {
        return reviewRenderer == null ? session : session.withShownReview(reviewRenderer.toShownReview(now));
    }

    /// @param lead text before it in the same message, or an empty text
    /// @param more whether all commands are shown instead of the usual ones
    public Reply renderPrompt(String lead, boolean more, DisplayMode mode) {
        String text = lead;
        String masked = null;
        List<List<ReplyButton>> rows = new ArrayList<>();
        String asks = null;
        String heading = "";
        List<Reply.AnsweredFile> files = List.of();
        if (session.picking()) {
            text = joinParagraphs(text, pickList(rows));
            heading = renderer.formatText("engine.change_which");
        } else {
            switch (step) {
                case ScriptStep.Question question -> {
                    text = joinParagraphs(text, renderQuestion(question, rows));
                    masked = maskDoubt(question, text);
                    asks = question.type().typeName();
                    heading = renderer.formatText(askKey(question));
                }
                case ScriptStep.Repeat repeat -> {
                    text = joinParagraphs(text, renderRepeat(repeat, rows));
                    heading = repeatMenu(repeat);
                }
                case ScriptStep.Review review -> {
                    boolean folded = !wholeReview && !more && reviewRenderer.isFoldable();
                    text = folded ? reviewRenderer.withoutChanges(text) : text;
                    masked = clipText(joinParagraphs(text, reviewRenderer.renderMaskedText(folded)));
                    text = joinParagraphs(text, reviewRenderer.renderText(folded));
                    heading = folded ? reviewRenderer.foldedHeading() : renderer.formatText(review.texts() + ".ask");
                    rows.addAll(reviewRenderer.renderButtons(folded));
                    files = reviewRenderer.listFiles();
                }
                default -> text = joinParagraphs(text, renderer.formatText("engine.working"));
            }
        }
        boolean contact = step instanceof ScriptStep.Question question
                && question.acceptsContact()
                && !session.picking()
                && mode == DisplayMode.PLAIN
                && !more;
        if (contact) {
            rows.addFirst(List.of(new ReplyButton(renderer.formatText("engine.button.contact"), "!contact")));
        }
        addFooter(rows, more, lead);
        DisplayMode shown = contact ? DisplayMode.ASKS_CONTACT : mode;
        return new Reply(clipText(text), rows, asks, shown)
                .withAnsweredFiles(files)
                .withMaskedText(masked)
                .withQuestion(questionOf(heading))
                .asPrompt(lead);
    }

    /// Heading of a text that asks for something: its first line with a question mark, up to that mark; without one its
    /// first line. Null for an empty text.
    static String questionOf(String text) {
        for (String line : text.split("\n")) {
            Matcher question = QUESTION.matcher(line);
            if (question.find()) {
                return question.group();
            }
        }
        String first = text.lines().findFirst().orElse("");
        return first.isBlank() ? null : first;
    }

    public static String joinParagraphs(String first, String second) {
        return first.isBlank() ? second : second.isBlank() ? first : first + "\n\n" + second;
    }

    public static String clipText(String text) {
        if (text.length() <= EngineLimits.MAX_REPLY_LENGTH) {
            return text;
        }
        int end = EngineLimits.MAX_REPLY_LENGTH - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private String renderQuestion(ScriptStep.Question question, List<List<ReplyButton>> rows) {
        String ask = joinParagraphs(
                new ProgressRenderer(renderer, journey).formatProgress(),
                ItemTexts.formatHeading(renderer, journey.currentStep()) + renderer.formatText(askKey(question)));
        if (session.doubt() != null && session.partial() instanceof String written) {
            // A correction is offered beside what was written.
            rows.add(List.of(
                    renderer.createButton(step, renderer.formatFullValue(question, session.doubt()), "!yes"),
                    renderer.createButton(step, renderer.formatFullValue(question, written), "!written")));
            return ask;
        }
        if (session.doubt() != null) {
            rows.addAll(candidateButtons(question));
            rows.add(List.of(renderer.createButton(step, renderer.formatText("engine.button.yes"), "!yes")));
            return joinParagraphs(
                    ask,
                    renderer.formatText(
                            "engine.insist", Map.of("value", renderer.formatFullValue(question, session.doubt()))));
        }
        List<?> held = session.partial() instanceof List<?> list ? list : List.of();
        FieldContext asked = renderer.fieldContext(question, session.partial());
        List<Option> options = session.candidates().isEmpty() ? asked.options() : List.of();
        rows.addAll(candidateButtons(question));
        int from = firstShownIndex(options.size());
        List<Option> shown = options.subList(from, Math.min(options.size(), from + EngineLimits.MAX_OPTIONS_SHOWN));
        List<ReplyButton> buttons = new ArrayList<>();
        for (Option option : shown) {
            String mark = held.contains(option.value()) ? "✓ " : "";
            buttons.add(renderer.createButton(step, mark + option.label(), option.value()));
        }
        String suggestion = renderer.formatSuggestion(question);
        if (!suggestion.isEmpty()) {
            rows.add(List.of(renderer.createButton(step, suggestion, "!suggest")));
        }
        rows.addAll(arrangeRows(buttons));
        addPageButtons(rows, from, options.size());
        if (question.alternative() != null) {
            rows.add(List.of(renderer.createButton(
                    step, renderer.formatText(question.texts() + ".alternative"), "!alternative")));
        }
        if (renderer.hasText(question.texts() + ".details")) {
            rows.add(List.of(navigationButton("details")));
        }
        if (session.partial() != null || question.later()) {
            rows.add(List.of(renderer.createButton(step, renderer.formatText("engine.button.done"), "!done")));
            if (session.partial() != null && options.isEmpty()) {
                ask = joinParagraphs(
                        ask,
                        renderer.formatText(
                                "engine.so_far",
                                Map.of("list", renderer.formatMaskedValue(question, session.partial()))));
            }
        }
        return ask;
    }

    /// The options that a text named, with the way to all of them; empty where none were named.
    private List<List<ReplyButton>> candidateButtons(ScriptStep.Question question) {
        if (session.candidates().isEmpty()) {
            return List.of();
        }
        FieldContext narrowed = renderer.fieldContext(question, null).withOptions(session.candidates());
        List<List<ReplyButton>> rows = new ArrayList<>(arrangeRows(narrowed.options().stream()
                .limit(EngineLimits.MAX_OPTIONS_SHOWN)
                .map(option -> renderer.createButton(step, option.label(), option.value()))
                .toList()));
        rows.add(List.of(renderer.createButton(step, renderer.formatText("engine.button.all_options"), "!page=0")));
        return rows;
    }

    /// The text with the doubtful value masked; null when it is not sensitive.
    private String maskDoubt(ScriptStep.Question question, String text) {
        return session.doubt() == null || !question.masked()
                ? null
                : text.replace(
                        renderer.formatFullValue(question, session.doubt()),
                        renderer.formatMaskedValue(question, session.doubt()));
    }

    /// Key of the question's text, which may be shorter after a failed try.
    private String askKey(ScriptStep.Question question) {
        String again = question.texts() + ".again";
        return session.tries() > 0 && renderer.hasText(again) ? again : question.texts() + ".ask";
    }

    /// Index of the first option shown: on the requested page, or on the last one.
    private int firstShownIndex(int count) {
        int last = Math.max(0, count - 1) / EngineLimits.MAX_OPTIONS_SHOWN;
        return Math.min(session.page(), last) * EngineLimits.MAX_OPTIONS_SHOWN;
    }

    private void addPageButtons(List<List<ReplyButton>> rows, int from, int count) {
        if (count <= EngineLimits.MAX_OPTIONS_SHOWN) {
            return;
        }
        List<ReplyButton> turn = new ArrayList<>();
        if (from > 0) {
            turn.add(renderer.createButton(step, "‹", "!page=" + (from / EngineLimits.MAX_OPTIONS_SHOWN - 1)));
        }
        if (from + EngineLimits.MAX_OPTIONS_SHOWN < count) {
            turn.add(renderer.createButton(
                    step,
                    renderer.formatText("engine.button.next") + " ›",
                    "!page=" + (from / EngineLimits.MAX_OPTIONS_SHOWN + 1)));
        }
        rows.add(turn);
    }

    private String renderRepeat(ScriptStep.Repeat repeat, List<List<ReplyButton>> rows) {
        List<String> items = session.itemsOf(repeat.name());
        StringBuilder lines = new StringBuilder();
        int from = firstShownIndex(items.size());
        for (String item : items.subList(from, Math.min(items.size(), from + EngineLimits.MAX_OPTIONS_SHOWN))) {
            String key = repeat.name() + "/" + item;
            String line = ItemTexts.formatItem(renderer, key);
            lines.append('\n')
                    .append(line)
                    .append(ItemTexts.indent(ItemTexts.formatAnswers(renderer, key, renderer::formatMaskedValue)));
            rows.add(List.of(
                    renderer.createButton(
                            step, renderer.formatText("engine.button.change") + ": " + line, "!item=" + item),
                    renderer.createButton(step, renderer.formatText("engine.button.remove"), "!remove=" + item)));
        }
        addPageButtons(rows, from, items.size());
        List<ReplyButton> ways = new ArrayList<>();
        if (items.size() < repeat.maxItems()) {
            ways.add(renderer.createButton(step, renderer.formatText("engine.button.add"), "!add"));
        }
        ways.add(renderer.createButton(step, renderer.formatText("engine.button.done"), "!done"));
        rows.add(ways);
        return joinParagraphs(
                joinParagraphs(SessionTitle.formatActingFor(renderer), repeatMenu(repeat)),
                lines.toString().strip());
    }

    private String repeatMenu(ScriptStep.Repeat repeat) {
        int count = session.itemsOf(repeat.name()).size();
        return renderer.formatText(repeat.texts() + ".menu", Map.of("count", (long) count));
    }

    /// List of the answers that can be changed, numbered; a number or button selects one.
    private String pickList(List<List<ReplyButton>> rows) {
        List<Journey.JourneyStep> selectable = journey.selectableSteps();
        List<String> lines = new ArrayList<>();
        List<ReplyButton> buttons = new ArrayList<>();
        int from = firstShownIndex(selectable.size());
        for (int i = 0; i < selectable.size(); i++) {
            String label = renderer.formatLabel(selectable.get(i).step());
            lines.add((i + 1) + ". " + label + ": " + renderer.formatAnswer(selectable.get(i)));
            if (i >= from && i < from + EngineLimits.MAX_OPTIONS_SHOWN) {
                buttons.add(renderer.createButton(step, (i + 1) + ". " + label, "!pick=" + (i + 1)));
            }
        }
        rows.addAll(arrangeRows(buttons));
        addPageButtons(rows, from, selectable.size());
        rows.add(List.of(renderer.createButton(step, renderer.formatText("engine.button.continue"), "!continue")));
        return joinParagraphs(renderer.formatText("engine.change_which"), String.join("\n", lines));
    }

    /// Rows of buttons: two short labels in a row, a long one alone.
    public static List<List<ReplyButton>> arrangeRows(List<ReplyButton> buttons) {
        List<List<ReplyButton>> rows = new ArrayList<>();
        for (int i = 0; i < buttons.size(); i++) {
            ReplyButton button = buttons.get(i);
            boolean pair = i + 1 < buttons.size()
                    && button.label().length() <= 16
                    && buttons.get(i + 1).label().length() <= 16;
            rows.add(pair ? List.of(button, buttons.get(++i)) : List.of(button));
        }
        return rows;
    }

    private void addFooter(List<List<ReplyButton>> rows, boolean more, String lead) {
        List<ReplyButton> row = new ArrayList<>();
        if (journey.hasChangeableAnswer()) {
            row.add(navigationButton("back"));
        }
        if (step instanceof ScriptStep.Question question && question.optional()) {
            String own = question.texts() + ".skip";
            String label = renderer.formatText(renderer.hasText(own) ? own : "engine.button.skip");
            row.add(renderer.createButton(step, label, "!skip"));
        }
        row.add(navigationButton("help"));
        if (more) {
            row.add(navigationButton("repeat"));
            rows.add(row);
            rows.add(List.of(navigationButton("change"), navigationButton(GlobalCommand.LANGUAGE)));
            rows.add(List.of(navigationButton(GlobalCommand.STATUS), navigationButton(GlobalCommand.HUMAN)));
            rows.add(List.of(navigationButton(GlobalCommand.ASK)));
            rows.add(List.of(navigationButton(GlobalCommand.MENU), navigationButton(GlobalCommand.CANCEL)));
        } else {
            row.add(navigationButton("more"));
            rows.add(row);
        }
        ReplyButton human = renderer.createButton(GlobalCommand.HUMAN);
        boolean offered = session.tries() >= EngineLimits.MAX_TRIES || NamedControls.isNamed(human.label(), lead);
        if (offered && !more) {
            rows.add(List.of(human));
        }
        ReplyButton keep = renderer.createButton(GlobalCommand.KEEP);
        if (NamedControls.isNamed(keep.label(), lead)) {
            rows.add(List.of(keep));
        }
    }

    /// A button of a command that is valid only at this step.
    private ReplyButton navigationButton(String command) {
        return renderer.createButton(step, renderer.formatText("engine.button." + command), "!" + command)
                .asNavigation();
    }

    private ReplyButton navigationButton(GlobalCommand command) {
        return renderer.createButton(command).asNavigation();
    }
}
