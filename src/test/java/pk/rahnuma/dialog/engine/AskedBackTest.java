package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// A text with two meanings, neither of which is surely meant: both are offered.
class AskedBackTest {

    @Nested
    class OptionsThatASentenceNames {

        private final ScriptedConversation conversation = new ScriptedConversation().sayText("form", "Sana");

        @Test
        void comeAsButtonsWithAWayToAll() {
            conversation.sayText("two status please");
            assertThat(conversation.text()).startsWith("AMBIGUOUS").endsWith("KIND?");
            assertThat(conversation.labels()).startsWith("Two", "Status", "All").doesNotContain("One");
            assertThat(conversation.session().answers()).doesNotContainKey("kind");
            assertThat(conversation.tapButton("All").labels())
                    .contains("One", "Two", "Status")
                    .doesNotContain("All");
        }

        @Test
        void areChosenByPlaceByLabelAndByTap() {
            conversation.sayText("two status please", "1");
            assertThat(conversation.text()).endsWith("ONLY TWO?");
            conversation.sayText("back", "two status please", "Two");
            assertThat(conversation.text()).endsWith("ONLY TWO?");
            conversation.sayText("back", "two status please").tapButton("Two");
            assertThat(conversation.text()).endsWith("ONLY TWO?");
        }

        @Test
        void doNotTakeTheOtherOptionsAway() {
            conversation.sayText("two status please", "one");
            assertThat(conversation.text()).endsWith("CARD?");
        }

        @Test
        void areOfferedInOtherWordsTheSecondTime() {
            conversation.sayText("two status please", "two status please");
            assertThat(conversation.text()).startsWith("ONLY ONE OF").endsWith("KIND?");
            assertThat(conversation.labels()).startsWith("Two", "Status", "All");
        }
    }

    @Nested
    class ActsOfAMessage {

        private static final MessageAct FORM = act("start.form", 0.5);

        private static MessageAct act(String key, double confidence) {
            return MessageAct.fromKey(key, confidence);
        }

        private static ScriptedConversation withActs(MessageAct... acts) {
            DialogEngine engine = new DialogEngine(
                    ScriptedConversation.library(),
                    FaqMatcher.NONE,
                    (text, possible) -> Stream.of(acts)
                            .filter(act -> possible.contains(act.kind()))
                            .toList());
            return new ScriptedConversation(new ConversationSimulator(
                    engine,
                    ScriptedConversation.ACTIONS,
                    new ConversationState("en", List.of(), List.of(), 1),
                    ScriptedConversation.START,
                    TestDesk.ASSISTANCE,
                    "telegram"));
        }

        @Test
        void areAskedBackAtTheMenuBeforeAnythingBegins() {
            ScriptedConversation conversation = withActs(FORM, act("command.status", 0.3));
            conversation.sayText("zzz yyy");
            assertThat(conversation.text()).isEqualTo("WHICH?");
            assertThat(conversation.labels()).containsExactly("Form", "Status", "Menu");
            assertThat(conversation.simulator.conversation().stack()).isEmpty();
            assertThat(conversation.tapButton("Form").text()).endsWith("NAME?");
        }

        @Test
        void areChosenByPlaceAndByLabel() {
            ScriptedConversation conversation = withActs(FORM, act("command.status", 0.3));
            assertThat(conversation.sayText("zzz yyy", "2").text()).endsWith("MOOD?");
            conversation.sayText("menu", "zzz yyy", "Form");
            assertThat(conversation.text()).endsWith("NAME?");
        }

        @Test
        void areFollowedWhereOneIsSureOrTheOtherUnlikely() {
            assertThat(withActs(act("start.form", 0.8), act("command.status", 0.3))
                            .sayText("zzz yyy")
                            .text())
                    .endsWith("NAME?");
            assertThat(withActs(FORM, act("command.status", 0.1))
                            .sayText("zzz yyy")
                            .text())
                    .endsWith("NAME?");
        }

        @Test
        void areAskedBackInAFormAboveItsQuestion() {
            ScriptedConversation conversation = withActs(act("start.aside", 0.5), act("correction", 0.4));
            conversation.sayText("form", "Sana", "one", "zzz yyy");
            assertThat(conversation.text()).startsWith("WHICH?").endsWith("CARD?");
            assertThat(conversation.labels()).startsWith("Aside", "Change");
            assertThat(conversation.simulator.conversation().stack()).hasSize(1);
            assertThat(conversation.tapButton("Change").text()).startsWith("CHANGE WHICH");
        }
    }

    @Nested
    class ScriptsOfferedAtAnEnd {

        @Test
        void startByTheirPlace() {
            ScriptedConversation conversation = new ScriptedConversation(
                    ScriptedConversation.library(), new ConversationState(null, List.of(), List.of(), 0));
            conversation.sayText("hello");
            assertThat(conversation.labels()).contains("Form");
            assertThat(conversation.sayText("1").text()).endsWith("NAME?");
        }
    }
}
