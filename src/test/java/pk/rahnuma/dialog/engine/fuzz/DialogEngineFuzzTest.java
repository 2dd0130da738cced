package pk.rahnuma.dialog.engine.fuzz;

import org.junit.jupiter.api.Tag;
import pk.rahnuma.TestDesk;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;
import pk.rahnuma.shared.OperatingMode;

/// The packaged scripts under anything that people, channels and the server can do to them. See [RandomConversation]
/// for the invariants.
class DialogEngineFuzzTest {

    @RandomTest(tries = 25)
    void noRandomConversationFails(RandomValues random) {
        converse(new RandomConversation("en", TestDesk.ASSISTANCE, "telegram"), random);
    }

    @Tag("long")
    @RandomTest(tries = 100)
    void noRandomConversationFailsInAnyLanguageModeOrChannel(RandomValues random) {
        String language = random.makeOrNull(0.25, () -> random.pickOne("en", "ur", "ur-Latn"));
        OperatingMode mode = random.pickOne(OperatingMode.values());
        converse(new RandomConversation(language, TestDesk.ofMode(mode), random.pickOne("telegram", "web")), random);
    }

    private static void converse(RandomConversation conversation, RandomValues random) {
        int answers = random.intBetween(-10, 40);
        if (answers > 0) {
            conversation.completeRegistration(answers);
        }
        RandomActions.actionList(random).forEach(conversation::applyAction);
        conversation.finish();
    }
}
