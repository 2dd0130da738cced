package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.guidance.ActionTypes;

/// Somebody who does anything at all with the packaged scripts, and what must hold after each of their steps.
final class Stroll {

    static final Library LIBRARY = Library.load(Sources.of(Path.of("bot-scripts")), ActionTypes.all());

    private final Talk talk = new Talk(LIBRARY);
    private final Soundness sound = new Soundness(LIBRARY.texts());
    private final String mode;
    private final String channel;
    private final List<Button> buttons = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<Call> owed = new ArrayList<>();
    private final List<Call> paid = new ArrayList<>();
    private Conversation conversation;
    private Instant now = Stage.START;
    private Instant wakeAt;
    private List<Reply> heard = List.of();
    private boolean late;

    Stroll(String language, String mode, String channel) {
        this.conversation = new Conversation(language, List.of(), List.of(), 0);
        this.mode = mode;
        this.channel = channel;
    }

    /// Through the register's form for some questions, as it is meant.
    Stroll register(int questions) {
        take(new Input.Tap("!start=register-individual", null), 0);
        for (int i = 0; i < questions; i++) {
            take(new Stroke.Answer(0));
        }
        return this;
    }

    void take(Stroke stroke) {
        switch (stroke) {
            case Stroke.Say say -> take(text(say.text(), say.blind()), 0);
            case Stroke.Answer answer -> take(answer(answer.pick()), answer.pick());
            case Stroke.Press press -> press(heard.isEmpty() ? List.of() : buttons(heard.getLast()), press.pick());
            case Stroke.PressOld press -> press(buttons, press.pick());
            case Stroke.Forge forge -> take(new Input.Tap(forged(forge), "b"), forge.pick());
            case Stroke.Tap tap -> take(new Input.Tap(tap.data(), null), 0);
            case Stroke.Send file ->
                take(new Input.File(new FileRef("f", file.name(), file.mediaType(), file.size()), null, message()), 0);
            case Stroke.Share card -> take(new Input.Contact(card.phone(), card.own(), message()), 0);
            case Stroke.Edit edit -> take(new Input.Edit(pick(messages, edit.pick(), "none"), edit.text()), 0);
            case Stroke.Hold hold -> late = hold.late();
            case Stroke.Deliver result -> deliver(result.pick());
            case Stroke.DeliverAgain result -> deliverAgain(result);
            case Stroke.Wait pause -> now = now.plus(pause.time());
            case Stroke.Wake wake -> {
                if (wakeAt != null && wakeAt.isAfter(now)) {
                    now = wakeAt;
                }
                take(new Input.Timer(), 0);
            }
            case Stroke.Staff staff -> take(new Input.Staff(staff.text()), 0);
        }
    }

    /// Every call is answered in the end, and then nobody waits.
    void arrive() {
        while (!owed.isEmpty()) {
            deliver(0);
        }
        for (Session session : kept()) {
            assertThat(session.results().values()).noneMatch(result -> result.value() == null);
        }
        late = false;
        take(text("/menu", false), 0);
        assertThat(buttons(heard.getLast())).as("after /menu").isNotEmpty();
    }

    private List<Session> kept() {
        List<Session> all = new ArrayList<>(conversation.drafts());
        all.addAll(conversation.stack());
        return all;
    }

    // One input

    private void take(Input input, int pick) {
        heard = List.of();
        String notice = turn(input);
        while (!late && !owed.isEmpty()) {
            deliver(pick);
        }
        // A result for a question that was left in the meantime has nothing to say, and neither has a timer too early.
        boolean host = input instanceof Input.Result || input instanceof Input.Timer;
        // An edit to what the answer was already needs no word.
        boolean quiet = host || input instanceof Input.Edit || notice != null || !owed.isEmpty();
        assertThat(quiet || !heard.isEmpty()).as("an answer to %s", input).isTrue();
        boolean open = !conversation.stack().isEmpty();
        boolean offered = !heard.isEmpty() && !buttons(heard.getLast()).isEmpty();
        boolean person = !host && !(input instanceof Input.Staff);
        assertThat(open || offered || !person).as("a way on after %s", input).isTrue();
    }

