package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.ItemTexts;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Utterance;

/// Takes the items of a repeat from a message or table with several answers: at the list, and at each question of an
/// item. A row goes to the item that has its name, to the item in progress, or to a new one; what an item has already
/// stays. Missing answers are asked for afterwards.
final class ItemRowHandler {

    /// Answers of a row that says more than the question asks.
    private static final int MIN_ROW_ANSWERS = 2;

    private final SessionStep sessionStep;
    /// The repeat that is asked about; null at another step.
    private final ScriptStep.Repeat repeat;

    ItemRowHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
        this.repeat = repeatAsked(sessionStep);
    }

    private static ScriptStep.Repeat repeatAsked(SessionStep sessionStep) {
        Session session = sessionStep.session();
        Journey.JourneyStep current = sessionStep.currentStep();
        if (session.focus() != null || session.picking() || session.doubt() != null) {
            return null;
        }
        if (current.step() instanceof ScriptStep.Repeat list) {
            return list;
        }
        return current.isInRepeat()
                        && sessionStep
                                        .journey()
                                        .script()
                                        .named()
                                        .get(current.key()
                                                .substring(0, current.key().indexOf('/')))
                                instanceof ScriptStep.Repeat list
                ? list
                : null;
    }

    /// True for a text with several answers about items.
    boolean hasRows(Utterance text) {
        return !rowsIn(text).isEmpty();
    }

    /// Rows of a text; empty when it has no several answers about items.
    List<ItemRow> rowsIn(Utterance text) {
        if (repeat == null || text.hasQuestionMark()) {
            return List.of();
        }
        ItemRowReader reader = new ItemRowReader(sessionStep, repeat);
        List<ItemRow> rows = reader.readText(text);
        return rows.size() == 1 && tellsItem(rows.getFirst()) || hasSeveralItems(rows, reader.isHeaded())
                ? rows
                : List.of();
    }

    /// True when a row answers several open questions of its item, or only another one than is asked.
    private boolean tellsItem(ItemRow row) {
        long open = countOpenAnswers(row);
        return open >= MIN_ROW_ANSWERS
                || open == 1
                        && itemInProgress() != null
                        && row.answers().size() == 1
                        && !row.answers().containsKey(titleQuestion())
                        && !row.answers().containsKey(sessionStep.currentStep().step());
    }

    /// True when the rows are of different items; "PTCL or Nayatel" is none of two. While the addresses of one are
    /// asked, names beside them may be those of its parts, unless a heading says what they are.
    private boolean hasSeveralItems(List<ItemRow> rows, boolean headed) {
        String item = itemInProgress();
        boolean named = item == null || headed || givenValue(sessionStep.session(), item, titleQuestion()) == null;
        return rows.stream().anyMatch(row -> row.answers().size() >= MIN_ROW_ANSWERS)
                && rows.stream().filter(this::tellsMoreThanName).count() > 1
                && rows.stream()
                                .map(ItemRow::identity)
                                .map(identity -> named ? identity : withoutTitle(identity))
                                .filter(identity -> !identity.isEmpty())
                                .distinct()
                                .count()
                        > 1;
    }

    private Map<ScriptStep.Question, Object> withoutTitle(Map<ScriptStep.Question, Object> identity) {
        identity.remove(titleQuestion());
        return identity;
    }

    private boolean tellsMoreThanName(ItemRow row) {
        return row.answers().keySet().stream().anyMatch(question -> question != titleQuestion());
    }

    private long countOpenAnswers(ItemRow row) {
        String item = itemInProgress();
        return row.answers().keySet().stream()
                .filter(question -> item == null || !hasAnswer(sessionStep.session(), item, question))
                .count();
    }

    private boolean hasAnswer(Session session, String item, ScriptStep.Question question) {
        return session.answers().containsKey(keyOf(item, question));
    }

    private String keyOf(String item, ScriptStep.Question question) {
        return repeat.name() + "/" + item + "/" + question.name();
    }

    /// Id of the item whose question is asked; null at the list.
    private String itemInProgress() {
        Journey.JourneyStep current = sessionStep.currentStep();
        return current.isInRepeat() ? current.key().split("/")[1] : null;
    }

    /// Takes the rows of [#rowsIn].
    void takeRows(List<ItemRow> rows, Utterance text) {
        Script.listQuestions(repeat.steps()).stream()
                .filter(ScriptStep.Question::masked)
                .findFirst()
                .ifPresent(question -> sessionStep.maskInput(question, FieldParseResult.refused("none"), text.lines()));
        takeRows(rows);
    }

    /// True for a file that may be a table of items.
    boolean mayBeTable(FileReference file) {
        return repeat != null
                && Script.listQuestions(repeat.steps()).stream()
                        .filter(question -> question.type().acceptsFiles() && !(question.type() instanceof FileField))
                        .anyMatch(question -> file.rows() != null
                                || question.type().parseAnswer(file, sessionStep.fieldContext(question, null))
                                        instanceof FieldParseResult.Accepted);
    }

    /// Takes a table as the whole list: its rows become the items.
    ///
    /// @param partly whether rows with problems are left out; else a table with problems changes nothing
    /// @return problems by row
    static List<String> replaceItems(
            SessionStep sessionStep, ScriptStep.Repeat repeat, List<List<String>> table, boolean partly) {
        Session emptied = sessionStep
                .session()
                .withoutItems(
                        repeat.name(), List.copyOf(sessionStep.session().itemsOf(repeat.name())), sessionStep.now());
        SessionStep empty =
                new SessionStep(sessionStep.texts(), sessionStep.journey().afterChange(emptied, sessionStep.context()));
        ItemRowPlacement placement = new ItemRowPlacement(empty, repeat, null);
        placement.placeWholeRows(new ItemRowReader(empty, repeat).readTable(table));
        List<String> problems = placement.formatProblems();
        boolean none = placement.placedItems().isEmpty();
        if (none && problems.isEmpty()) {
            return List.of(sessionStep.textRenderer().formatText("engine.no_rows"));
        }
        if (!none && (partly || problems.isEmpty())) {
            Session closed =
                    placement.session().withAnswer(repeat.name(), new StoredAnswer(true, null), sessionStep.now());
            new SessionAdvancer(sessionStep).advanceTo(closed, Exit.ANSWERED);
        }
        return problems;
    }

    /// @return false when the table is of one item, or has no more than the answer to the current question
    boolean takeTable(FileReference file) {
        if (repeat == null || file.rows() == null) {
            return false;
        }
        ItemRowReader reader = new ItemRowReader(sessionStep, repeat);
        List<ItemRow> rows = reader.readTable(file.rows());
        boolean asksName = sessionStep.currentStep().step() == titleQuestion() || itemInProgress() == null;
        boolean one = asksName && rows.stream().anyMatch(row -> countOpenAnswers(row) >= MIN_ROW_ANSWERS);
        if (!one && !hasSeveralItems(rows, reader.isHeaded())) {
            return false;
        }
        takeRows(rows);
        return true;
    }

    private ScriptStep.Question titleQuestion() {
        return (ScriptStep.Question) sessionStep.journey().script().named().get(repeat.title());
    }

    private void takeRows(List<ItemRow> rows) {
        ItemRowPlacement placement = new ItemRowPlacement(sessionStep, repeat, itemInProgress());
        placement.placeRows(rows);
        showItems(placement);
    }

    private Object givenValue(Session session, String item, ScriptStep.Question question) {
        StoredAnswer given = session.answers().get(keyOf(item, question));
        return given == null ? null : given.value();
    }

    /// Shows what was read of each item, unless the list below shows all of them, and what could not be read.
    private void showItems(ItemRowPlacement placement) {
        Session session = placement.session();
        Journey journey = placement.journey();
        Set<String> placed = placement.placedItems();
        SessionTextRenderer renderer = new SessionTextRenderer(sessionStep.texts(), journey);
        List<String> lines = new ArrayList<>();
        boolean many = placed.size() > EngineLimits.MAX_OPTIONS_SHOWN;
        boolean listed = journey.currentStep().step() == repeat
                && session.itemsOf(repeat.name()).size() <= EngineLimits.MAX_OPTIONS_SHOWN;
        if (listed || many) {
            lines.add(renderer.formatText(
                    "engine.taken",
                    Map.of("label", renderer.formatLabel(repeat), "value", Integer.toString(placed.size()))));
        } else {
            placed.forEach(item -> lines.add(formatItem(renderer, item)));
        }
        List<String> problems = placement.formatProblems();
        lines.addAll(problems.stream().limit(EngineLimits.MAX_OPTIONS_SHOWN).toList());
        if (problems.size() > EngineLimits.MAX_OPTIONS_SHOWN) {
            lines.add(renderer.formatText(
                    "engine.more_rows", Map.of("count", (long) problems.size() - EngineLimits.MAX_OPTIONS_SHOWN)));
        }
        if (placement.leftOutCount() > 0) {
            lines.add(renderer.formatText(
                    "engine.rows_left_out",
                    Map.of("count", (long) placement.leftOutCount(), "most", (long) repeat.maxItems())));
        }
        new SessionAdvancer(sessionStep).advanceTo(session, Exit.ANSWERED, String.join("\n", lines));
    }

    private String formatItem(SessionTextRenderer renderer, String item) {
        String key = repeat.name() + "/" + item;
        return renderer.formatText(
                "engine.taken",
                Map.of(
                        "label",
                        ItemTexts.formatItem(renderer, key),
                        "value",
                        ItemTexts.formatAnswers(renderer, key, renderer::formatMaskedValue)));
    }
}
