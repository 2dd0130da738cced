package pk.rahnuma.conversation.batch;

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
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;

/// Executes the calls of a whole batch: each action runs once for all conversations that call it.
@Singleton
class ActionExecutor {

    private final BeanContext context;
    private final Map<String, TypedAction<?, ?>> actions = new ConcurrentHashMap<>();

    ActionExecutor(BeanContext context) {
        this.context = context;
    }

    /// A call with the facts of its conversation that the action receives.
    ///
    /// @param hasSessionBeneath whether another session waits beneath the caller
    record ConversationCall(
            long conversation, boolean hasSessionBeneath, String language, Instant now, ActionCall call) {}

    /// Outcome of a call.
    ///
    /// @param result null while it is not known: the call is deferred
    /// @param delay time before the result may be visible, from the start of the turn
    /// @param discardsDrafts whether unsubmitted forms must be discarded
    /// @param forgetsMessages whether the messages so far must not be stored
    record CallOutcome(
            ConversationInput.Result result, Duration delay, boolean discardsDrafts, boolean forgetsMessages) {}

    private record TypedAction<I extends Record, O extends Record>(Action<I, O> action, Class<I> in) {

        List<CallOutcome> executeAll(List<ConversationCall> asked) {
            List<O> results = action.executeAll(asked.stream()
                    .map(one -> new Action.Request<>(
                            one.conversation(),
                            one.call().session(),
                            one.call().script(),
                            one.call().flow(),
                            one.hasSessionBeneath(),
                            one.language(),
                            one.now(),
                            DialogJson.convertValue(one.call().arguments(), in)))
                    .toList());
            if (results.size() != asked.size()) {
                throw new IllegalStateException(
                        action.getClass() + " answered " + results.size() + " of " + asked.size());
            }
            List<CallOutcome> answers = new ArrayList<>(asked.size());
            for (int i = 0; i < asked.size(); i++) {
                ActionCall call = asked.get(i).call();
                if (results.get(i) == null && action instanceof Action.Deferred) {
                    answers.add(new CallOutcome(null, Duration.ZERO, false, false));
                    continue;
                }
                @SuppressWarnings("unchecked")
                Map<String, Object> value = DialogJson.convertValue(results.get(i), Map.class);
                Duration delay = results.get(i) instanceof Action.DelayedResult one ? one.held() : Duration.ZERO;
                boolean discardsDrafts = results.get(i) instanceof Action.DiscardsDrafts one && one.discardsDrafts();
                boolean forgetsMessages = results.get(i) instanceof Action.ForgetsMessages one && one.forgetsMessages();
                answers.add(new CallOutcome(
                        new ConversationInput.Result(call.session(), call.name(), call.hash(), value),
                        delay,
                        discardsDrafts,
                        forgetsMessages));
            }
            return answers;
        }
    }

    /// @return the outcomes, by call
    Map<ConversationCall, CallOutcome> executeCalls(List<ConversationCall> calls) {
        Map<ConversationCall, CallOutcome> outcomes = new LinkedHashMap<>();
        calls.stream()
                .collect(Collectors.groupingBy(call -> call.call().action()))
                .forEach((name, asked) -> {
                    List<CallOutcome> results =
                            actions.computeIfAbsent(name, this::find).executeAll(asked);
                    for (int i = 0; i < asked.size(); i++) {
                        outcomes.put(asked.get(i), results.get(i));
                    }
                });
        return outcomes;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private TypedAction<?, ?> find(String name) {
        var definition = context.getBeanDefinition(Action.class, Qualifiers.byName(name));
        Class in = definition
                .getTypeArguments(Action.kindOf(definition.getBeanType()))
                .getFirst()
                .getType();
        return new TypedAction(context.getBean(definition), in);
    }
}
