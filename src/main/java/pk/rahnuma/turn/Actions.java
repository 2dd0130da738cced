package pk.rahnuma.turn;

import io.micronaut.context.BeanContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pk.rahnuma.dialog.Action;
import pk.rahnuma.dialog.Call;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;

/// Answers the calls of a whole batch: each action runs once for all conversations that ask for it.
@Singleton
class Actions {

    private final BeanContext context;
    private final Map<String, Found<?, ?>> found = new ConcurrentHashMap<>();

    Actions(BeanContext context) {
        this.context = context;
    }

    /// A call with what the action is told of its conversation.
    ///
    /// @param beneath whether another session waits beneath the one that calls
    record Asked(long conversation, boolean beneath, String language, Instant now, Call call) {}

    /// The outcome of a call.
    ///
    /// @param held how long it must not be heard of, from the begin of the turn
    /// @param letsGo whether forms that are not sent yet may not be kept any more
    /// @param forgets whether nothing that was said up to now may be written down
    record Answered(Input.Result result, Duration held, boolean letsGo, boolean forgets) {}

    private record Found<I extends Record, O extends Record>(Action<I, O> action, Class<I> in) {

        List<Answered> run(List<Asked> asked) {
            List<O> results = action.run(asked.stream()
                    .map(one -> new Action.Request<>(
                            one.conversation(),
                            one.call().session(),
                            one.call().script(),
                            one.call().flow(),
                            one.beneath(),
                            one.language(),
                            one.now(),
                            Json.convert(one.call().arguments(), in)))
                    .toList());
            if (results.size() != asked.size()) {
                throw new IllegalStateException(
                        action.getClass() + " answered " + results.size() + " of " + asked.size());
            }
            List<Answered> answers = new ArrayList<>(asked.size());
            for (int i = 0; i < asked.size(); i++) {
                Call call = asked.get(i).call();
                @SuppressWarnings("unchecked")
                Map<String, Object> value = Json.convert(results.get(i), Map.class);
                Duration held = results.get(i) instanceof Action.Held one ? one.held() : Duration.ZERO;
                boolean letsGo = results.get(i) instanceof Action.LetsGo one && one.letsGo();
                boolean forgets = results.get(i) instanceof Action.ForgetsWords one && one.forgetsWords();
                answers.add(new Answered(
                        new Input.Result(call.session(), call.name(), call.hash(), value), held, letsGo, forgets));
            }
            return answers;
        }
    }

    /// @return the outcomes, by the call that asked
    Map<Asked, Answered> run(List<Asked> calls) {
        Map<Asked, Answered> outcomes = new LinkedHashMap<>();
        ConversationRows.grouped(calls, asked -> asked.call().action()).forEach((name, asked) -> {
            List<Answered> results = found.computeIfAbsent(name, this::find).run(asked);
            for (int i = 0; i < asked.size(); i++) {
                outcomes.put(asked.get(i), results.get(i));
            }
        });
        return outcomes;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Found<?, ?> find(String name) {
        var definition = context.getBeanDefinition(Action.class, Qualifiers.byName(name));
        Class<?> kind =
                Action.Act.class.isAssignableFrom(definition.getBeanType()) ? Action.Act.class : Action.Read.class;
        Class in = definition.getTypeArguments(kind).getFirst().getType();
        return new Found(context.getBean(definition), in);
    }
}
