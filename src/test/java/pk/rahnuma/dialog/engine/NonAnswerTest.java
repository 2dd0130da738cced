package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;

/// Texts at a question that do not answer it, and sentences that do.
class NonAnswerTest {

    private final ScriptedConversation conversation = new ScriptedConversation().sayText("/start", "English", "form");

    @ParameterizedTest
    @CsvSource({
        "no idea, UNKNOWN",
        "why, NAME HELP",
        "later, FIRST",
        "nothing, NONE",
        "please, NOTHING SAID",
        "hello, HELLO",
        "bad bot, SORRY",
        "as above, NOTHING EARLIER"
    })
    void isAnsweredAndTheQuestionAskedAgain(String text, String reply) {
        conversation.sayText(text);
        assertThat(lastText()).startsWith(reply).endsWith("NAME?");
        assertThat(session().answers()).isEmpty();
    }

    @Test
    void aQuestionWithoutAnAnswerIsAnAnswerOnlyIfThePersonInsists() {
        conversation.sayText("What If Labs");
        assertThat(lastText()).startsWith("A QUESTION?");
        assertThat(session().answers()).isEmpty();
        conversation.tapButton("Yes, right");
        assertThat(session().answers().get("name").value()).isEqualTo("What If Labs");
    }

    @Test
    void aQuestionThatCannotBeAnAnswerBringsTheHelp() {
        conversation.sayText("Amna", "what is that?");
        assertThat(lastText())
                .startsWith("NOT KNOWN HERE")
                .doesNotContain("A QUESTION?")
                .endsWith("KIND?");
    }

    @Test
    void theThirdOffersAHuman() {
        conversation.sayText("no idea", "no idea", "no idea");
        assertThat(lastText()).contains("OFFER HUMAN");
    }

    @Test
    void nothingSkipsAnOptionalQuestion() {
        conversation.sayText("Amna", "one", "35202-1234567-1", "nothing");
        assertThat(session().answers()).containsKey("note");
        assertThat(session().answers().get("note").value()).isNull();
    }

    @Test
    void aValueInASentenceIsShownWithTheNextQuestion() {
        conversation.sayText("my name is Amna");
        assertThat(session().answers().get("name").value()).isEqualTo("Amna");
        assertThat(lastText()).startsWith("TAKEN Name: Amna").endsWith("KIND?");
    }

    @Test
    void aNumberInASentenceThatIsWrongIsRefusedWithTheReason() {
        conversation.sayText("Amna", "one", "it is 35202-123456-1 hai");
        assertThat(lastText()).startsWith("LENGTH 12");
    }

    private Session session() {
        return conversation.simulator.conversation().stack().getLast();
    }

    private String lastText() {
        List<Reply> replies = conversation.lastReplies;
        return replies.getLast().text();
    }
}
