package pk.rahnuma.dialog.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.ReplyMerger;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;

/// One conversation in memory, with an adjustable clock and given results for its calls. State and replies go through
/// JSON between every two inputs, as on a server.
public final class ConversationSimulator {

    /// Time from one input to the next.
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final DialogEngine engine;
    private final Map<String, ActionType> actions;
    private final Map<String, Map<String, Object>> given = new HashMap<>();
    private final DeskIdentity desk;
    private final String channel;
    private final List<ActionCall> calls = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private ConversationState conversation;
    private Instant now;
    private Instant wakeAt;
    private String notice;

    public ConversationSimulator(
            DialogEngine engine,
            Map<String, ActionType> actions,
            ConversationState conversation,
            Instant now,
            DeskIdentity desk,
            String channel) {
        this.engine = engine;
        this.actions = actions;
        this.conversation = conversation;
        this.now = now;
        this.desk = desk;
        this.channel = channel;
    }

    /// Sets the result of an action; missing components are empty.
    public void setResult(String action, Map<String, Object> result) {
        given.put(action, result);
    }

    /// Applies one input, and answers all calls that it leads to.
    ///
    /// @return the replies
    public List<Reply> applyInput(ConversationInput input) {
        return applyQueued(List.of(input));
    }

    /// Applies inputs that were queued before any was answered.
    ///
    /// @return the replies to all of them
    public List<Reply> applyQueued(List<? extends ConversationInput> inputs) {
        calls.clear();
        List<ReplyMerger.QueuedReplies> queued = new ArrayList<>();
        for (ConversationInput input : inputs) {
            queued.add(new ReplyMerger.QueuedReplies(stepTo(input), ReplyMerger.positionOf(conversation)));
        }
        List<Reply> replies = ReplyMerger.mergeReplies(queued, ReplyMerger.positionOf(conversation)).stream()
                .flatMap(List::stream)
                .map(reply -> DialogJson.fromBytes(DialogJson.toBytes(reply), Reply.class))
                .toList();
        replies.forEach(ConversationSimulator::checkLimits);
        now = now.plus(PAUSE);
        return replies;
    }

    private List<Reply> stepTo(ConversationInput input) {
        notice = null;
        List<Reply> replies = new ArrayList<>();
        List<ConversationInput> inputs =
                new ArrayList<>(List.of(DialogJson.fromBytes(DialogJson.toBytes(input), ConversationInput.class)));
        for (int i = 0; !inputs.isEmpty(); i++) {
            if (i > EngineLimits.MAX_CONSECUTIVE_CALLS) {
                throw new IllegalStateException(
                        "more than " + EngineLimits.MAX_CONSECUTIVE_CALLS + " calls one after another");
            }
            TurnResult turned = engine.processTurn(
                    conversation, inputs.removeFirst(), new EngineContext(now, Language.ENGLISH, desk, channel));
            conversation = DialogJson.fromBytes(DialogJson.toBytes(turned.conversation()), ConversationState.class);
            wakeAt = turned.wakeAt();
            notice = turned.notice() == null ? notice : turned.notice();
            replies.addAll(turned.replies());
            trail.addAll(turned.trail());
            calls.addAll(turned.calls());
            turned.calls().forEach(call -> inputs.add(answerCall(call)));
        }
        return replies;
    }

    private ConversationInput.Result answerCall(ActionCall call) {
        ActionType action = actions.get(call.action());
        Map<String, Object> result = new LinkedHashMap<>();
        Map<String, Object> own = given.getOrDefault(call.action(), Map.of());
        action.resultComponents()
                .keySet()
                .forEach(c -> result.put(c, own.containsKey(c) ? own.get(c) : action.emptyResult(c)));
        return (ConversationInput.Result) DialogJson.fromBytes(
                DialogJson.toBytes(new ConversationInput.Result(call.session(), call.name(), call.hash(), result)),
                ConversationInput.class);
    }

    /// Checks the limits of every channel.
    private static void checkLimits(Reply reply) {
        if (reply.text().isBlank() || reply.text().length() > EngineLimits.MAX_REPLY_LENGTH) {
            throw new IllegalStateException("a reply of " + reply.text().length() + " characters");
        }
        for (List<ReplyButton> row : reply.buttons()) {
            for (ReplyButton button : row) {
                int bytes = button.data().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
                if (button.label().isBlank() || bytes < 1 || bytes > EngineLimits.MAX_BUTTON_BYTES || row.isEmpty()) {
                    throw new IllegalStateException("no channel takes the button " + button);
                }
            }
        }
    }

    /// Advances the clock, waking the conversation when it is due.
    ///
    /// @return the replies meanwhile
    public List<Reply> advanceClock(Duration pause) {
        List<Reply> replies = new ArrayList<>();
        Instant until = now.plus(pause);
        for (int i = 0; i < 10 && wakeAt != null && !wakeAt.isAfter(until); i++) {
            now = wakeAt.isAfter(now) ? wakeAt : now;
            replies.addAll(applyInput(new ConversationInput.Timer()));
        }
        now = until;
        return replies;
    }

    /// Calls of the last input.
    public List<ActionCall> lastCalls() {
        return List.copyOf(calls);
    }

    /// The whole trail.
    public List<TrailEntry> fullTrail() {
        return List.copyOf(trail);
    }

    /// Notice for the last tap, or null.
    public String notice() {
        return notice;
    }

    public ConversationState conversation() {
        return conversation;
    }
}
