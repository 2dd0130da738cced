package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.TrailEntry.Exit;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// One step of one session under way: the session as it changes, and what comes of it.
final class SessionStep {

    /// The question whose answer is the conversation's language from then on.
    static final String LANGUAGE = "language";

    private final ScriptTexts texts;
    private final Script script;
    private EngineContext moment;
    private final List<Reply> replies = new ArrayList<>();
    private final List<ActionCall> calls = new ArrayList<>();
    private final List<FileFetch> fetches = new ArrayList<>();
    private final List<TrailEntry> trail = new ArrayList<>();
    private Session session;
    private Journey path;
    private SessionTextRenderer voice;
    private String notice;
    private String masked;
    private ScriptStep end;
    /// What was read last, and what came of it; null when something has changed since.
    private String text;

    private FieldParseResult reading;

    /// @param path of the session as it is
    SessionStep(ScriptTexts texts, Journey path) {
        this.texts = texts;
        this.script = path.script();
        this.moment = path.moment();
        this.path = path;
        become(path.session());
    }

    private void become(Session changed) {
        become(changed, path.of(changed, moment));
    }

    private void become(Session changed, Journey leads) {
        session = changed;
        path = leads;
        voice = new SessionTextRenderer(texts, path);
        text = null;
    }

    EngineContext moment() {
        return moment;
    }

    Journey.JourneyStep stop() {
        return path.stop();
    }

    Journey path() {
        return path;
    }

    Session session() {
        return session;
    }

    SessionTextRenderer voice() {
        return voice;
    }

    StepResult done() {
        return new StepResult(session, replies, calls, fetches, trail, notice, masked, end);
    }

    /// Shows the first step, or the step that a kept session waits at.
    SessionStep begin(String lead) {
        trail(Exit.STARTED, "", null);
        go(new HashSet<>(), lead);
        return this;
    }

    // What a person does

    /// What a text is as the answer to the question that waits. It is looked at before it is taken: once is enough.
    FieldParseResult reading(ScriptStep.Question question, String said) {
        if (!said.equals(text)) {
            reading = question.type().read(said, ask(question, session.partial()));
            text = said;
        }
        return reading;
    }

    /// @param text how what was heard reads to those who may not see it in full
    void maskAs(String text) {
        masked = text;
    }

    void read(ScriptStep.Question question, FieldParseResult reading, String message) {
        new AnswerHandler(this, texts).take(question, reading, message);
    }

    /// The value as the answer to the question that waits.
    void answer(Object value, String message) {
        answered(new StoredAnswer(value, message), session.focus() == null ? Exit.ANSWERED : Exit.CHANGED);
    }

    /// Keeps what is not an answer yet.
    ///
    /// @param partial the part of it that is good, or null
    /// @param doubt what the person may insist on, or null
    void hold(Object partial, Object doubt) {
        become(session.holding(partial, doubt, moment.now()));
    }

    void fail() {
        become(session.failed());
    }

    void speak(String language) {
        moment = moment.in(language);
    }

    boolean speaks() {
        return !replies.isEmpty();
    }

    /// Says it before what comes last.
    void sayBefore(Reply reply) {
        replies.add(replies.size() - 1, reply);
    }

    void skip() {
        if (path.stop().step() instanceof ScriptStep.Question question && question.optional()) {
            answered(new StoredAnswer(null, null), Exit.SKIPPED);
        } else {
            show(voice.say("engine.cannot_skip"), DisplayMode.PLAIN);
        }
    }

    void back() {
        List<Journey.JourneyStep> behind = path.changeable();
        if (session.picking() || session.doubt() != null || session.partial() != null) {
            become(session.picking(false, 0).holding(null, null, moment.now()));
            show("", DisplayMode.PLAIN);
        } else if (behind.isEmpty()) {
            show(voice.say("engine.nothing_back"), DisplayMode.PLAIN);
        } else {
            String from = path.stop().step().name();
            become(session.focused(behind.getLast().key(), moment.now()));
            trail(Exit.BACK, from, null);
            show("", DisplayMode.PLAIN);
        }
    }

    /// Shows the list of answers, or goes to one of them.
    ///
    /// @param place in the list, counted from 1; 0 shows the list
    void change(int place) {
        List<Journey.JourneyStep> places = path.pickable();
        if (places.isEmpty()) {
            show(voice.say("engine.nothing_to_change"), DisplayMode.PLAIN);
        } else if (place < 1 || place > places.size()) {
            become(session.picking(true, 0));
            show("", DisplayMode.PLAIN);
        } else if (places.get(place - 1).step() instanceof ScriptStep.Repeat repeat) {
            String from = path.stop().step().name();
            become(session.without(repeat.name(), moment.now()));
            trail(Exit.CHANGED, from, null);
            show("", DisplayMode.PLAIN);
        } else {
            focus(places.get(place - 1).key());
        }
    }

    void focus(String key) {
        goTo(key);
        show("", DisplayMode.PLAIN);
    }

    /// The same without a word.
    void goTo(String key) {
        String from = path.stop().step().name();
        become(session.focused(key, moment.now()));
        trail(Exit.CHANGED, from, null);
    }

    /// A file is to be fetched.
    ///
    /// @param files all that are on their way now
    void fetch(FileFetch fetch, List<PendingFile> files) {
        fetches.add(fetch);
        awaiting(files);
    }

    void awaiting(List<PendingFile> files) {
        if (end == null && !files.equals(session.awaited())) {
            become(session.awaiting(files));
        }
    }

    /// What was on its way before still is, unless the person has left the question.
    void stillAwaits(Session before) {
        Journey.JourneyStep was =
                before.awaited().isEmpty() ? null : path.of(before, moment).stop();
        if (was != null && was.key().equals(path.stop().key())) {
            awaiting(before.awaited());
        }
    }

