package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.engine.ScriptedConversation;
import pk.rahnuma.dialog.engine.fuzz.RandomApplicant;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

/// The same answers, sent over HTTP by chat, by a draft and on pages, give the same application.
/// `ApplicationContractTest` does the same in memory, in many more walks.
class ApplicationContractHttpTest {

    private static final TestServer server = TestServer.onH2()
            .withProperty(SteppableClock.BEGIN_PROPERTY, ScriptedConversation.START.toString())
            .withVariable("RAHNUMA_TURN_PATIENCE", "1m")
            .withProperty("rahnuma.api.messages", 100_000)
            .withProperty("rahnuma.api.daily-messages", 100_000)
            .withProperty("rahnuma.api.files", 1_000)
            .withProperty("rahnuma.turn.flood", 0)
            .startServer();

    @RandomTest(tries = 10)
    void aPersonRegistersAlikeByEachWay(RandomValues random) {
        compareWays("register-individual", random);
    }

    @RandomTest(tries = 10)
    void anOrganisationRegistersAlikeByEachWay(RandomValues random) {
        compareWays("register-company", random);
    }

    private static void compareWays(String script, RandomValues random) {
        Map<String, Object> answers = new RandomApplicant(script, false, random).applyByChat();
        String byChat = new HttpApplicant(server, script, answers, random).applyByChat();
        assertThat(new HttpApplicant(server, script, answers, random).applyByDraft())
                .as("by draft: %s", answers)
                .isEqualTo(byChat);
        assertThat(new HttpApplicant(server, script, answers, random).applyByPages())
                .as("by pages: %s", answers)
                .isEqualTo(byChat);
    }
}
