package pk.rahnuma.dialog.cost;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.ToLongBiFunction;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.script.ActionTypeRegistry;

/// Counts the steps of one turn with the packaged scripts and answers. An instance belongs to a
/// [StepCountingClassLoader]; what it exchanges with the test is JSON.
public final class TurnCostProbe implements ToLongBiFunction<String, String> {

    static final EngineContext CONTEXT =
            new EngineContext(Instant.parse("2026-11-24T05:00:00Z"), "en", TestDesk.ASSISTANCE, "telegram");

    private final DialogEngine engine = new DialogEngine(
            ScriptLibrary.loadTrusted(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll()),
            new ContentLoader(null).faqMatcher());

    /// Steps of a turn.
    ///
    /// @param state of the conversation, as JSON
    /// @param input of the person, as JSON
    @Override
    public long applyAsLong(String state, String input) {
        ConversationState conversation = read(state, ConversationState.class);
        ConversationInput read = read(input, ConversationInput.class);
        StepCounter.reset();
        engine.processTurn(conversation, read, CONTEXT);
        return StepCounter.count();
    }

    private static <T> T read(String json, Class<T> type) {
        return type.cast(DialogJson.fromBytes(json.getBytes(StandardCharsets.UTF_8), type));
    }

    /// Steps of turns that are counted.
    @SuppressWarnings("unchecked")
    static ToLongBiFunction<String, String> load() {
        try {
            return (ToLongBiFunction<String, String>) new StepCountingClassLoader()
                    .loadClass(TurnCostProbe.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String toJson(Object stateOrInput) {
        return new String(DialogJson.toBytes(stateOrInput), StandardCharsets.UTF_8);
    }
}
