package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.journey.FailedCheck;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;

/// Places rows in the items of a repeat: each in the item that has its name, in the one in progress, or in a new one.
/// An answer that an item has stays. The session is changed once for all rows.
final class ItemRowPlacement {

    /// Maximum incomplete rows of a table whose missing answers are asked for. If there are more, none of them becomes
    /// an item: the person corrects the table.
    static final int MAX_COMPLETED_ROWS = 3;

    private final SessionStep sessionStep;
    private final ScriptStep.Repeat repeat;
    private final List<ScriptStep.Question> questions;
    private final ScriptStep.Question titleQuestion;
    private final List<Item> items = new ArrayList<>();
    private final Map<Object, List<Item>> itemsByName = new HashMap<>();
    /// Item whose question is asked; null at the list.
    private final Item current;
    private final List<RowProblem> problems = new ArrayList<>();
    private Session session;
    private Journey journey;
    private int leftOutCount;

    /// An item with the answers that it has, and those that rows give.
    private final class Item {
        private String id;
        private final Map<ScriptStep.Question, Object> answers = new LinkedHashMap<>();
        private final Map<ScriptStep.Question, Object> given = new LinkedHashMap<>();
        /// First row of it; null while there is none.
        private ItemRow row;

        boolean fits(ItemRow other) {
            return other.answers().entrySet().stream().allMatch(answer -> {
                Object known = answers.get(answer.getKey());
                return known == null || known instanceof List<?> || known.equals(answer.getValue());
            });
        }

        String keyOf(ScriptStep.Question question) {
            return repeat.name() + "/" + id + "/" + question.name();
        }
    }

    /// A problem of a row with an answer; of a whole row where there is none.
    ///
    /// @param problems empty for an answer that is missing
    private record RowProblem(ItemRow row, ScriptStep.Question question, List<Problem> problems) {}

    /// @param currentItem id of the item whose question is asked; null at the list
    ItemRowPlacement(SessionStep sessionStep, ScriptStep.Repeat repeat, @Nullable String currentItem) {
        this.sessionStep = sessionStep;
        this.repeat = repeat;
        this.questions = Script.listQuestions(repeat.steps());
        this.titleQuestion =
                (ScriptStep.Question) sessionStep.journey().script().named().get(repeat.title());
        this.session = sessionStep.session();
        this.journey = sessionStep.journey();
        session.itemsOf(repeat.name()).forEach(this::addKnownItem);
        this.current = items.stream()
                .filter(item -> item.id.equals(currentItem))
                .findFirst()
                .orElse(null);
    }

    private void addKnownItem(String id) {
        Item item = new Item();
        item.id = id;
        for (ScriptStep.Question question : questions) {
            StoredAnswer answer = session.answers().get(item.keyOf(question));
            if (answer != null) {
                item.answers.put(question, answer.value());
            }
        }
        addItem(item);
    }

    private void addItem(Item item) {
        items.add(item);
        indexName(item);
    }

    private void indexName(Item item) {
        Object name = item.answers.get(titleQuestion);
        if (name != null) {
            itemsByName.computeIfAbsent(name, unused -> new ArrayList<>()).add(item);
        }
    }

    Session session() {
        return session;
    }

    Journey journey() {
        return journey;
    }

