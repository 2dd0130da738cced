package pk.rahnuma.dialog.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.SessionIdentity;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.script.ActionTypeRegistry;

/// Sentences at the questions of the packaged scripts, in three languages.
class TypedSentencesTest {

    /// A Tuesday.
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    /// @param expected the value; `~value` when it has to be confirmed; `?kind` for no answer; `!` when it is refused
    @ParameterizedTest(name = "{1}: {3}")
    @CsvFileSource(resources = "sentences.tsv", delimiter = '\t', quoteCharacter = '\0')
    void aSentenceIsReadAsAPersonMeansIt(
            String language, String script, String question, String text, String expected) {
        assertThat(read(language, script, question, text)).isEqualTo(expected);
    }

    private static String read(String language, String scriptName, String questionName, String text) {
        Script script = LIBRARY.findCurrent(scriptName);
        ScriptStep.Question question = (ScriptStep.Question) script.named().get(questionName);
        Session session = Session.startNew(new SessionIdentity("1", script.name(), script.flow()), NOW);
        Journey journey =
                new Journey(script, session, new EngineContext(NOW, language, TestDesk.ASSISTANCE, "telegram"));
        FieldContext context = new SessionTextRenderer(LIBRARY.texts(), journey).fieldContext(question, null);
        return describe(question.type().interpretText(context.lexicon().read(text), context));
    }

    private static String describe(FieldParseResult reading) {
        return switch (reading) {
            case FieldParseResult.Accepted accepted -> describe(accepted.value());
            case FieldParseResult.Doubtful doubtful -> "~" + describe(doubtful.value());
            case FieldParseResult.Partial partial -> describe(partial.value()) + " …";
            case FieldParseResult.NoAnswer none -> "?" + none.kind().name().toLowerCase(Locale.ROOT);
            case FieldParseResult.Refused refused -> "!";
        };
    }

    private static String describe(Object value) {
        return value instanceof List<?> list
                ? String.join(" ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }
}
