package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.OptionMatcher;
import pk.rahnuma.dialog.field.SubscriberIdField;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Reads the items of a repeat from a text or table: a row for each, of cells, words, or one answer a line. A heading
/// names the columns; without one, values are found by their form, by the names of options and by labels, and the
/// words that are left name the item.
final class ItemRowReader {

    private static final String LINE_END = "\n;؛";
    private static final String CELL_END = ",،|";
    /// Number or mark before an item of a list.
    private static final Pattern LIST_MARK = Pattern.compile("^(?:[0-9]{1,3}[.)]|[-•*])\\s++");
    /// Marks around a word or name.
    private static final String EDGE_MARKS = " :=()-–—.۔";
    /// Words before or behind the name of an item.
    private static final long AROUND_TITLE = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.AGO,
            PhraseKind.FILLER,
            PhraseKind.GREETING,
            PhraseKind.OWN,
            PhraseKind.ARTICLE,
            PhraseKind.BESIDE_ITEM);

    private final SessionStep sessionStep;
    private final ScriptStep.Repeat repeat;
    private final List<ScriptStep.Question> questions;
    private final ScriptStep.Question titleQuestion;
    private final List<ItemRow> rows = new ArrayList<>();
    private ItemRow row = new ItemRow(0);
    /// True until the first part of a line was read.
    private boolean lineBegins;
    private boolean headed;

    ItemRowReader(SessionStep sessionStep, ScriptStep.Repeat repeat) {
        this.sessionStep = sessionStep;
        this.repeat = repeat;
        this.questions = Script.listQuestions(repeat.steps());
        this.titleQuestion = questions.stream()
                .filter(question -> question.name().equals(repeat.title()))
                .findFirst()
                .orElseThrow();
    }

    /// True when a heading named the columns that were read.
    boolean isHeaded() {
        return headed;
    }

    List<ItemRow> readText(Utterance text) {
        List<ItemRow> below = readBelowTitle(text);
        if (!below.isEmpty()) {
            return below;
        }
        List<List<Utterance>> lines = SentenceSplitter.splitSentences(text, LINE_END, Set.of()).stream()
                .map(line -> SentenceSplitter.splitParts(line, CELL_END, Set.of()))
                .toList();
        return readTable(
                lines.stream()
                        .map(cells -> cells.stream().map(Utterance::text).toList())
                        .toList(),
                lines);
    }

    /// Rows below a line that ends with a colon ("Our lines:"), if each names its item; empty otherwise.
    private List<ItemRow> readBelowTitle(Utterance text) {
        int lineEnd = text.lines().indexOf('\n');
        if (lineEnd < 1 || text.lines().charAt(lineEnd - 1) != ':') {
            return List.of();
        }
        ItemRowReader below = new ItemRowReader(sessionStep, repeat);
        List<ItemRow> read = below.readText(text.read(text.lines().substring(lineEnd + 1)));
        boolean named =
                read.size() > 1 && read.stream().allMatch(each -> each.answers().containsKey(titleQuestion));
        headed = named && below.headed;
        return named ? read : List.of();
    }

    /// Reads a table. Without a heading, each row is read as a line of text.
    List<ItemRow> readTable(List<List<String>> table) {
        return readTable(
                table,
                table.stream()
                        .map(cells -> cells.stream().map(sessionStep::read).toList())
                        .toList());
    }

    private List<ItemRow> readTable(List<List<String>> table, List<List<Utterance>> lines) {
        List<ItemRow> below = new ItemTableReader(sessionStep, repeat, titleQuestion).readTable(table);
        headed = !below.isEmpty();
        return headed ? below : readLines(lines);
    }

    private List<ItemRow> readLines(List<List<Utterance>> lines) {
        for (List<Utterance> cells : lines) {
            lineBegins = true;
            cells.forEach(this::readPart);
        }
        closeRow();
        return rows;
    }

    private Map<Option, String> labelsIn(Utterance text) {
        return sessionStep.textRenderer().labelsIn(repeat, text);
    }

    private ScriptStep.Question questionOf(Option label) {
        return questions.stream()
                .filter(question -> question.name().equals(label.value()))
                .findFirst()
                .orElseThrow();
    }

    private FieldContext contextOf(ScriptStep.Question question) {
        return sessionStep.fieldContext(question, null);
    }

    private void closeRow() {
        if (!row.isEmpty()) {
            boolean known = questions.stream()
                    .allMatch(question ->
                            question.options() == null || row.answers().containsKey(question));
            if (known && row.answers().get(titleQuestion) instanceof String name) {
                // Nothing else can be meant by words between commas: "Lahore, head office".
                row.furtherWords().addFirst(name);
                row.answers().put(titleQuestion, String.join(", ", row.furtherWords()));
            }
            rows.add(row);
            row = new ItemRow(0);
        }
    }

    /// Reads a cell, or a line of a sentence: two options in it are those of two items, and a value before "and"
    /// belongs to the item before.
    private void readPart(Utterance part) {
        boolean several = questions.stream()
                .filter(question -> question.options() != null)
                .anyMatch(question ->
                        contextOf(question).options().findNames(part).size() > 1);
        boolean beginsWithValue = Character.isDigit(part.text().codePointAt(0));
        List<Utterance> clauses = several || beginsWithValue
                ? SentenceSplitter.splitParts(part, "", StatementParts.CONJUNCTIONS)
                : List.of(part);
        for (Utterance clause : clauses) {
            ItemRow found = readClause(clause);
            boolean words = found.answers().size() == 1 && found.answers().get(titleQuestion) instanceof String;
            boolean goesOn = !lineBegins && clauses.size() == 1;
            lineBegins = false;
            if (words && goesOn && row.answers().size() == 1 && row.answers().containsKey(titleQuestion)) {
                row.furtherWords().add((String) found.answers().get(titleQuestion));
                continue;
            }
            if (row.answers().containsKey(titleQuestion)
                    && !words
                    && found.answers().size() > 1
                    && !row.isEndedBy(withoutTitle(found))) {
                found.answers().remove(titleQuestion);
            }
            if (row.isEndedBy(found)) {
                closeRow();
            }
            row.add(found);
        }
    }

    private ItemRow withoutTitle(ItemRow found) {
        ItemRow rest = new ItemRow(0);
        rest.add(found);
        rest.answers().remove(titleQuestion);
        return rest;
    }

    /// Reads words that are not divided further.
    private ItemRow readClause(Utterance clause) {
        ItemRow found = new ItemRow(0);
        CoveredWords words =
                new CoveredWords(clause, LIST_MARK.matcher(clause.text()).replaceFirst(""));
        questions.stream()
                .filter(question -> question.type().isDistinct(question.properties()))
                .forEach(question -> readDistinct(question, clause, words, found));
        words.coverPhrases(labelsIn(clause).values());
        questions.stream()
                .filter(question -> question.options() != null)
                .forEach(question -> readOption(question, words, found));
        questions.stream()
                .filter(question -> question.type() instanceof SubscriberIdField)
                .forEach(question -> readSubscriberId(question, words, found));
        readTitle(clause, words, found);
        return found;
    }

    /// Values that no other type has: their words are found one by one, their value in the whole clause, as a range has
    /// several words.
    private void readDistinct(ScriptStep.Question question, Utterance clause, CoveredWords words, ItemRow found) {
        if (!question.type().mayBeIn(clause)) {
            return;
        }
        boolean some = false;
        for (int i = 0; i < words.count(); i++) {
            if (isMeantFor(question, words.word(i))) {
                words.cover(i);
            }
            some |= words.isCovered(i);
        }
        if (some) {
            found.keepReading(question, question.type().parseAnswer(clause.text(), contextOf(question)));
        }
    }

    private boolean isMeantFor(ScriptStep.Question question, String word) {
        Utterance text = sessionStep.read(word);
        return text.hasDigit()
                && question.type().mayBeIn(text)
                && !(question.type().parseAnswer(word, contextOf(question)) instanceof FieldParseResult.Refused refused
                        && refused.problems().getFirst().code().equals("none"));
    }

    private void readOption(ScriptStep.Question question, CoveredWords words, ItemRow found) {
        FieldContext context = contextOf(question);
        Utterance rest = words.uncoveredLetters();
        List<Option> named = new OptionMatcher(context.options()).findWholeNames(rest);
        if (named.size() == 1) {
            found.answers().put(question, named.getFirst().value());
            words.coverPhrases(OptionList.of(context.options()).findNames(rest).values());
        }
    }

    private void readSubscriberId(ScriptStep.Question question, CoveredWords words, ItemRow found) {
        boolean labelled = false;
        for (int i = 0; i < words.count(); i++) {
            String word = trimMarks(words.word(i));
            if (!words.isCovered(i)
                    && !found.answers().containsKey(question)
                    && (labelled || words.count() == 1 || SubscriberIdField.isLikely(word))
                    && question.type().parseAnswer(word, contextOf(question))
                            instanceof FieldParseResult.Accepted accepted) {
                found.answers().put(question, accepted.value());
                words.cover(i);
            }
            labelled = words.isCovered(i) && word.chars().noneMatch(Character::isDigit);
        }
    }

    /// The first words that nothing else explains, or those behind the label: "PTCL at Multan office".
    private void readTitle(Utterance clause, CoveredWords words, ItemRow found) {
        for (Map.Entry<Option, String> label : labelsIn(clause).entrySet()) {
            if (questionOf(label.getKey()) == titleQuestion) {
                readTitle(words, found, words.indexAfter(label.getValue()));
            }
        }
        if (!found.answers().containsKey(titleQuestion)) {
            readTitle(words, found, 0);
        }
    }

    private void readTitle(CoveredWords words, ItemRow found, int from) {
        for (int first = from; first < words.count(); first++) {
            int after = words.uncoveredEnd(first);
            String name = after == first ? "" : nameOf(words.join(first, after));
            if (!name.isEmpty()
                    && titleQuestion.type().parseAnswer(name, contextOf(titleQuestion))
                            instanceof FieldParseResult.Accepted accepted) {
                found.answers().put(titleQuestion, accepted.value());
                return;
            }
            first = after;
        }
    }

    /// Name of an item among words; behind a colon, where there is one: "we have three lines: Karachi".
    private String nameOf(String words) {
        String said = trimMarks(words);
        Utterance name = sessionStep
                .read(said.substring(said.indexOf(": ") + 1))
                .withoutStart(AROUND_TITLE, Lexicon.Sense.ORDINAL)
                .withoutEnd(AROUND_TITLE);
        boolean says = !name.isEmpty() && !StatementParts.CONJUNCTIONS.contains(name.key());
        String text = says ? trimMarks(name.text()) : "";
        return text.codePoints().anyMatch(Character::isLetter) && !name.containsWord(PhraseKind.SENTENCE) ? text : "";
    }

    private static String trimMarks(String text) {
        return TextNormaliser.trimMarks(text, EDGE_MARKS);
    }
}
