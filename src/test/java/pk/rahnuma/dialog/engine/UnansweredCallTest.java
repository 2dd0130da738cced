package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;

/// A session whose call has no result within the turn.
class UnansweredCallTest {

    private final DialogEngine engine = new DialogEngine(QuestionAsideTest.library(), new QuestionAsideTest.Free());
    private final EngineContext context =
            new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "telegram");
    private ConversationInput.Result empty;
    private TurnResult turn;

    @BeforeEach
    void ask() {
        turn = engine.processTurn(
                new ConversationState("en", List.of(), List.of(), 1),
                new ConversationInput.Text("is the fee free?"),
                context);
        empty = engine.findUnansweredCall(turn.conversation()).orElseThrow();
    }

    private String apply(Map<String, Object> value) {
        turn = engine.processTurn(
                turn.conversation(),
                new ConversationInput.Result(empty.session(), empty.call(), empty.hash(), value),
                context);
        return turn.replies().isEmpty() ? "" : turn.replies().getFirst().text();
    }

    @Test
    void itWaitsWithoutAReply() {
        assertThat(turn.replies()).isEmpty();
        assertThat(turn.calls()).hasSize(1);
    }

    @Test
    void whileThereIsNoResultThePersonReadsThatTheDeskWorks() {
        assertThat(apply(null)).isNotEmpty().doesNotContain("ANSWER TO");
        assertThat(engine.findUnansweredCall(turn.conversation())).contains(empty);
    }

    @Test
    void anEmptyResultLetsItGoOnWithEmptyComponents() {
        assertThat(apply(empty.value())).contains("ANSWER TO is the fee free?");
        assertThat(engine.findUnansweredCall(turn.conversation())).isEmpty();
    }

    @Test
    void aResultThatComesLaterChangesNothing() {
        apply(empty.value());
        ConversationState after = turn.conversation();
        assertThat(apply(Map.of("known", true))).isEmpty();
        assertThat(turn.conversation()).isEqualTo(after);
    }
}
