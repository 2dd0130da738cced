package pk.rahnuma.api.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.engine.ScriptedConversation;
import pk.rahnuma.dialog.engine.fuzz.RandomApplicant;

/// The same answers, sent over HTTP by chat, by a draft and on pages, give the same application.
/// `ApplicationContractTest` does the same in memory, in many more walks.
class ApplicationContractHttpTest {

    private static TestServer server;

    @BeforeContainer
    static void open() {
        server = TestServer.onH2()
                .withProperty(SteppableClock.BEGIN_PROPERTY, ScriptedConversation.START.toString())
                .withVariable("RAHNUMA_API_PATIENCE", "1m")
                .withProperty("rahnuma.api.messages", 100_000)
                .withProperty("rahnuma.api.daily-messages", 100_000)
                .withProperty("rahnuma.api.files", 1_000)
                .withProperty("rahnuma.turn.flood", 0)
                .startServer();
    }

    @AfterContainer
    static void close() {
        server.close();
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aPersonRegistersAlikeByEachWay(@ForAll long seed) {
        compareWays("register-individual", seed);
    }

    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void anOrganisationRegistersAlikeByEachWay(@ForAll long seed) {
        compareWays("register-company", seed);
    }

    private static void compareWays(String script, long seed) {
        Random random = new Random(seed);
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
