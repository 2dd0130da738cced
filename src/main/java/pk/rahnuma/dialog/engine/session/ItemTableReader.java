package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.ValueType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.Utterance;

/// Reads the items of a repeat from a table whose heading names the columns.
final class ItemTableReader {

    private static final int MIN_HEADING_CELLS = 2;
    /// First rows of a table among which its heading is looked for: a title may come before it.
    private static final int MAX_TITLE_ROWS = 10;
    /// Digits of the number of a column, as in "IP 12"; a cell with more has a value: "IP 39.48.140.21".
    private static final int MAX_COLUMN_DIGITS = 2;
    /// Marks and numbers beside the name of a column: "IP_1", "Subscriber ID (ISP)".
    private static final Pattern COLUMN_MARKS = Pattern.compile("[^\\p{L}\\p{M}/]+");

    private final SessionStep sessionStep;
    private final ScriptStep.Repeat repeat;
    private final List<ScriptStep.Question> questions;
    private final ScriptStep.Question titleQuestion;

    ItemTableReader(SessionStep sessionStep, ScriptStep.Repeat repeat, ScriptStep.Question titleQuestion) {
        this.sessionStep = sessionStep;
        this.repeat = repeat;
        this.questions = Script.listQuestions(repeat.steps());
        this.titleQuestion = titleQuestion;
    }

    /// Rows below the heading; empty when the table has none.
    List<ItemRow> readTable(List<List<String>> table) {
        for (int i = 0; i < Math.min(MAX_TITLE_ROWS, table.size() - 1); i++) {
            Map<Integer, ScriptStep.Question> columns =
                    findColumns(table.get(i).stream().map(sessionStep::read).toList());
            if (!columns.isEmpty()) {
                return readRows(columns, table, i + 1);
            }
        }
        return List.of();
    }

    /// Questions of the columns that a heading names, by place; empty when the line is no heading. A cell with other
    /// words beside a name, such as "gateway IP" or "number of IPs", is another column. Several columns may have the
    /// values of a list.
    private Map<Integer, ScriptStep.Question> findColumns(List<Utterance> heading) {
        Map<Integer, ScriptStep.Question> columns = new LinkedHashMap<>();
        for (int place = 0; place < heading.size(); place++) {
            Utterance cell = heading.get(place);
            ScriptStep.Question question = findQuestion(cell);
            if (countDigits(cell) > (question == null ? 0 : MAX_COLUMN_DIGITS)) {
                return Map.of();
            }
            if (question != null
                    && (question.type().valueType() == ValueType.LIST || !columns.containsValue(question))) {
                columns.put(place, question);
            }
        }
        return new HashSet<>(columns.values()).size() < MIN_HEADING_CELLS ? Map.of() : columns;
    }

    private static long countDigits(Utterance cell) {
        return cell.text().codePoints().filter(Character::isDigit).count();
    }

    private ScriptStep.Question findQuestion(Utterance cell) {
        String text = COLUMN_MARKS.matcher(cell.text()).replaceAll(" ").strip();
        Map<Option, String> names = sessionStep.textRenderer().columnsIn(repeat, sessionStep.read(text));
        CoveredWords words = new CoveredWords(cell, text);
        words.coverPhrases(names.values());
        return names.isEmpty() || !words.uncoveredLetters().isEmpty()
                ? null
                : names.entrySet().stream()
                        .min(Comparator.comparingInt(name -> words.indexAfter(name.getValue())))
                        .map(name -> questionOf(name.getKey()))
                        .orElseThrow();
    }

    private ScriptStep.Question questionOf(Option name) {
        return questions.stream()
                .filter(question -> question.name().equals(name.value()))
                .findFirst()
                .orElseThrow();
    }

    /// Reads the rows below a heading. A row that has only values of lists goes on with the row before; one without a
    /// name has that of the row before, as under a cell that spans several rows.
    private List<ItemRow> readRows(
            Map<Integer, ScriptStep.Question> columns, List<List<String>> table, int headingNumber) {
        List<ItemRow> rows = new ArrayList<>();
        for (int i = headingNumber; i < table.size(); i++) {
            ItemRow row = readRow(columns, table.get(i), i + 1);
            if (row.isEmpty()) {
                continue;
            }
            ItemRow before = rows.isEmpty() ? null : rows.getLast();
            if (before != null && row.hasOnlyLists()) {
                before.add(row);
                continue;
            }
            if (before != null && before.answers().get(titleQuestion) instanceof String name) {
                row.answers().putIfAbsent(titleQuestion, name);
            }
            rows.add(row);
        }
        return rows;
    }

    private ItemRow readRow(Map<Integer, ScriptStep.Question> columns, List<String> cells, int number) {
        ItemRow row = new ItemRow(number);
        columns.forEach((place, question) -> {
            Utterance cell = sessionStep.read(place < cells.size() ? cells.get(place) : "");
            if (!cell.isEmpty()) {
                ItemRow value = new ItemRow(number);
                value.keepReading(question, question.type().readText(cell, sessionStep.fieldContext(question, null)));
                row.add(value);
            }
        });
        return row;
    }
}
