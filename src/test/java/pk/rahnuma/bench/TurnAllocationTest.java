package pk.rahnuma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.TestServer;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.script.ActionTypeRegistry;

/// Bytes that a turn allocates. The ceilings are what was measured, and some per cent: they may only fall. A commit
/// whose turns need more says why, with what it measured by `bench/compare.sh`.
class TurnAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final int WARM_UP_ROUNDS = 30;
    private static final int ROUNDS = 20;

    /// Texts of a person who begins to register.
    private static final List<String> TEXTS = List.of(
            "/start", "register a vpn", "yes", "freelancer", "Ali Raza", "35202-1234567-1", "0300 1234567", "lahore");

    private static final long MAX_ENGINE_BYTES = 70_000;
    private static final long MAX_TURN_BYTES = 300_000;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void theEngineAllocatesForATypedAnswerNoMoreThanItDid(String language) {
        Map<String, ActionType> actions = ActionTypeRegistry.loadAll();
        ScriptLibrary library = ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), actions);
        DialogEngine engine = new DialogEngine(library);
        EngineContext context = new EngineContext(NOW, language, TestDesk.ASSISTANCE, "telegram");
        List<ScriptWalk.Step> typed =
                ScriptWalk.recordSteps(library, actions, "register-individual", language, NOW).stream()
                        .filter(step -> step.input() instanceof ConversationInput.Text)
                        .toList();
        assertThat(typed).hasSizeGreaterThan(5);
        assertThat(leastBytes(
                                THREADS::getCurrentThreadAllocatedBytes,
                                round ->
                                        typed.forEach(step -> engine.processTurn(step.before(), step.input(), context)))
                        / typed.size())
                .isLessThanOrEqualTo(MAX_ENGINE_BYTES);
    }

    @Test
    void aWholeTurnAllocatesNoMoreThanItDid() {
        try (TestServer server =
                TestServer.onH2().withProperty("rahnuma.turn.flood", 0).startServer()) {
            MessageIntake intake = server.getBean(MessageIntake.class);
            // The database works on the same threads. Other threads have jobs of their own.
            assertThat(leastBytes(() -> allocatedBytes("turn"), round -> writeTexts(intake, "person " + round))
                            / TEXTS.size())
                    .isLessThanOrEqualTo(MAX_TURN_BYTES);
        }
    }

    /// Bytes of the threads whose names begin so.
    private static long allocatedBytes(String name) {
        long[] ids = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(name))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        assertThat(ids).isNotEmpty();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
    }

    private static void writeTexts(MessageIntake intake, String person) {
        for (int i = 0; i < TEXTS.size(); i++) {
            ConversationInput input = new ConversationInput.Text(TEXTS.get(i), "m" + i, false);
            assertThat(intake.offerMessage(
                                    new IncomingMessage(Channel.WEB, person, person + i, input, "en", Instant.now()))
                            .join()
                            .replies())
                    .isNotEmpty();
        }
    }

    private interface Round {
        void execute(int round);
    }

    /// The round that allocated least: others include work of jobs, and of the compiler.
    private static long leastBytes(LongSupplier allocated, Round work) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            long before = allocated.getAsLong();
            work.execute(round);
            least = Math.min(least, allocated.getAsLong() - before);
        }
        return least;
    }
}