    private String turn(Input input) {
        Moment moment = new Moment(now, "en", mode, channel);
        Turned turned = talk.turn(conversation, input, moment);
        conversation = Json.read(Json.write(turned.conversation()), Conversation.class);
        assertThat(conversation).as("the conversation after its JSON").isEqualTo(turned.conversation());
        assertThat(conversation.stack()).hasSizeLessThanOrEqualTo(Limits.STACK);
        assertThat(conversation.drafts()).hasSizeLessThanOrEqualTo(Limits.DRAFTS);
        assertThat(kept().stream().map(Session::id)).doesNotHaveDuplicates();
        turned.replies().forEach(reply -> sound.check(Json.read(Json.write(reply), Reply.class)));
        turned.calls().forEach(sound::check);
        turned.replies().forEach(reply -> buttons.addAll(buttons(reply)));
        owed.addAll(turned.calls());
        wakeAt = turned.wakeAt();
        List<Reply> all = new ArrayList<>(heard);
        all.addAll(turned.replies());
        heard = all;
        gone(input);
        return turned.notice();
    }

    /// Whoever asks for their answers to be deleted has none left.
    private void gone(Input input) {
        if (input instanceof Input.Tap tap && tap.data().startsWith("!discard=")) {
            String id = tap.data().substring("!discard=".length());
            assertThat(kept())
                    .as("sessions after %s", tap.data())
                    .noneMatch(session -> session.id().equals(id));
        }
    }

    private Input.Text text(String text, boolean blind) {
        return new Input.Text(text, message(), blind);
    }

    private String message() {
        messages.add("m" + messages.size());
        return messages.getLast();
    }

    private Input answer(int pick) {
        if (!conversation.stack().isEmpty()) {
            Step step = step(conversation.stack().getLast());
            if (step instanceof Step.Question question && question.type().name().equals("file")) {
                return new Input.File(new FileRef("f" + pick, null, "image/jpeg", 100), null, message());
            }
            if (step instanceof Step.Question question && question.type().name().equals("ips") && pick % 3 == 0) {
                return new Input.File(
                        new FileRef("t" + pick, "a.csv", "text/csv", 100)
                                .withRows(List.of("Address", "39.32.2." + pick % 200, "10.0.0." + pick % 200)),
                        null,
                        message());
            }
            String words = Plausible.answer(step, pick);
            if (words != null) {
                return text(words, false);
            }
            return text(String.valueOf(1 + pick % 3), false);
        }
        return new Input.Tap(
                pick(buttons.stream().map(Button::data).toList(), pick, "!start=register-individual"), null);
    }

    private Step step(Session session) {
        return talk.dialog()
                .path(LIBRARY.version(session.flow()), session, new Moment(now, "en", mode, channel))
                .stop()
                .step();
    }

    private void press(List<Button> among, int pick) {
        take(new Input.Tap(pick(among.stream().map(Button::data).toList(), pick, "!menu"), "b"), pick);
    }

    /// The place of a button that was shown, mostly the one that is open, with something else in it.
    private String forged(Stroke.Forge forge) {
        List<Button> last = heard.isEmpty() ? List.of() : buttons(heard.getLast());
        List<String> places = (forge.pick() % 4 > 0 && !last.isEmpty() ? last : buttons)
                .stream()
                        .map(Button::data)
                        .filter(data -> !data.startsWith("!"))
                        .toList();
        String real = pick(places, forge.pick(), "1:0:0:x");
        return real.substring(0, real.lastIndexOf(':') + 1) + forge.value();
    }

    private void deliver(int pick) {
        if (!owed.isEmpty()) {
            Call call = owed.remove(pick % owed.size());
            paid.add(call);
            turn(result(call, call.hash(), pick));
        }
    }

    private void deliverAgain(Stroke.DeliverAgain again) {
        List<Call> calls = new ArrayList<>(paid);
        if (again.other()) {
            calls.addAll(owed);
        }
        if (!calls.isEmpty()) {
            Call call = calls.get(again.pick() % calls.size());
            turn(result(call, again.other() ? "0123456789abcdef" : call.hash(), again.pick()));
        }
    }

    private static Input.Result result(Call call, String hash, int pick) {
        Map<String, Object> value = Plausible.result(call.action(), pick);
        return (Input.Result)
                Json.read(Json.write(new Input.Result(call.session(), call.name(), hash, value)), Input.class);
    }

    private static List<Button> buttons(Reply reply) {
        return reply.buttons().stream().flatMap(List::stream).toList();
    }

    private static String pick(List<String> among, int pick, String otherwise) {
        return among.isEmpty() ? otherwise : among.get(pick % among.size());
    }
}