    void page(int page) {
        become(session.picking(session.picking(), Math.max(0, page)));
        show("", DisplayMode.REPLACES);
    }

    /// Back from the list of answers to the place where the session waits.
    void goOn() {
        become(session.focus() == null ? session.picking(false, 0) : session.focused(null, moment.now()));
        show("", DisplayMode.PLAIN);
    }

    void send(ScriptStep.Review review) {
        move(session.answered(review.name(), new StoredAnswer(path.reviewed(), null), moment.now()), Exit.ANSWERED);
    }

    void result(String call, CallResult kept) {
        String from = path.stop().step().name();
        Set<String> before = said();
        become(session.result(call, kept));
        go(before, "");
        trail(Exit.ANSWERED, from, null);
    }

    /// An answer that came by an edited message takes the place of the old one.
    void amend(Journey.JourneyStep place, Object value, String message) {
        ScriptStep.Question question = (ScriptStep.Question) place.step();
        String focus = session.focus();
        Set<String> before = said();
        become(session.answered(place.key(), new StoredAnswer(value, message), moment.now()));
        if (focus != null && !focus.equals(place.key())) {
            become(session.focused(focus, moment.now()));
        }
        trail(Exit.CHANGED, question.name(), null);
        go(
                before,
                voice.say(
                        "engine.edited",
                        Map.of("label", voice.label(question), "value", voice.shown(question, place.key()))));
    }

    FieldContext ask(ScriptStep.Question question, Object partial) {
        return voice.ask(question, partial);
    }

    // What comes of it

    /// What was said on the way here, by key.
    private Set<String> said() {
        Set<String> found = new HashSet<>();
        for (Journey.JourneyStep place : path.passed()) {
            if (place.step() instanceof ScriptStep.Say) {
                found.add(place.key());
            }
        }
        return found;
    }

    /// Goes on from a changed session.
    void move(Session changed, Exit exit) {
        move(changed, path.of(changed, moment), exit);
    }

    private void answered(StoredAnswer answer, Exit exit) {
        Session changed = session.answered(path.stop().key(), answer, moment.now());
        move(changed, path.answered(changed, moment), exit);
    }

    private void move(Session changed, Journey leads, Exit exit) {
        String from = path.stop().step().name();
        Set<String> before = said();
        become(changed, leads);
        go(before, "");
        trail(exit, from, null);
    }

    /// Walks on to the place where something is needed, saying on the way what was not said before.
    private void go(Set<String> before, String lead) {
        String said = lead;
        for (int i = 0; i <= EngineLimits.CALLS; i++) {
            for (Journey.JourneyStep place : path.passed()) {
                if (place.step() instanceof ScriptStep.Say say && before.add(place.key())) {
                    said = PromptRenderer.join(said, voice.said(say));
                }
            }
            if (path.stop().step() instanceof ScriptStep.Repeat repeat
                    && session.items().getOrDefault(repeat.name(), List.of()).size() < repeat.least()) {
                become(session.withItem(repeat.name(), moment.now()));
                continue;
            }
            show(said, DisplayMode.PLAIN);
            return;
        }
        throw new IllegalStateException("script " + script.name() + " runs in circles");
    }

    /// Shows the place where the session waits, after a word about it.
    void show(String said, DisplayMode manner) {
        switch (path.stop().step()) {
            case ScriptStep.Call call -> {
                if (!said.isBlank()) {
                    replies.add(Reply.plain(PromptRenderer.clip(said)));
                }
                call(call);
            }
            case ScriptStep.End over -> {
                end = over.with(offers(over));
                replies.addAll(voice.files(over));
                replies.add(Reply.plain(
                                PromptRenderer.clip(PromptRenderer.join(said, voice.say(over.texts() + ".say"))))
                        .bringing(over.brings()));
            }
            case ScriptStep.Go over -> {
                end = over;
                if (!said.isBlank()) {
                    replies.add(Reply.plain(PromptRenderer.clip(said)));
                }
            }
            default -> {
                become(session.asked(moment.now()));
                replies.add(new PromptRenderer(voice, session, path).reply(said, false, manner));
            }
        }
    }

    /// Each script once.
    private List<String> offers(ScriptStep.End over) {
        return over.offers().stream()
                .map(offer -> ScriptStep.End.isPart(offer) ? named(offer) : offer)
                .filter(offer -> !offer.isEmpty())
                .distinct()
                .toList();
    }

    private String named(String part) {
        int dot = part.indexOf('.');
        return String.valueOf(path.result(part.substring(0, dot), part.substring(dot + 1)));
    }

    private void call(ScriptStep.Call call) {
        Map<String, Object> arguments = new LinkedHashMap<>(path.arguments(call));
        String hash = ValueHash.of(arguments);
        calls.add(new ActionCall(
                session.id(),
                call.name(),
                call.action().name(),
                call.action().act(),
                script.name(),
                script.flow(),
                hash,
                arguments));
        become(session.result(call.name(), new CallResult(hash, null)));
    }

    void more() {
        replies.add(new PromptRenderer(voice, session, path).reply("", true, DisplayMode.REPLACES));
    }

    void notice(String key) {
        notice = voice.say(key);
    }

    void say(String text) {
        replies.add(Reply.plain(PromptRenderer.clip(text)));
    }

    void trail(Exit exit, String from, String reason) {
        ScriptStep at = path.stop().step();
        boolean over = at instanceof ScriptStep.End || at instanceof ScriptStep.Go;
        trail.add(new TrailEntry(
                script.name(),
                script.flow(),
                from,
                over ? Exit.ENDED : exit,
                at instanceof ScriptStep.Go go ? go.script() : at.name(),
                reason));
    }
}
