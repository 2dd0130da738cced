package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.understanding.Lexicon;

/// Questions that a script leaves for later, answers that it derives, and values that it suggests.
class FewerQuestionsTest {

    private static final String FORM = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: identity
                type: cnic
                instead: [passport]
              - when: identity == 'passport'
                steps:
                  - end: abroad
              - ask: mobile
                type: phone
                mobile: true
              - ask: town
                type: choice
                options: [lahore, karachi]
                other: true
              - ask: region
                type: choice
                options: [punjab, sindh]
                derive: "town == 'lahore' ? 'punjab' : town == 'karachi' ? 'sindh' : ''"
              - ask: vpn_mobile
                type: phone
                mobile: true
                suggest: mobile
              - ask: taxed
                type: yes-no
                later: true
              - when: taxed
                steps:
                  - ask: tax_number
                    type: text
                    least: 3
                    later: true
              - ask: remark
                type: long-text
                later: true
              - review: check
              - ask: true_and_mine
                type: yes-no
                derive: "true"
              - act: sent
                action: test.send
                with:
                  answers: answers
              - end: received
            """;

    private final ScriptLibrary library = ScriptedConversation.library(FORM);
    private final ScriptedConversation stage = new ScriptedConversation(library);

    private ScriptedConversation toCheck() {
        return stage.tapData("!start=form")
                .sayText("35202-1234567-1", "0300 1234567")
                .tapButton("Lahore")
                .tapButton("Same number: +92 300 •••••67");
    }

    @Test
    void aLaterQuestionIsNotAskedOnTheWayNorCounted() {
        stage.tapData("!start=form");
        assertThat(stage.text()).startsWith("1/4");
        stage.sayText("35202-1234567-1", "0300 1234567").tapButton("Lahore");
        assertThat(stage.text()).startsWith("4/4").contains("VPN MOBILE?");
        stage.tapButton("Same number: +92 300 •••••67");
        assertThat(stage.text()).contains("CHECK").doesNotContain("Taxed", "Remark");
        assertThat(stage.labels()).contains("Send it", "Change", "Add details");
    }

    @Test
    void theyAreOfferedAtTheReviewOneAfterTheOther() {
        toCheck().tapButton("Add details");
        assertThat(stage.text()).contains("ADDING", "TAXED?").doesNotContain("/4");
        assertThat(stage.labels()).contains("Skip", "Done");
        stage.tapButton("Yes");
        assertThat(stage.text()).contains("TAX NUMBER?");
        stage.tapButton("Skip");
        assertThat(stage.text()).contains("REMARK?");
        stage.sayText("For the office network");
        assertThat(stage.text())
                .contains("REST UNCHANGED", "Taxed: Yes", "Remark: For the office")
                .doesNotContain("Tax number");
        assertThat(stage.labels()).doesNotContain("Add details");
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "send"})
    void aWordLeadsBackToTheReview(String word) {
        toCheck().sayText("add");
        assertThat(stage.text()).contains("TAXED?");
        stage.tapButton("No").sayText(word);
        assertThat(stage.text()).contains("REST UNCHANGED", "Taxed: No");
        stage.tapButton("WHOLE").tapButton("Add details");
        assertThat(stage.text()).contains("REMARK?");
        stage.tapButton("Done");
        assertThat(stage.text()).contains("UNCHANGED");
        assertThat(stage.session().answers()).doesNotContainKey("check");
    }

    @Test
    void anAnswerGivenLaterIsSentAndCanBeChanged() {
        toCheck().tapButton("Add details").tapButton("Yes").sayText("1234567", "skip");
        stage.tapButton("Change").tapButton("6. Taxed");
        assertThat(stage.text()).contains("TAXED?");
        stage.tapButton("No").tapButton("Send it");
        assertThat(sentAnswers()).containsEntry("taxed", false).doesNotContainKeys("tax_number", "remark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"change taxed", "Taxed change please", "change tax"})
    void aLaterQuestionIsReachedByItsNameAlone(String words) {
        toCheck().sayText(words);
        assertThat(stage.text()).contains("TAXED?", "Taxed: -");
        stage.tapButton("Yes");
        assertThat(stage.text()).contains("REST UNCHANGED", "Taxed: Yes");
    }

    @Test
    void anAnswerIsChangedByItsNameAndItsValueIsShown() {
        toCheck().sayText("change town");
        assertThat(stage.text()).startsWith("Town: Lahore").contains("TOWN?");
        stage.sayText("Karachi");
        assertThat(stage.text()).contains("REST UNCHANGED", "Region: Sindh");
        stage.sayText("change the world");
        assertThat(stage.text()).contains("USE BUTTONS");
    }

    @Test
    void aDerivedAnswerIsSentAndFollowsTheAnswerThatItComesFrom() {
        toCheck();
        assertThat(stage.text()).contains("Region: Punjab");
        stage.tapButton("Change").sayText("3").tapButton("Karachi");
        assertThat(stage.text()).contains("Town: Karachi", "Region: Sindh");
        stage.tapButton("Send it");
        assertThat(sentAnswers()).containsEntry("region", "sindh").containsEntry("true_and_mine", true);
    }

    @Test
    void aDerivedAnswerCanBeCorrected() {
        toCheck().tapButton("Change").tapButton("4. Region").tapButton("Sindh");
        stage.tapButton("WHOLE");
        assertThat(stage.text()).contains("Town: Lahore", "Region: Sindh");
        stage.tapButton("Send it");
        assertThat(sentAnswers()).containsEntry("region", "sindh");
    }

    @Test
    void aQuestionIsAskedWhenItsAnswerCannotBeDerived() {
        stage.tapData("!start=form").sayText("35202-1234567-1", "0300 1234567", "Tharparkar");
        assertThat(stage.text()).contains("REGION?").startsWith("4/5");
        stage.tapButton("Sindh");
        assertThat(stage.text()).startsWith("5/5").contains("VPN MOBILE?");
    }

    @Test
    void backDoesNotLeadToADerivedAnswer() {
        stage.tapData("!start=form")
                .sayText("35202-1234567-1", "0300 1234567")
                .tapButton("Lahore")
                .tapButton("Back");
        assertThat(stage.text()).contains("TOWN?");
    }

    @Test
    void nothingIsDeclaredBeforeItIsSent() {
        toCheck();
        assertThat(stage.text()).doesNotContain("Declared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"as above", "Same number: +92 300 •••••67"})
    void aSuggestionIsTakenByWords(String words) {
        stage.tapData("!start=form")
                .sayText("35202-1234567-1", "0300 1234567")
                .tapButton("Lahore")
                .sayText(words);
        assertThat(stage.text()).contains("CHECK");
        assertThat(stage.session().answers().get("vpn_mobile").value()).isEqualTo("+923001234567");
    }

    @Test
    void anotherValueThanTheSuggestedOneIsTaken() {
        stage.tapData("!start=form")
                .sayText("35202-1234567-1", "0300 1234567")
                .tapButton("Lahore")
                .sayText("0345 7654321");
        assertThat(stage.session().answers().get("vpn_mobile").value()).isEqualTo("+923457654321");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Only a passport", "passport", "AB1234567", "ab 1234567", "my name is passport hai"})
    void aPassportInsteadOfTheNumberHasAWayOfItsOwn(String words) {
        stage.tapData("!start=form").sayText(words);
        assertThat(stage.text()).contains("ABROAD");
    }

    @Test
    void aFormShowsTheLaterQuestionsAndTakesTheirAnswers() {
        Script script = library.findCurrent("form");
        SessionEngine dialog = new SessionEngine(library);
        EngineContext context = new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "web");
        Session fresh = dialog.startSession(script, "1", null, "", Map.of(), Lexicon.EMPTY.read(""), context)
                .session();
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("identity", "3520212345671");
        answers.put("mobile", "03001234567");
        answers.put("town", "lahore");
        answers.put("region", "punjab");
        answers.put("vpn_mobile", "03457654321");
        answers.put("taxed", true);
        answers.put("tax_number", null);
        SessionEngine.FormResult filled =
                dialog.fillForm(script, fresh, new ConversationInput.SubmittedAnswers(null, answers), context);
        assertThat(filled.check().problems()).isEmpty();
        FormView form = dialog.describeForm(script, filled.stepped().session(), context);
        assertThat(form.waits()).isEqualTo("review");
        assertThat(form.fields().stream().map(FormView.Field::key))
                .containsExactly("identity", "mobile", "town", "region", "vpn_mobile", "taxed", "tax_number", "remark");
        assertThat(form.fields().getLast().optional()).isTrue();
        assertThat(form.fields().getLast().answered()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            - review: check | - say: abroad    | no review comes after a `later` question
            suggest: mobile | suggest: taxed   | `taxed` is only known further down
            suggest: mobile | suggest: 1       | «1» is int, not string
            suggest: mobile | alternative: taxed          | `alternative:` names no question above
            derive: "true"  | derive: "'true'" | «'true'» is string, not bool
            """)
    void aMistakeInThemIsReported(String right, String wrong, String said) {
        assertThatThrownBy(() -> ScriptedConversation.library(FORM.replace(right, wrong)))
                .isInstanceOf(InvalidScriptsException.class)
                .hasMessageContaining(said);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> sentAnswers() {
        return (Map<String, Object>)
                stage.simulator.lastCalls().getLast().arguments().get("answers");
    }
}
