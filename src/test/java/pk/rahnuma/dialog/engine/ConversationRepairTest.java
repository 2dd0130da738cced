package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.script.EngineLimits;

/// Detours of a conversation, each in few steps.
class ConversationRepairTest {

    private static final String SPAN = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: from
                type: number
              - ask: until
                type: number
                must:
                  reversed: it >= from
              - read: known
                action: test.look_up
                with:
                  name: "'1'"
              - read: also
                action: test.look_up
                with:
                  name: "'2'"
              - ask: name
                type: text
                least: 2
              - review: check
              - act: sent
                action: test.send
                with:
                  answers: answers
              - end: received
            """;

    private final ScriptedConversation stage = new ScriptedConversation();

    private static ScriptedConversation span() {
        return span(SPAN);
    }

    private static ScriptedConversation span(String script) {
        return new ScriptedConversation(ScriptedConversation.library(script)).sayText("form");
    }

    /// Data of a button of the open question with another value in it.
    private String forged(String value) {
        String real = stage.buttonData("Help");
        return real.substring(0, real.lastIndexOf(':') + 1) + value;
    }

    @Test
    void aPageThatCannotBeIsTheLastOne() {
        stage.sayText("form", "Ali");
        stage.tapData(forged("!page=2147483647"));
        assertThat(stage.labels()).contains("One", "Two");
    }

    @Test
    void aButtonOfAListMeansNothingAtAQuestionAndThatIsSaid() {
        stage.sayText("form", "Ali");
        stage.tapData(forged("!remove=1"));
        assertThat(stage.text()).contains("STALE").contains("KIND?");
        stage.tapData(forged("!item=1"));
        assertThat(stage.text()).contains("STALE").contains("KIND?");
    }

    @Test
    void answersAreDeletedOnRequestAlsoWhileAnotherScriptIsInBetween() {
        stage.sayText("form", "Ali", "One", "cancel");
        String discard = stage.buttonData("Discard");
        stage.sayText("status").tapData(discard);
        assertThat(stage.allText()).contains("DISCARDED").contains("MOOD?");
        assertThat(stage.simulator.conversation().stack())
                .extracting(Session::script)
                .containsExactly("aside");
    }

    @Test
    void anEditIsCheckedLikeAnAnswer() {
        ScriptedConversation span = span().sayText("1", "5");
        span.applyInput(new ConversationInput.Edit("m3", "0"));
        assertThat(span.text()).contains("EDIT REFUSED");
        assertThat(span.session().answers().get("until").value()).isEqualTo(5L);
    }

    @Test
    void anotherTypingErrorWithTheSameCorrectionIsDoubtedToo() {
        ScriptedConversation mail = span(SPAN.replace("type: text\n    least: 2", "type: email"));
        mail.sayText("1", "5", "ali@gmial.com", "ali@gmal.com");
        assertThat(mail.session().answers()).doesNotContainKey("name");
        assertThat(mail.session().doubt()).isEqualTo("ali@gmail.com");
        mail.sayText("ali@gmal.com");
        assertThat(mail.session().answers().get("name").value()).isEqualTo("ali@gmal.com");
    }

    @Test
    void anAnswerThatNoLongerFitsAnotherOneIsAskedAgain() {
        ScriptedConversation span = span().sayText("1", "5", "Ali", "change 1", "7");
        assertThat(span.text()).contains("FROM?").doesNotContain("CHECK");
        span.sayText("9");
        assertThat(span.text()).contains("Until: 7", "From: 9", "REST UNCHANGED");
    }

    @Test
    void theSummaryLeavesOutAnAnswerThatIsNotForIt() {
        assertThat(span().sayText("1", "5", "Ali").text()).contains("• From").contains("• Until");
        assertThat(span(SPAN.replace("ask: from\n", "ask: from\n    summary: false\n"))
                        .sayText("1", "5", "Ali")
                        .text())
                .contains("• From")
                .doesNotContain("• Until");
    }

    @Test
    void aTextThatIsCutEndsWithAWholeCharacter() {
        String cut = PromptRenderer.clipText("a" + "😀".repeat(EngineLimits.MAX_REPLY_LENGTH));
        assertThat(cut).hasSizeLessThanOrEqualTo(EngineLimits.MAX_REPLY_LENGTH).endsWith("😀…");
        assertThat(PromptRenderer.clipText("😀".repeat(EngineLimits.MAX_REPLY_LENGTH)))
                .endsWith("😀…");
    }

    @Test
    void twoMessagesAtOnceAfterASkipDoNotMakeAnAnswerOfIt() {
        stage.sayText("form", "Ali", "One", "35202-1234567-1");
        stage.sayAtOnce("skip", "and more");
        assertThat(stage.session().answers().get("note").value()).isNull();
    }

    @Test
    void aResultThatLeadsToAnotherCallIsNotLostOnAFormSetAside() {
        DialogEngine talk = new DialogEngine(ScriptedConversation.library(SPAN));
        EngineContext context = new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "web");
        TurnResult turned =
                talk.processTurn(ConversationState.empty(), new ConversationInput.Tap("!start=form", null), context);
        turned = talk.processTurn(turned.conversation(), new ConversationInput.Text("1"), context);
        turned = talk.processTurn(turned.conversation(), new ConversationInput.Text("5"), context);
        ActionCall first = turned.calls().getFirst();
        turned = talk.processTurn(turned.conversation(), new ConversationInput.Text("menu"), context);
        turned = talk.processTurn(
                turned.conversation(),
                new ConversationInput.Result(first.session(), first.name(), first.hash(), Map.of("known", true)),
                context);
        assertThat(turned.calls()).extracting(ActionCall::name).containsExactly("also");
    }

    @Test
    void aFormThatWasOverWhenItCameBackCannotBeStartedAgainByItsOldName() {
        DialogEngine talk = new DialogEngine(ScriptedConversation.library(SPAN));
        EngineContext context = new EngineContext(
                ScriptedConversation.START.plus(Duration.ofDays(1)), "en", TestDesk.ASSISTANCE, "web");
        ScriptedConversation span = span().sayText("1", "5", "Ali");
        TurnResult turned =
                talk.processTurn(span.simulator.conversation(), new ConversationInput.Text("send"), context);
        ActionCall send = turned.calls().getFirst();
        turned = talk.processTurn(turned.conversation(), new ConversationInput.Text("menu"), context);
        Map<String, Object> sent = Map.of("accepted", true, "reference", "R-1", "due", "2026-11-25T05:00:00Z");
        turned = talk.processTurn(
                turned.conversation(),
                new ConversationInput.Result(send.session(), send.name(), send.hash(), sent),
                context);
        turned = talk.processTurn(turned.conversation(), new ConversationInput.Tap("!continue=1", null), context);
        assertThat(turned.replies().getLast().text()).contains("RECEIVED");
        assertThat(turned.replies().getLast().buttons().toString()).doesNotContain("restart");
    }
}
