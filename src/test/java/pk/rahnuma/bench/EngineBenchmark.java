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
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.Moment;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.guidance.ActionTypes;

/// The engine alone, over the inputs of whole walks through the scripts that the desk ships. Run by `bench/engine.sh`.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark {

    private static final int STEPS = 32;
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    /// Which script is walked, in which language.
    @Param({"register-individual en", "register-individual ur", "eligibility en"})
    public String walk;

    private final List<Walk.Step> steps = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<Conversation> after = new ArrayList<>();
    private final List<List<Reply>> replies = new ArrayList<>();
    private Talk talk;
    private Moment moment;

    @Setup
    public void walk() {
        Map<String, ActionType> actions = ActionTypes.all();
        Library library = Library.load(Sources.of(Path.of("bot-scripts")), actions);
        talk = new Talk(library);
        String[] words = walk.split(" ");
        moment = new Moment(NOW, words[1], "assistance", "telegram");
        List<Walk.Step> whole = Walk.through(library, actions, words[0], words[1], NOW);
        // As many for every script, so that results can be compared.
        for (int i = 0; i < STEPS; i++) {
            Walk.Step step = whole.get(i % whole.size());
            steps.add(step);
            states.add(Json.write(step.before()));
            inputs.add(Json.write(step.input()));
            after.add(talk.turn(step.before(), step.input(), moment).conversation());
            replies.add(talk.turn(step.before(), step.input(), moment).replies());
        }
    }

    /// One input to a conversation: understood, checked, walked, and the answer put into words.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step(Blackhole hole) {
        for (Walk.Step step : steps) {
            hole.consume(talk.turn(step.before(), step.input(), moment));
        }
    }

    /// A conversation and an input as they lie in the database and come from a door.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void parse(Blackhole hole) {
        for (int i = 0; i < STEPS; i++) {
            hole.consume(Json.read(states.get(i), Conversation.class));
            hole.consume(Json.read(inputs.get(i), Input.class));
        }
    }

    /// What comes of a step, as it is kept and sent.
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void render(Blackhole hole) {
        for (int i = 0; i < STEPS; i++) {
            hole.consume(Json.write(after.get(i)));
            for (Reply reply : replies.get(i)) {
                hole.consume(Json.write(reply));
            }
        }
    }
}
