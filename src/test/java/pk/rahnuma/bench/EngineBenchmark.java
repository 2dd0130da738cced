package pk.rahnuma.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;

/// Measures the engine alone, over the inputs of whole walks through the scripts of the desk. Run by `bench/engine.sh`.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {

    private static final int STEPS = 32;
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    /// Script and language of the walk.
    @Param({"register-individual en", "register-individual ur", "eligibility en"})
    public String walk;

    private final List<ScriptWalk.Step> steps = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<ConversationState> after = new ArrayList<>();
    private final List<List<Reply>> replies = new ArrayList<>();
    private DialogEngine dialogEngine;
    private EngineContext context;

    @Setup
    public void prepareSteps() {
        Map<String, ActionType> actions = ActionTypeRegistry.loadAll();
        ScriptLibrary library = ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), actions);
        dialogEngine = new DialogEngine(library);
        String[] words = walk.split(" ");
        context = new EngineContext(NOW, words[1], TestDesk.ASSISTANCE, "telegram");
        List<ScriptWalk.Step> whole = ScriptWalk.recordSteps(library, actions, words[0], words[1], NOW);
        // The same number for every script, so that results can be compared.
        for (int i = 0; i < STEPS; i++) {
            ScriptWalk.Step step = whole.get(i % whole.size());
            steps.add(step);
            states.add(DialogJson.toBytes(step.before()));
            inputs.add(DialogJson.toBytes(step.input()));
            after.add(dialogEngine
                    .processTurn(step.before(), step.input(), context)
                    .conversation());
            replies.add(dialogEngine
                    .processTurn(step.before(), step.input(), context)
                    .replies());
        }
    }

    /// One input to a conversation: parsed, checked, processed, and the reply rendered.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step(Blackhole hole) {
        for (ScriptWalk.Step step : steps) {
            hole.consume(dialogEngine.processTurn(step.before(), step.input(), context));
        }
    }

    /// Conversation and input as JSON, as they come from the database and a channel.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void parse(Blackhole hole) {
        for (int i = 0; i < STEPS; i++) {
            hole.consume(DialogJson.fromBytes(states.get(i), ConversationState.class));
            hole.consume(DialogJson.fromBytes(inputs.get(i), ConversationInput.class));
        }
    }

    /// Result of a step as JSON, as it is stored and sent.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void render(Blackhole hole) {
        for (int i = 0; i < STEPS; i++) {
            hole.consume(DialogJson.toBytes(after.get(i)));
            for (Reply reply : replies.get(i)) {
                hole.consume(DialogJson.toBytes(reply));
            }
        }
    }
}
