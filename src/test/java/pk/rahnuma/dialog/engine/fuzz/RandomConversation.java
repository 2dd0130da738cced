package pk.rahnuma.dialog.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.ScriptedConversation;
import pk.rahnuma.dialog.engine.TurnResult;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.shared.DeskIdentity;

/// A person who does anything at all with the packaged scripts, and the invariants after each step.
final class RandomConversation {

    static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private final DialogEngine talk = new DialogEngine(LIBRARY);
    private final ReplyInvariants sound = new ReplyInvariants(LIBRARY.texts());
    private final DeskIdentity desk;
    private final String channel;
    private final List<ReplyButton> buttons = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<ActionCall> owed = new ArrayList<>();
    private final List<ActionCall> paid = new ArrayList<>();
    private ConversationState conversation;
    private Instant now = ScriptedConversation.START;
    private Instant wakeAt;
    private List<Reply> heard = List.of();
    private boolean late;

    RandomConversation(String language, DeskIdentity desk, String channel) {
        this.conversation = new ConversationState(language, List.of(), List.of(), 0);
        this.desk = desk;
        this.channel = channel;
    }

    /// Answers some questions of the registration form correctly.
    RandomConversation completeRegistration(int questions) {
        applyAction(new ConversationInput.Tap("!start=register-individual", null), 0);
        for (int i = 0; i < questions; i++) {
            applyAction(new RandomAction.Answer(0));
        }
        return this;
    }

    void applyAction(RandomAction stroke) {
        switch (stroke) {
            case RandomAction.Say say -> applyAction(text(say.text(), say.blind()), 0);
            case RandomAction.Answer answer -> applyAction(answer(answer.pick()), answer.pick());
            case RandomAction.Press press ->
                press(heard.isEmpty() ? List.of() : buttons(heard.getLast()), press.pick());
            case RandomAction.PressOld press -> press(buttons, press.pick());
            case RandomAction.Forge forge -> applyAction(new ConversationInput.Tap(forged(forge), "b"), forge.pick());
            case RandomAction.Tap tap -> applyAction(new ConversationInput.Tap(tap.data(), null), 0);
            case RandomAction.Send file ->
                applyAction(
                        new ConversationInput.File(
                                new FileReference("f", file.name(), file.mediaType(), file.size()), null, message()),
                        0);
            case RandomAction.Share card ->
                applyAction(new ConversationInput.Contact(card.phone(), card.own(), message()), 0);
            case RandomAction.Edit edit ->
                applyAction(new ConversationInput.Edit(pick(messages, edit.pick(), "none"), edit.text()), 0);
            case RandomAction.Hold hold -> late = hold.late();
            case RandomAction.Deliver result -> deliver(result.pick());
            case RandomAction.DeliverAgain result -> deliverAgain(result);
            case RandomAction.Wait pause -> now = now.plus(pause.time());
            case RandomAction.Wake wake -> {
                if (wakeAt != null && wakeAt.isAfter(now)) {
                    now = wakeAt;
                }
                applyAction(new ConversationInput.Timer(), 0);
            }
            case RandomAction.Staff staff -> applyAction(new ConversationInput.StaffMessage(staff.text()), 0);
        }
    }

    /// Answers every call; then none may be pending.
    void finish() {
        while (!owed.isEmpty()) {
            deliver(0);
        }
        for (Session session : kept()) {
            assertThat(session.results().values()).noneMatch(result -> result.value() == null);
        }
        late = false;
        applyAction(text("/menu", false), 0);
        assertThat(buttons(heard.getLast())).as("after /menu").isNotEmpty();
    }

    private List<Session> kept() {
        List<Session> all = new ArrayList<>(conversation.drafts());
        all.addAll(conversation.stack());
        return all;
    }

    // One input

    private void applyAction(ConversationInput input, int pick) {
        heard = List.of();
        String notice = turn(input);
        while (!late && !owed.isEmpty()) {
            deliver(pick);
        }
        // A result for an abandoned question causes no reply, and neither does an early timer.
        boolean host = input instanceof ConversationInput.Result || input instanceof ConversationInput.Timer;
        // An edit to the same answer needs no reply.
        boolean quiet = host || input instanceof ConversationInput.Edit || notice != null || !owed.isEmpty();
        assertThat(quiet || !heard.isEmpty()).as("an answer to %s", input).isTrue();
        boolean open = !conversation.stack().isEmpty();
        boolean offered = !heard.isEmpty() && !buttons(heard.getLast()).isEmpty();
        boolean person = !host && !(input instanceof ConversationInput.StaffMessage);
        assertThat(open || offered || !person).as("a way on after %s", input).isTrue();
    }

