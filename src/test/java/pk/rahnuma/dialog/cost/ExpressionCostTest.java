package pk.rahnuma.dialog.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.cost.ExpressionFinder.FoundExpression;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.script.ActionTypeRegistry;

/// The regular expressions of the desk: the characters that one reads grow no faster than the text.
class ExpressionCostTest {

    private static final int LENGTH = 2_000;
    /// Of a text of twice the length. A bounded part, such as `{1,64}`, costs as much at each length.
    private static final double MAX_GROWTH = 2.2;
    private static final long MAX_READS_PER_CHARACTER = 400;
    /// No expression takes it, so that one that has to match as a whole tries everything.
    private static final String NO_END = "\u0001";

    /// Classes whose expressions see settings and files of the desk alone.
    private static final List<String> OWN_TEXTS = List.of(
            "pk.rahnuma.cli.terminal.ConsoleUrl.",
            "pk.rahnuma.staff.AuditVerificationService.",
            "pk.rahnuma.faq.LanguageModelConfiguration.",
            "pk.rahnuma.shared.PublicBaseUrl.",
            "pk.rahnuma.startup.SettingDefinition.",
            "pk.rahnuma.telegram.send.TelegramConfiguration.",
            "pk.rahnuma.telegram.update.WebhookConfiguration.",
            "pk.rahnuma.web.PageAssets.");

    private static final List<FoundExpression> EXPRESSIONS = ExpressionFinder.findAll(Path.of("target", "classes"));

    /// Text whose reads are counted, with an end of patience.
    private static final class LimitedText implements CharSequence {
        private final String text;
        private long reads;

        LimitedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads > MAX_READS_PER_CHARACTER * text.length()) {
                throw new IllegalStateException("too many reads");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void everyExpressionIsAConstantOrThatOfAScriptOrSetting() {
        assertThat(EXPRESSIONS).hasSizeGreaterThan(200);
        assertThat(EXPRESSIONS)
                .filteredOn(found -> found.expression() == null)
                .extracting(FoundExpression::place)
                .containsExactlyInAnyOrder(
                        "pk.rahnuma.dialog.field.TextField.fitsPattern",
                        "pk.rahnuma.dialog.script.QuestionImport.lambda$joinConditions$1",
                        "pk.rahnuma.dialog.script.QuestionReader.checkPattern",
                        "pk.rahnuma.document.RenderConnection.classPath");
    }

    /// A question looks at the length before it tries its expression.
    @Test
    void noExpressionOfAScriptReadsMuchOfItsLongestAnswer() {
        ScriptLibrary library = ScriptLibrary.loadChecked(
                ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());
        Set<String> costly = new TreeSet<>();
        for (Script script : library.currentScripts()) {
            for (ScriptStep step : script.named().values()) {
                if (step instanceof ScriptStep.Question question
                        && question.properties().get("pattern") instanceof String expression) {
                    int length = ((Long) question.properties().get("most")).intValue();
                    for (String piece : piecesFor(expression)) {
                        if (isTooLong(Pattern.compile(expression), piece, length)) {
                            costly.add(question.texts() + " " + expression + " " + piece);
                        }
                    }
                }
            }
        }
        assertThat(costly).isEmpty();
    }

    private static boolean isTooLong(Pattern pattern, String piece, int length) {
        try {
            countReads(pattern, WorstTexts.repeat(piece, length - 1) + NO_END, true);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void noExpressionReadsMoreThanInProportionToTheText() {
        Map<String, String> costly = new TreeMap<>();
        Set<String> tried = new HashSet<>();
        for (FoundExpression found : EXPRESSIONS) {
            String key = found.expression() + " " + found.flags() + " " + found.whole();
            if (found.expression() != null
                    && OWN_TEXTS.stream().noneMatch(found.place()::startsWith)
                    && tried.add(key)) {
                Pattern pattern = Pattern.compile(found.expression(), found.flags());
                for (String piece : piecesFor(found.expression())) {
                    if (isCostly(pattern, piece, found.whole())) {
                        costly.putIfAbsent(found.place() + " " + found.expression(), piece);
                    }
                }
            }
        }
        assertThat(costly).isEmpty();
    }

    /// The worst texts known, and the characters of the expression itself.
    private static Collection<String> piecesFor(String expression) {
        Set<String> pieces = new LinkedHashSet<>(WorstTexts.KINDS.values());
        expression.chars().forEach(c -> {
            pieces.add(Character.toString(c));
            pieces.add(Character.toString(c) + "1");
        });
        return pieces;
    }

    private static boolean isCostly(Pattern pattern, String piece, boolean whole) {
        try {
            long half = countReads(pattern, WorstTexts.repeat(piece, LENGTH) + NO_END, whole);
            long full = countReads(pattern, WorstTexts.repeat(piece, 2 * LENGTH) + NO_END, whole);
            return full > MAX_GROWTH * half + LENGTH;
        } catch (IllegalStateException | StackOverflowError e) {
            return true;
        }
    }

    private static long countReads(Pattern pattern, String text, boolean whole) {
        LimitedText limited = new LimitedText(text);
        Matcher matcher = pattern.matcher(limited);
        if (whole) {
            matcher.matches();
        } else {
            while (matcher.find()) {
                // Counts.
            }
        }
        return limited.reads;
    }
}
