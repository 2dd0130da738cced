package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;

/// Texts below a notice, where no script runs.
class NoticeOfferTest {

    private static final String FORM = """
            script: form
            link: form
            interrupts: true
            steps:
              - ask: kind
                type: choice
                options: [one, two]
              - end: filed
            """;

    private static ScriptedConversation after(String offer) {
        return new ScriptedConversation(
                ScriptedConversation.library(FORM),
                new ConversationState("en", List.of(), List.of(), 1).afterNotice(offer, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Form", "form!"})
    void theTypedLabelOfItsButtonIsTheButton(String label) {
        assertThat(after("form-two").sayText(label).text()).contains("FILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Two", "it was two"})
    void anAnswerToItsQuestionIsTaken(String answer) {
        assertThat(after("form").sayText(answer).allText()).contains("FILED");
    }

    @Test
    void theTypedLabelOfADecisionIsItsButton() {
        assertThat(deciding().sayText("pick twoo").text()).contains("FILED");
        assertThat(deciding().sayText("2").text()).contains("NOT UNDERSTOOD");
    }

    private static ScriptedConversation deciding() {
        return new ScriptedConversation(
                ScriptedConversation.library(FORM),
                new ConversationState("en", List.of(), List.of(), 1)
                        .afterNotice("other", List.of("!link=form-one", "!link=form-two")));
    }

    @Test
    void aYesToANoticeThatAsksStartsItsScript() {
        ScriptedConversation asked = new ScriptedConversation(
                ScriptedConversation.library(FORM),
                new ConversationState("en", List.of(), List.of(), 1).afterQuestion("form"));
        assertThat(asked.sayText("yes", "two").text()).contains("FILED");
    }

    @Test
    void anythingElseIsNotItsAnswer() {
        assertThat(after("form").sayText("zzz").text()).contains("NOT UNDERSTOOD");
        assertThat(after("form-two").sayText("two").text()).contains("NOT UNDERSTOOD");
    }

    @Test
    void theNextReplyTakesItAway() {
        assertThat(after("form").sayText("zzz", "two").text()).contains("NOT UNDERSTOOD");
    }

    @Test
    void buttonsThatDifferInTheirAnswerOfferTheirQuestion() {
        Reply stars = Reply.ofText("Solved")
                .withButtons(List.of(
                        List.of(new ReplyButton("Good", "!link=rate-5")),
                        List.of(new ReplyButton("Bad", "!link=rate-1")),
                        List.of(new ReplyButton("Menu", "!menu"))));
        assertThat(CommandData.findOfferedLink(stars)).isEqualTo("rate");
        Reply question = Reply.ofText("Asked")
                .withButtons(List.of(List.of(new ReplyButton("Answer", "!link=answer-K7MP-4RTX-9C"))));
        assertThat(CommandData.findOfferedLink(question)).isEqualTo("answer-K7MP-4RTX-9C");
        assertThat(CommandData.findOfferedLink(Reply.ofText("News"))).isNull();
    }
}