    private String turn(ConversationInput input) {
        EngineContext context = new EngineContext(now, "en", desk, channel);
        TurnResult turned = talk.processTurn(conversation, input, context);
        conversation = DialogJson.fromBytes(DialogJson.toBytes(turned.conversation()), ConversationState.class);
        assertThat(conversation).as("the conversation after its JSON").isEqualTo(turned.conversation());
        assertThat(conversation.stack()).hasSizeLessThanOrEqualTo(EngineLimits.MAX_RUNNING_SESSIONS);
        assertThat(conversation.drafts()).hasSizeLessThanOrEqualTo(EngineLimits.MAX_DRAFTS);
        assertThat(kept().stream().map(Session::id)).doesNotHaveDuplicates();
        turned.replies()
                .forEach(reply -> sound.checkInvariants(DialogJson.fromBytes(DialogJson.toBytes(reply), Reply.class)));
        turned.calls().forEach(sound::checkInvariants);
        turned.replies().forEach(reply -> buttons.addAll(buttons(reply)));
        owed.addAll(turned.calls());
        wakeAt = turned.wakeAt();
        List<Reply> all = new ArrayList<>(heard);
        all.addAll(turned.replies());
        heard = all;
        gone(input);
        return turned.notice();
    }

    /// A person who asks for deletion must have no answers left.
    private void gone(ConversationInput input) {
        if (input instanceof ConversationInput.Tap tap && tap.data().startsWith("!discard=")) {
            String id = tap.data().substring("!discard=".length());
            assertThat(kept())
                    .as("sessions after %s", tap.data())
                    .noneMatch(session -> session.id().equals(id));
        }
    }

    private ConversationInput.Text text(String text, boolean blind) {
        return new ConversationInput.Text(text, message(), blind);
    }

    private String message() {
        messages.add("m" + messages.size());
        return messages.getLast();
    }

    private ConversationInput answer(int pick) {
        if (!conversation.stack().isEmpty()) {
            ScriptStep step = step(conversation.stack().getLast());
            if (step instanceof ScriptStep.Question question
                    && question.type().typeName().equals("file")) {
                return new ConversationInput.File(
                        new FileReference("f" + pick, null, "image/jpeg", 100), null, message());
            }
            if (step instanceof ScriptStep.Question question
                    && question.type().typeName().equals("ips")
                    && pick % 3 == 0) {
                return new ConversationInput.File(
                        new FileReference("t" + pick, "a.csv", "text/csv", 100)
                                .withRows(List.of(
                                        List.of("Address"),
                                        List.of("39.32.2." + pick % 200),
                                        List.of("10.0.0." + pick % 200))),
                        null,
                        message());
            }
            String words = PlausibleResults.answer(step, pick);
            if (words != null) {
                return text(words, false);
            }
            return text(String.valueOf(1 + pick % 3), false);
        }
        return new ConversationInput.Tap(
                pick(buttons.stream().map(ReplyButton::data).toList(), pick, "!start=register-individual"), null);
    }

    private ScriptStep step(Session session) {
        return new SessionEngine(LIBRARY)
                .journeyOf(LIBRARY.findVersion(session.flow()), session, new EngineContext(now, "en", desk, channel))
                .currentStep()
                .step();
    }

    private void press(List<ReplyButton> among, int pick) {
        applyAction(
                new ConversationInput.Tap(
                        pick(among.stream().map(ReplyButton::data).toList(), pick, "!menu"), "b"),
                pick);
    }

    /// Step of a button that was shown, mostly the open one, with another value.
    private String forged(RandomAction.Forge forge) {
        List<ReplyButton> last = heard.isEmpty() ? List.of() : buttons(heard.getLast());
        List<String> places = (forge.pick() % 4 > 0 && !last.isEmpty() ? last : buttons)
                .stream()
                        .map(ReplyButton::data)
                        .filter(data -> !data.startsWith("!"))
                        .toList();
        String real = pick(places, forge.pick(), "1:0:0:x");
        return real.substring(0, real.lastIndexOf(':') + 1) + forge.value();
    }

    private void deliver(int pick) {
        if (!owed.isEmpty()) {
            ActionCall call = owed.remove(pick % owed.size());
            paid.add(call);
            turn(result(call, call.hash(), pick));
        }
    }

    private void deliverAgain(RandomAction.DeliverAgain again) {
        List<ActionCall> calls = new ArrayList<>(paid);
        if (again.other()) {
            calls.addAll(owed);
        }
        if (!calls.isEmpty()) {
            ActionCall call = calls.get(again.pick() % calls.size());
            turn(result(call, again.other() ? "0123456789abcdef" : call.hash(), again.pick()));
        }
    }

    private static ConversationInput.Result result(ActionCall call, String hash, int pick) {
        Map<String, Object> value = PlausibleResults.result(call.action(), pick);
        return (ConversationInput.Result) DialogJson.fromBytes(
                DialogJson.toBytes(new ConversationInput.Result(call.session(), call.name(), hash, value)),
                ConversationInput.class);
    }

    private static List<ReplyButton> buttons(Reply reply) {
        return reply.buttons().stream().flatMap(List::stream).toList();
    }

    private static String pick(List<String> among, int pick, String otherwise) {
        return among.isEmpty() ? otherwise : among.get(pick % among.size());
    }
}