    /// Ids of the items that have a row.
    Set<String> placedItems() {
        return items.stream()
                .filter(item -> item.row != null)
                .map(item -> item.id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Number of rows of a table that did not become items.
    int leftOutCount() {
        return leftOutCount;
    }

    /// A line for each problem, by row.
    List<String> formatProblems() {
        return problems.stream().map(this::formatProblem).distinct().toList();
    }

    /// Places rows; missing answers of at most [#MAX_COMPLETED_ROWS] new items are left to be asked for.
    void placeRows(Collection<ItemRow> rows) {
        placeRows(rows, MAX_COMPLETED_ROWS);
    }

    /// Places the rows that have all answers.
    void placeWholeRows(Collection<ItemRow> rows) {
        placeRows(rows, 0);
    }

    private void placeRows(Collection<ItemRow> rows, int maxIncomplete) {
        int known = items.size();
        boolean full = false;
        for (ItemRow row : joinRows(rows)) {
            Item item = findItem(row);
            full |= item == null && items.size() >= repeat.maxItems();
            if (item == null && full) {
                leftOutCount++;
                continue;
            }
            if (item == null) {
                item = new Item();
                items.add(item);
            }
            placeRow(item, row);
        }
        storeAnswers(items.subList(known, items.size()));
        checkAnswers();
        leaveIncompleteOut(List.copyOf(items.subList(known, items.size())), maxIncomplete);
    }

    /// Rows of the same item as one: a table may have a row for each address.
    private static Collection<ItemRow> joinRows(Collection<ItemRow> rows) {
        Map<Object, ItemRow> joined = new LinkedHashMap<>();
        for (ItemRow row : rows) {
            Map<ScriptStep.Question, Object> identity = row.identity();
            joined.computeIfAbsent(identity.isEmpty() ? row : identity, unjoined -> new ItemRow(row.number()))
                    .add(row);
        }
        return joined.values();
    }

    /// The item with the name of the row, the one in progress, or null for a new one. An item that has another answer
    /// is none of them: one site may have the lines of two companies.
    private @Nullable Item findItem(ItemRow row) {
        Object name = row.answers().get(titleQuestion);
        return itemsByName.getOrDefault(name, List.of()).stream()
                .filter(item -> item.fits(row))
                .findFirst()
                .orElse(current != null && current.row == null && current.fits(row) ? current : null);
    }

    private void placeRow(Item item, ItemRow row) {
        item.row = item.row == null ? row : item.row;
        boolean named = item.answers.containsKey(titleQuestion);
        row.answers().forEach((question, value) -> {
            if (item.answers.putIfAbsent(question, value) == null) {
                item.given.put(question, value);
            }
        });
        row.problems().forEach((question, found) -> {
            if (!item.answers.containsKey(question)) {
                problems.add(new RowProblem(row, question, found));
            }
        });
        if (!named) {
            indexName(item);
        }
    }

    private void storeAnswers(List<Item> added) {
        session = added.isEmpty() ? session : session.withItems(repeat.name(), added.size(), sessionStep.now());
        List<String> ids = session.itemsOf(repeat.name());
        for (int i = 0; i < added.size(); i++) {
            added.get(i).id = ids.get(ids.size() - added.size() + i);
        }
        Map<String, StoredAnswer> answers = new LinkedHashMap<>();
        items.forEach(item -> item.given.forEach(
                (question, value) -> answers.put(item.keyOf(question), new StoredAnswer(value, null))));
        moveTo(session.withAnswers(answers, sessionStep.now()));
    }

    private void moveTo(Session changed) {
        session = changed;
        journey = journey.afterChange(changed, sessionStep.context());
    }

    /// Takes answers back that fail a check of their question.
    private void checkAnswers() {
        List<String> failed = new ArrayList<>();
        for (Item item : items) {
            item.given.forEach((question, value) -> {
                String key = item.keyOf(question);
                FailedCheck check = journey.firstFailedCheck(new Journey.JourneyStep(question, key), value, false);
                if (check != null) {
                    failed.add(key);
                    problems.add(new RowProblem(item.row, question, List.of(check.problem())));
                }
            });
        }
        if (!failed.isEmpty()) {
            moveTo(session.withoutAnswers(failed, sessionStep.now()));
        }
    }

    private void leaveIncompleteOut(List<Item> added, int most) {
        Map<String, List<ScriptStep.Question>> open = findOpenQuestions();
        List<Item> incomplete = added.stream()
                .filter(item -> item.row.number() > 0 && open.containsKey(item.id))
                .toList();
        if (incomplete.size() <= most) {
            return;
        }
        leftOutCount += incomplete.size();
        for (Item item : incomplete) {
            open.get(item.id).stream()
                    .filter(question -> problems.stream()
                            .noneMatch(problem -> problem.row() == item.row && problem.question() == question))
                    .forEach(question -> problems.add(new RowProblem(item.row, question, List.of())));
        }
        List<String> ids = incomplete.stream().map(item -> item.id).toList();
        items.removeAll(incomplete);
        moveTo(session.withoutItems(repeat.name(), ids, sessionStep.now()));
    }

    private Map<String, List<ScriptStep.Question>> findOpenQuestions() {
        String prefix = repeat.name() + "/";
        return journey.openItemSteps().stream()
                .filter(step -> step.key().startsWith(prefix))
                .collect(Collectors.groupingBy(
                        step -> step.key().substring(prefix.length(), step.key().lastIndexOf('/')),
                        Collectors.mapping(step -> (ScriptStep.Question) step.step(), Collectors.toList())));
    }

    private String formatProblem(RowProblem problem) {
        String text = problem.problems().isEmpty()
                ? sessionStep
                        .textRenderer()
                        .formatText(
                                "engine.missing_in_row",
                                Map.of("label", sessionStep.textRenderer().formatLabel(problem.question())))
                : sessionStep.formatProblems(problem.question(), problem.problems());
        String named = problem.row().answers().get(titleQuestion) instanceof String name ? name + ": " + text : text;
        return problem.row().number() == 0
                ? named
                : sessionStep
                        .textRenderer()
                        .formatText(
                                "engine.in_row",
                                Map.of("row", Integer.toString(problem.row().number()), "problem", named));
    }
}
