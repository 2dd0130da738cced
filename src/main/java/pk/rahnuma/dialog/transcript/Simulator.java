package pk.rahnuma.dialog.transcript;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Button;
import pk.rahnuma.dialog.Call;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.Moment;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.Trail;
import pk.rahnuma.dialog.Turned;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Limits;

/// One conversation in memory, with a clock that can be moved and given answers to its calls. Everything that is kept
/// goes through JSON between every two inputs, as it does in the house.
public final class Simulator {

    private final Talk talk;
    private final Map<String, ActionType> actions;
    private final Map<String, Map<String, Object>> given = new HashMap<>();
    private final String mode;
    private final String channel;
    private final List<Call> calls = new ArrayList<>();
    private final List<Trail> trail = new ArrayList<>();
    private Conversation conversation;
    private Instant now;
    private Instant wakeAt;
    private String notice;

    public Simulator(
            Library library,
            Map<String, ActionType> actions,
            Conversation conversation,
            Instant now,
            String mode,
            String channel) {
        this(new Talk(library), actions, conversation, now, mode, channel);
    }

    public Simulator(
            Talk talk,
            Map<String, ActionType> actions,
            Conversation conversation,
            Instant now,
            String mode,
            String channel) {
        this.talk = talk;
        this.actions = actions;
        this.conversation = conversation;
        this.now = now;
        this.mode = mode;
        this.channel = channel;
    }

    /// From now on the action answers so; components left out are empty.
    public void given(String action, Map<String, Object> result) {
        given.put(action, result);
    }

    /// One input, with all calls that it leads to answered.
    ///
    /// @return what is said
    public List<Reply> turn(Input input) {
        calls.clear();
        notice = null;
        List<Reply> replies = new ArrayList<>();
        List<Input> inputs = new ArrayList<>(List.of(Json.read(Json.write(input), Input.class)));
        for (int i = 0; !inputs.isEmpty(); i++) {
            if (i > Limits.CALLS) {
                throw new IllegalStateException("more than " + Limits.CALLS + " calls one after another");
            }
            Turned turned = talk.turn(conversation, inputs.removeFirst(), new Moment(now, "en", mode, channel));
            conversation = Json.read(Json.write(turned.conversation()), Conversation.class);
            wakeAt = turned.wakeAt();
            notice = turned.notice() == null ? notice : turned.notice();
            turned.replies().forEach(reply -> replies.add(Json.read(Json.write(reply), Reply.class)));
            trail.addAll(turned.trail());
            calls.addAll(turned.calls());
            turned.calls().forEach(call -> inputs.add(answer(call)));
        }
        replies.forEach(Simulator::check);
        return replies;
    }

    private Input.Result answer(Call call) {
        ActionType action = actions.get(call.action());
        Map<String, Object> result = new LinkedHashMap<>();
        Map<String, Object> own = given.getOrDefault(call.action(), Map.of());
        action.results().keySet().forEach(c -> result.put(c, own.containsKey(c) ? own.get(c) : action.empty(c)));
        return (Input.Result)
                Json.read(Json.write(new Input.Result(call.session(), call.name(), call.hash(), result)), Input.class);
    }

    /// What every channel demands of a reply.
    private static void check(Reply reply) {
        if (reply.text().isBlank() || reply.text().length() > Limits.TEXT) {
            throw new IllegalStateException("a reply of " + reply.text().length() + " characters");
        }
        for (List<Button> row : reply.buttons()) {
            for (Button button : row) {
                int bytes = button.data().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
                if (button.label().isBlank() || bytes < 1 || bytes > Limits.BUTTON || row.isEmpty()) {
                    throw new IllegalStateException("no channel takes the button " + button);
                }
            }
        }
    }

    /// Moves the clock, waking the conversation when it is time.
    ///
    /// @return what is said meanwhile
    public List<Reply> wait(Duration pause) {
        List<Reply> replies = new ArrayList<>();
        Instant until = now.plus(pause);
        for (int i = 0; i < 10 && wakeAt != null && !wakeAt.isAfter(until); i++) {
            now = wakeAt.isAfter(now) ? wakeAt : now;
            replies.addAll(turn(new Input.Timer()));
        }
        now = until;
        return replies;
    }

    /// The calls of the last input.
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /// The whole trail.
    public List<Trail> trail() {
        return List.copyOf(trail);
    }

    /// The word for the last tap, or null.
    public String notice() {
        return notice;
    }

    public Conversation conversation() {
        return conversation;
    }

    public Instant now() {
        return now;
    }
}
