package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ExampleConversation;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.script.ActionTypeRegistry;

class ExplanationTest {

    private static final Map<String, ActionType> ACTIONS = ActionTypeRegistry.loadAll();
    private static final ScriptSources SOURCES = ScriptSources.readFiles(Path.of("bot-scripts"));
    private static final DialogEngine ENGINE = new DialogEngine(ScriptLibrary.loadChecked(SOURCES, ACTIONS));
    private static final EngineContext CONTEXT =
            new EngineContext(Instant.parse("2026-11-25T07:00:00Z"), "en", TestDesk.ASSISTANCE, "telegram");

    private static ConversationState at(String step) {
        return new ExampleConversation(ENGINE, ACTIONS, GivenResults.readResults(SOURCES), CONTEXT, Map.of())
                .reach("register-individual", step)
                .orElseThrow();
    }

    private static Explanation explain(ConversationState state, String text) {
        return ENGINE.explainText(state, new ConversationInput.Text(text), CONTEXT);
    }

    @Test
    void theFollowedReadingIsTheFirstOfThoseThatCount() {
        Explanation explanation = explain(at("email"), "my name is wrong, Bilal Ahmed");
        assertThat(explanation.state()).isEqualTo(ReadingState.QUESTION);
        assertThat(explanation.readings()).extracting(Reading::kind).first().isEqualTo(ReadingKind.STATED_CORRECTION);
        assertThat(explanation.understanding().toText()).isEqualTo("stated correction: full_name=Bilal Ahmed");
    }

    @Test
    void valuesAndPhrasesOfATextAreShown() {
        Explanation explanation = explain(at("city"), "Lahore, and my mail is sara@example.com");
        assertThat(explanation.values()).containsEntry("city", "lahore").containsEntry("email", "sara@example.com");
        assertThat(explanation.toLines()).anyMatch(line -> line.startsWith("phrase    lahore: city"));
        assertThat(explanation.understanding().answers()).containsEntry("city", "lahore");
    }

    @Test
    void sensitiveValuesAreMaskedInWhatCameOfIt() {
        assertThat(explain(at("id_number"), "35202-1234567-1").understanding().toText())
                .isEqualTo("answer: id_number=•••");
    }

    @Test
    void aTextAtTheMenuThatNothingKnowsIsNotUnderstood() {
        assertThat(explain(ExampleConversation.atMenu("en"), "qwertz").readings())
                .extracting(Reading::kind)
                .isEqualTo(List.of(ReadingKind.NOTHING));
    }
}
