package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;

/// Replies to messages that were queued before any of them was answered.
class ReplyMergerTest {

    private final ScriptedConversation stage = new ScriptedConversation(ScriptedConversation.simulatorOf(
            new DialogEngine(QuestionAsideTest.library(), new QuestionAsideTest.Free()),
            ScriptedConversation.ACTIONS,
            ScriptedConversation.START));

    private List<String> replies() {
        return stage.lastReplies.stream().map(Reply::text).toList();
    }

    private static ConversationInput unseen(String text) {
        return new ConversationInput.Text(text, "u" + text, true);
    }

    @Test
    void textsThatAnswerNothingGetOnePrompt() {
        stage.tapData("!start=form")
                .sayAtOnce("Ayesha", "hello", "are you there", "hello", "?", "please", "hello", "sir", "ok", "hi");
        assertThat(replies())
                .singleElement()
                .asString()
                .containsOnlyOnce("SEVERAL")
                .containsOnlyOnce("KIND?");
        assertThat(stage.simulator.conversation().stack().getLast().answers()).containsOnlyKeys("name");
    }

    @Test
    void aSingleTextGetsItsReplyUnchanged() {
        stage.tapData("!start=form").sayAtOnce("Ayesha");
        List<String> alone = replies();
        assertThat(alone).singleElement().asString().contains("KIND?").doesNotContain("SEVERAL");
    }

    @Test
    void eachTextThatFitsIsTakenAndShownAboveTheLastQuestion() {
        stage.tapData("!start=form").sayText("Ayesha").sayAtOnce("one", "35202-1234567-8", "hm");
        assertThat(replies()).hasSize(1);
        assertThat(replies().getFirst())
                .contains("TAKEN Card: 35202-•••••••-8")
                .contains("SEVERAL")
                .contains("NOTE?")
                .doesNotContain("CARD?", "1234567");
    }

    @Test
    void aQuestionToTheDeskIsAnsweredOnceHoweverOftenItIsWritten() {
        stage.tapData("!start=form").sayText("Ayesha").sayAtOnce("one", "is it free", "is it free", "is it free");
        assertThat(replies()).hasSize(2);
        assertThat(replies().getFirst()).isEqualTo("ANSWER TO is it free");
        assertThat(replies().getLast()).contains("CARD?");
    }

    @Test
    void aPromptThatTheConversationHasLeftIsNotSent() {
        stage.tapData("!start=form").sayText("Ayesha").sayAtOnce("hm", "cancel", "/menu");
        assertThat(stage.lastReplies).filteredOn(Reply::isPrompt).isEmpty();
        assertThat(Stream.of("KIND?", "Do you want to stop").filter(replies().getLast()::contains))
                .isEmpty();
        assertThat(replies().getLast()).contains("MENU");
    }

    @Test
    void aRepliedMenuThatIsLeftKeepsWhatItSaid() {
        List<Reply> replies = stage.simulator.applyQueued(
                List.of(new ConversationInput.Text("blah blah"), unseen("blah blah blah"), tap("!start=form")));
        assertThat(replies).singleElement().satisfies(reply -> {
            assertThat(reply.text()).contains("NAME?").doesNotContain("MENU");
            assertThat(reply.asks()).isEqualTo("text");
        });
    }

    private static ConversationInput tap(String data) {
        return new ConversationInput.Tap(data, null);
    }
}
