package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// The first message of a person: what it asks is answered.
class FirstMessageTest {

    private final ScriptedConversation person = new ScriptedConversation(new ConversationSimulator(
            new DialogEngine(QuestionAsideTest.library(), new QuestionAsideTest.Free()),
            ScriptedConversation.ACTIONS,
            ConversationState.empty(),
            ScriptedConversation.START,
            TestDesk.ASSISTANCE,
            "telegram"));

    private String language() {
        return person.simulator.conversation().language();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "Hello!", "hello please", "/start", "start"})
    void aGreetingGetsTheWelcomeAloneAndLeavesTheLanguageOpen(String greeting) {
        person.sayText(greeting);
        assertThat(person.allText()).isEqualTo("READY");
        assertThat(person.labels()).containsExactly("Form", "Menu", "Urdu", "Roman");
        assertThat(language()).isNull();
    }

    @Test
    void aQuestionIsAnsweredWithALineThatSaysWhatTheDeskIs() {
        person.sayText("is there a fee");
        assertThat(person.allText()).isEqualTo("ANSWER TO is there a fee\n\nSIGNATURE");
        assertThat(language()).isEqualTo("en");
        person.sayText("is there a fee");
        assertThat(person.allText()).isEqualTo("ANSWER TO is there a fee");
    }

    @Test
    void aYesAfterTheFirstAnswerStartsWhatItOffers() {
        person.sayText("is there a fee", "yes");
        assertThat(person.allText()).contains("NAME?");
    }

    @Test
    void theLanguageIsThatOfTheMessage() {
        person.sayText("کیا fee ہے؟");
        assertThat(person.allText()).isEqualTo("ANSWER TO \u2068کیا fee ہے؟\u2069\n\nSIGNATURE");
        assertThat(language()).isEqualTo("ur");
        assertThat(person.labels()).contains("English", "Roman").doesNotContain("Urdu");
    }

    @Test
    void theLanguageOfAMessageAfterTheWelcomeCountsToo() {
        person.sayText("/start", "کیا fee ہے؟");
        assertThat(person.allText()).isEqualTo("ANSWER TO \u2068کیا fee ہے؟\u2069");
        assertThat(language()).isEqualTo("ur");
        person.sayText("hello");
        assertThat(person.text()).contains("NOT UNDERSTOOD");
        assertThat(language()).isEqualTo("ur");
    }

    @Test
    void theNameOfALanguageChoosesItAndTheWelcomeFollows() {
        person.sayText("urdu");
        assertThat(person.allText()).isEqualTo("READY");
        assertThat(language()).isEqualTo("ur");
    }

    @Test
    void aButtonOfALanguageRepeatsTheWelcomeInIt() {
        person.sayText("/start").tapButton("Urdu");
        assertThat(person.allText()).isEqualTo("READY");
        assertThat(language()).isEqualTo("ur");
    }

    @Test
    void aTapMakesTheLanguageOfTheChannelThatOfTheConversation() {
        person.sayText("/start").tapButton("Form");
        assertThat(person.text()).contains("NAME?");
        assertThat(language()).isEqualTo("en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "/form", "status"})
    void aScriptIsStartedAfterALineThatSaysWhatTheDeskIs(String words) {
        person.sayText(words);
        assertThat(person.allText())
                .startsWith("INTRODUCTION\n--\n")
                .contains("?")
                .doesNotContain("READY");
        assertThat(language()).isEqualTo("en");
    }

    @Test
    void aMessageThatIsNotUnderstoodSaysSoBeforeTheWelcome() {
        person.sayText("zzz");
        assertThat(person.allText()).isEqualTo("NOT UNDERSTOOD\n\nREADY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"menu", "help", "back", "cancel"})
    void aCommandThatNeedsAScriptGetsTheWelcome(String command) {
        person.sayText(command);
        assertThat(person.allText()).isEqualTo("READY");
    }

    @Test
    void aPictureGetsTheWelcome() {
        person.applyInput(
                new ConversationInput.File(new FileReference("tg", null, "image/jpeg", 100, true, null), null, "m1"));
        assertThat(person.allText()).isEqualTo("READY");
    }

    @Test
    void aPersonWhoWentOnWithSomethingElseIsNotToldWhatTheDeskIs() {
        ConversationState answered =
                new ConversationState("en", List.of(), List.of(), 1, "/start", Map.of(), false, null, List.of(), false);
        ScriptedConversation late = new ScriptedConversation(QuestionAsideTest.library(), answered);
        late.sayText("form");
        assertThat(late.allText()).contains("NAME?");
        late.sayText("cancel");
        assertThat(late.allText()).doesNotContain("SIGNATURE");
    }

    @Test
    void theDeskIsIntroducedOnce() {
        person.sayText("is there a fee", "zzz", "is there a fee", "menu");
        assertThat(person.allText()).isEqualTo("MENU");
    }
}
