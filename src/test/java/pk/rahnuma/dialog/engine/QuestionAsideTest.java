package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;

/// A question that a person has in the middle of something else.
class QuestionAsideTest {

    private static final String ASK = """
            script: ask
            interrupts: true
            command: ask
            steps:
              - ask: question
                type: text
              - read: answer
                action: test.look_up
                with:
                  name: question
              - end: answered
                offer: [form]
            """;

    private static final String TEXTS = """
            ask:
              title: "ASK"
              question: {ask: "QUESTION?", label: "Question"}
              answered: {say: "ANSWER TO {question}"}
            """;

    private final ScriptedConversation stage = new ScriptedConversation(ScriptedConversation.simulatorOf(
            new DialogEngine(library(), new Free()), ScriptedConversation.ACTIONS, ScriptedConversation.START));

    record Free() implements FaqMatcher {
        @Override
        public boolean isAnswered(String text) {
            return text.contains("free");
        }

        @Override
        public boolean isNear(String text) {
            return text.contains("fee");
        }
    }

    static ScriptLibrary library() {
        ScriptSources plain = ScriptedConversation.sources(ScriptedConversation.FORM);
        Map<String, String> scripts = new LinkedHashMap<>(plain.scripts());
        scripts.put("ask.yaml", ASK);
        Map<String, Map<String, String>> texts = new HashMap<>();
        plain.texts().forEach((language, files) -> {
            Map<String, String> more = new HashMap<>(files);
            more.put(language + "/ask.yaml", TEXTS);
            texts.put(language, more);
        });
        return ScriptLibrary.loadChecked(
                new ScriptSources(scripts, Map.of(), texts, Map.of(), Map.of()), ScriptedConversation.ACTIONS);
    }

    @Test
    void itIsAnsweredAndTheFormGoesOnWhereItWas() {
        stage.sayText("form", "Ali", "is it free?");
        assertThat(stage.allText())
                .contains("ANSWER TO is it free?")
                .contains("BACK TO")
                .contains("KIND?");
        assertThat(stage.allText()).doesNotContain("QUESTION?");
        stage.sayText("One");
        assertThat(stage.text()).contains("CARD?");
    }

    @Test
    void itCostsNoTry() {
        stage.sayText("form", "Ali", "free?", "is it free", "free");
        assertThat(stage.session().tries()).isZero();
    }

    @Test
    void itIsAnsweredAtTheMenu() {
        stage.sayText("menu", "what is the fee");
        assertThat(stage.allText()).contains("ANSWER TO what is the fee");
        stage.sayText("what is the weather");
        assertThat(stage.allText()).contains("NOT UNDERSTOOD");
    }

    @Test
    void anAcceptableTextIsTheAnswer() {
        stage.sayText("form", "free");
        assertThat(stage.text()).contains("KIND?");
    }

    @Test
    void aNonAnswerIsAFailedAnswer() {
        stage.sayText("form", "Ali", "what about the weather?");
        assertThat(stage.allText()).doesNotContain("ANSWER").contains("KIND?");
        assertThat(stage.session().tries()).isEqualTo(1);
    }

    @Test
    void aScriptThatInterruptsIsNotInterruptedItself() {
        stage.sayText("ask");
        stage.sayText("free");
        assertThat(stage.allText()).contains("ANSWER TO free");
    }
}
