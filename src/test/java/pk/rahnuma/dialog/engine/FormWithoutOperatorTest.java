package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.shared.DeskIdentity;

/// Forms on a desk that nobody runs: none starts, and what was answered before is kept.
class FormWithoutOperatorTest {

    private static final String REFUSED = "NO OPERATOR";

    private final DialogEngine engine = new DialogEngine(ScriptedConversation.library());

    private TurnResult process(ConversationState conversation, ConversationInput input, DeskIdentity desk) {
        return engine.processTurn(
                conversation, input, new EngineContext(ScriptedConversation.START, "en", desk, "telegram"));
    }

    private static ConversationInput tap(String data) {
        return new ConversationInput.Tap("!" + data, null);
    }

    private static void assertRefused(TurnResult turned) {
        assertThat(turned.replies())
                .singleElement()
                .extracting(Reply::text)
                .asString()
                .contains(REFUSED);
        assertThat(turned.conversation().stack()).isEmpty();
    }

    @Test
    void noFormStarts() {
        ConversationState fresh = new ScriptedConversation().simulator.conversation();
        assertRefused(process(fresh, tap("start=form"), TestDesk.NOBODYS));
        assertRefused(process(fresh, new ConversationInput.Text("form"), TestDesk.NOBODYS));
        assertThat(process(fresh, tap("start=aside"), TestDesk.NOBODYS)
                        .conversation()
                        .stack())
                .as("a script that is no form")
                .hasSize(1);
    }

    @Test
    void aFormInProgressTakesNoAnswerAndIsKeptUntilTheDeskHasAnOperator() {
        ConversationState begun =
                new ScriptedConversation().sayText("form", "Ali").simulator.conversation();
        TurnResult refused = process(begun, new ConversationInput.Text("One"), TestDesk.NOBODYS);
        assertRefused(refused);
        String draft = refused.conversation().drafts().getFirst().id();
        assertRefused(process(refused.conversation(), tap("continue=" + draft), TestDesk.NOBODYS));
        assertThat(process(refused.conversation(), tap("continue=" + draft), TestDesk.ASSISTANCE)
                        .conversation()
                        .stack())
                .singleElement()
                .satisfies(form -> assertThat(form.answers())
                        .isEqualTo(begun.stack().getFirst().answers()));
    }

    @Test
    void answersThatAProgramSubmitsAreRefusedToo() {
        ConversationState begun =
                new ScriptedConversation().sayText("form", "Ali").simulator.conversation();
        String session = begun.stack().getFirst().id();
        assertRefused(process(
                begun, new ConversationInput.SubmittedAnswers(session, Map.of("kind", "one")), TestDesk.NOBODYS));
    }
}
