package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.journey.FailedCheck;
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
                                .map(ItemRowHandler::identityOf)
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

    /// Answers that tell one item from another: all but its lists.
    private static Map<ScriptStep.Question, Object> identityOf(ItemRow row) {
        Map<ScriptStep.Question, Object> identity = new LinkedHashMap<>(row.answers());
        identity.values().removeIf(List.class::isInstance);
        return identity;
    }

    private ScriptStep.Question titleQuestion() {
        return (ScriptStep.Question) sessionStep.journey().script().named().get(repeat.title());
    }

    private void takeRows(List<ItemRow> rows) {
        Session session = sessionStep.session();
        Journey journey = sessionStep.journey();
        Set<String> touched = new LinkedHashSet<>();
        List<String> problems = new ArrayList<>();
        for (ItemRow row : joinRows(rows)) {
            String item = itemFor(row, session, touched);
            if (item == null && idsOf(session).size() >= repeat.maxItems()) {
                problems.add(sessionStep.textRenderer().formatText("engine.enough"));
                break;
            }
            if (item == null) {
                session = session.withItem(repeat.name(), sessionStep.now());
                item = idsOf(session).getLast();
                journey = journey.afterChange(session, sessionStep.context());
            }
            touched.add(item);
            session = withAnswers(session, journey, item, row, problems);
            journey = journey.afterChange(session, sessionStep.context());
        }
        showItems(session, journey, touched, problems);
    }

    /// Rows of the same item as one: a table may have a row for each address.
    private static Collection<ItemRow> joinRows(List<ItemRow> rows) {
        Map<Object, ItemRow> joined = new LinkedHashMap<>();
        for (ItemRow row : rows) {
            Map<ScriptStep.Question, Object> identity = identityOf(row);
            joined.computeIfAbsent(identity.isEmpty() ? row : identity, unjoined -> new ItemRow())
                    .add(row);
        }
        return joined.values();
    }

    private List<String> idsOf(Session session) {
        return session.itemsOf(repeat.name());
    }

    /// The item with the name of the row, the one in progress, or null for a new one. An item that has another answer
    /// is none of them: one site may have the lines of two companies.
    private String itemFor(ItemRow row, Session session, Set<String> touched) {
        Object name = row.answers().get(titleQuestion());
        for (String id : idsOf(session)) {
            if (name != null && name.equals(givenValue(session, id, titleQuestion())) && fitsItem(row, session, id)) {
                return id;
            }
        }
        String current = itemInProgress();
        boolean free = current != null && !touched.contains(current) && fitsItem(row, session, current);
        return free ? current : null;
    }

    private Object givenValue(Session session, String item, ScriptStep.Question question) {
        StoredAnswer given = session.answers().get(keyOf(item, question));
        return given == null ? null : given.value();
    }

    private boolean fitsItem(ItemRow row, Session session, String item) {
        return row.answers().entrySet().stream().allMatch(answer -> {
            Object given = givenValue(session, item, answer.getKey());
            return given == null || given instanceof List<?> || given.equals(answer.getValue());
        });
    }

    private Session withAnswers(Session session, Journey journey, String item, ItemRow row, List<String> problemLines) {
        Session changed = session;
        for (Map.Entry<ScriptStep.Question, Object> answer : row.answers().entrySet()) {
            ScriptStep.Question question = answer.getKey();
            if (hasAnswer(session, item, question)) {
                continue;
            }
            String key = keyOf(item, question);
            FailedCheck failed =
                    journey.firstFailedCheck(new Journey.JourneyStep(question, key), answer.getValue(), false);
            if (failed == null) {
                StoredAnswer stored = new StoredAnswer(answer.getValue(), null);
                changed = changed.withAnswer(key, stored, sessionStep.now());
            } else {
                problemLines.add(problemLine(row, question, List.of(failed.problem())));
            }
        }
        row.problems().forEach((question, found) -> {
            if (!hasAnswer(session, item, question)) {
                problemLines.add(problemLine(row, question, found));
            }
        });
        return changed;
    }

    private String problemLine(ItemRow row, ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        String problem = sessionStep.formatProblems(question, problems);
        return row.answers().get(titleQuestion()) instanceof String name ? name + ": " + problem : problem;
    }

    /// Shows what was read of each item, unless the list below shows all of them.
    private void showItems(Session session, Journey journey, Set<String> touched, List<String> problems) {
        SessionTextRenderer renderer = new SessionTextRenderer(sessionStep.texts(), journey);
        List<String> lines = new ArrayList<>();
        boolean listed =
                journey.currentStep().step() == repeat && idsOf(session).size() <= EngineLimits.MAX_OPTIONS_SHOWN;
        if (listed) {
            lines.add(renderer.formatText(
                    "engine.taken",
                    Map.of("label", renderer.formatLabel(repeat), "value", Integer.toString(touched.size()))));
        } else {
            touched.stream()
                    .limit(EngineLimits.MAX_OPTIONS_SHOWN)
                    .forEach(item -> lines.add(formatItem(renderer, item)));
            if (touched.size() > EngineLimits.MAX_OPTIONS_SHOWN) {
                lines.add("… (" + touched.size() + ")");
            }
        }
        lines.addAll(problems.stream().limit(EngineLimits.MAX_OPTIONS_SHOWN).toList());
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
