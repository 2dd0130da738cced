package pk.rahnuma.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.Trail.Exit;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;

/// One turn of a conversation under way: its stack, drafts and language as they change, and what comes of it.
final class Chat {

    private final Library library;
    private final Dialog dialog;
    private final List<Session> stack = new ArrayList<>();
    private final List<Session> drafts = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Trail> trail = new ArrayList<>();
    private String language;
    private int sessions;
    private Moment moment;
    private String notice;

    Chat(Library library, Dialog dialog, Conversation conversation, Moment moment) {
        this.library = library;
        this.dialog = dialog;
        this.language = conversation.language();
        this.sessions = conversation.sessions();
        this.moment = moment.in(language);
        conversation.stack().forEach(session -> current(session).ifPresent(stack::add));
        conversation.drafts().forEach(session -> current(session).ifPresent(drafts::add));
    }

    /// A session on a version that is loaded: its own, or the newest with the answers that still fit.
    private Optional<Session> current(Session session) {
        if (library.version(session.flow()) != null) {
            return Optional.of(session);
        }
        Script newest = library.current(session.script());
        return newest == null ? Optional.empty() : Optional.of(Migration.move(session, newest));
    }

    private Script script(Session session) {
        return library.version(session.flow());
    }

    Turned done() {
        return new Turned(new Conversation(language, stack, drafts, sessions), replies, calls, trail, notice, wakeAt());
    }

    boolean running() {
        return !stack.isEmpty();
    }

    boolean isNew() {
        return language == null;
    }

    private String text(String key, Map<String, Object> arguments) {
        return library.texts().say(moment.language(), key, arguments);
    }

    private String text(String key) {
        return text(key, Map.of());
    }

    private Button button(Command command) {
        return new Button(text("engine.button." + command.key()), command.data());
    }

    void say(String words) {
        replies.add(Reply.plain(Prompt.clip(words)));
    }

    // Steps of the session on top

    boolean isOption(String words) {
        Session top = stack.getLast();
        return dialog.means(script(top), top, words, moment);
    }

    void step(Input input) {
        Session top = stack.getLast();
        take(top, dialog.step(script(top), top, input, moment));
    }

    void result(Input.Result result) {
        for (Session session : List.copyOf(stack)) {
            if (session.id().equals(result.session())) {
                Stepped stepped = dialog.step(script(session), session, result, moment);
                if (session == stack.getLast()) {
                    take(session, stepped);
                } else {
                    stack.set(stack.indexOf(session), stepped.session());
                }
                return;
            }
        }
        drafts.replaceAll(draft -> draft.id().equals(result.session())
                ? dialog.step(script(draft), draft, result, moment).session()
                : draft);
    }

    private void take(Session before, Stepped stepped) {
        calls.addAll(stepped.calls());
        trail.addAll(stepped.trail());
        notice = stepped.notice() == null ? notice : stepped.notice();
        chooseLanguage(before, stepped.session());
        stack.set(stack.size() - 1, stepped.session());
        if (!stepped.over()) {
            replies.addAll(stepped.replies());
            return;
        }
        stack.removeLast();
        replies.addAll(stepped.replies());
        if (stepped.end() instanceof Step.Go go) {
            start(go.script());
        } else if (running()) {
            backTo();
        } else if (stepped.end() instanceof Step.End end) {
            replies.add(replies.removeLast().with(offers(end.offers())));
        }
    }

    /// The answer to a question named `language` is the conversation's language from then on.
    private void chooseLanguage(Session before, Session after) {
        Answer chosen = after.answers().get(Move.LANGUAGE);
        if (chosen != null
                && !Objects.equals(chosen, before.answers().get(Move.LANGUAGE))
                && Texts.LANGUAGES.contains(chosen.value())) {
            language = (String) chosen.value();
            moment = moment.in(language);
        }
    }

    private List<List<Button>> offers(List<String> scripts) {
        List<Button> buttons = new ArrayList<>();
        for (String script : scripts) {
            if (library.current(script) == null) {
                continue;
            }
            buttons.add(new Button(text(script + ".title"), "!start=" + script));
        }
        buttons.add(button(Command.MENU));
        return Prompt.rows(buttons);
    }

    private void backTo() {
        Session top = stack.getLast();
        take(
                top,
                dialog.show(
                        script(top),
                        top,
                        text("engine.back_to", Map.of("title", text(top.script() + ".title"))),
                        moment));
    }

    // Other scripts, other languages

    void welcome() {
        Script welcome = library.forCommand("start");
        if (welcome == null) {
            language = moment.language();
            menu("");
        } else {
            start(welcome.name());
        }
    }

    void start(String name) {
        Script script = library.current(name);
        if (script == null) {
            menu("engine.stale");
            return;
        }
        if (!script.interrupts()) {
            setAside();
        } else if (running() && script(stack.getLast()).interrupts()) {
            leave(stack.removeLast(), Exit.CANCELLED);
        }
        while (stack.size() >= Limits.STACK) {
            leave(stack.removeFirst(), Exit.CANCELLED);
        }
        for (Session draft : drafts) {
            if (draft.script().equals(name)) {
                resume(draft.id());
                return;
            }
        }
        begin(script, "");
    }

    private void begin(Script script, String lead) {
        Stepped stepped = dialog.start(script, Integer.toString(++sessions, 36), lead, moment);
        stack.add(stepped.session());
        take(stepped.session(), stepped);
    }

    /// Everything that runs makes room: forms with answers become drafts, the rest is over.
    void setAside() {
        while (running()) {
            Session top = stack.removeLast();
            if (worthKeeping(top)) {
                leave(top, Exit.SET_ASIDE);
                drafts.removeIf(draft -> draft.script().equals(top.script()));
                drafts.add(top);
                while (drafts.size() > Limits.DRAFTS) {
                    drafts.removeFirst();
                }
            } else {
                leave(top, Exit.CANCELLED);
            }
        }
    }

    private boolean worthKeeping(Session session) {
        return script(session).keeps() && !session.answers().isEmpty();
    }

    private void leave(Session session, Exit exit) {
        trail.add(new Trail(session.script(), session.flow(), at(session), exit, "", null));
    }

    private String at(Session session) {
        return dialog.path(script(session), session, moment).stop().step().name();
    }

    /// @param id of a draft; empty for the newest
    void resume(String id) {
        Session draft = drafts.reversed().stream()
                .filter(d -> id.isEmpty() || d.id().equals(id))
                .findFirst()
                .orElse(null);
        if (draft == null) {
            boolean runs = stack.stream().anyMatch(session -> session.id().equals(id));
            if (runs) {
                backTo();
            } else {
                menu("engine.nothing_running");
            }
            return;
        }
        drafts.remove(draft);
        setAside();
        stack.add(draft);
        trail.add(new Trail(draft.script(), draft.flow(), "", Exit.RESUMED, at(draft), null));
        int first = replies.size();
        take(
                draft,
                dialog.show(
                        script(draft),
                        draft,
                        text("engine.resumed", Map.of("title", text(draft.script() + ".title"))),
                        moment));
        Reply shown = replies.remove(first);
        List<List<Button>> rows = new ArrayList<>(shown.buttons());
        rows.add(List.of(new Button(text("engine.button.restart"), "!restart=" + draft.id())));
        replies.add(first, shown.with(rows));
    }

    /// @param id of the session; empty when it was typed, and then the person is asked first
    void restart(String id) {
        if (id.isEmpty()) {
            cancel();
            return;
        }
        if (!running() || !stack.getLast().id().equals(id)) {
            menu("engine.nothing_running");
            return;
        }
        Session top = stack.removeLast();
        leave(top, Exit.CANCELLED);
        Script newest = library.current(top.script());
        begin(newest == null ? script(top) : newest, "");
    }

    void speak(String other) {
        boolean fresh = isNew() && !running();
        language = other;
        moment = moment.in(other);
        if (fresh) {
            welcome();
        } else if (running()) {
            Session top = stack.getLast();
            take(top, dialog.show(script(top), top, "", moment));
        } else {
            menu("");
        }
    }

    void languages() {
        List<Button> buttons = new ArrayList<>();
        for (String other : Texts.LANGUAGES) {
            buttons.add(new Button(text("engine.languages." + other), "!speak=" + other));
        }
        replies.add(new Reply(text("engine.language_which"), Prompt.rows(buttons), null, Manner.PLAIN));
    }

    /// The menu: drafts to go on with, what can be done, the language.
    ///
    /// @param key of a text that comes before it, or empty
    void menu(String key) {
        String lead = key.isEmpty() ? "" : text(key);
        List<Button> buttons = new ArrayList<>();
        for (Session draft : drafts.reversed()) {
            buttons.add(new Button(draftLine(draft), "!continue=" + draft.id()));
        }
        for (Script script : library.menu()) {
            buttons.add(new Button(text(script.name() + ".title"), "!start=" + script.name()));
        }
        buttons.add(button(Command.LANGUAGE));
        replies.add(new Reply(
                Prompt.clip(Prompt.join(lead, text("engine.menu", Map.of("mode", moment.mode())))),
                Prompt.rows(buttons),
                null,
                Manner.PLAIN));
    }

    private String draftLine(Session draft) {
        Path path = dialog.path(script(draft), draft, moment);
        return text(
                "engine.draft",
                Map.of(
                        "title", text(draft.script() + ".title"),
                        "position", (long) path.position(),
                        "total", (long) path.questions()));
    }

    // Ways out

    void cancel() {
        if (!running()) {
            menu("engine.nothing_running");
            return;
        }
        Session top = stack.getLast();
        if (worthKeeping(top)) {
            replies.add(new Reply(
                    text("engine.cancel", Map.of("title", text(top.script() + ".title"))),
                    List.of(
                            List.of(new Button(text("engine.button.keep"), "!keep")),
                            List.of(new Button(text("engine.button.discard"), "!discard=" + top.id())),
                            List.of(new Button(text("engine.button.continue"), "!continue=" + top.id()))),
                    null,
                    Manner.PLAIN));
        } else {
            leave(stack.removeLast(), Exit.CANCELLED);
            afterwards("engine.stopped");
        }
    }

    void keep() {
        if (running()) {
            boolean kept = stack.stream().anyMatch(this::worthKeeping);
            setAside();
            menu(kept ? "engine.kept" : "engine.stopped");
        } else {
            menu("engine.nothing_running");
        }
    }

    /// @param id of the session whose answers go; empty when it was typed, and then the person is asked first
    void discard(String id) {
        if (id.isEmpty()) {
            cancel();
        } else if (drafts.removeIf(draft -> draft.id().equals(id))) {
            afterwards("engine.discarded");
        } else if (running() && stack.getLast().id().equals(id)) {
            leave(stack.removeLast(), Exit.CANCELLED);
            afterwards("engine.discarded");
        } else {
            afterwards("engine.nothing_running");
        }
    }

    private void afterwards(String key) {
        if (running()) {
            say(text(key));
            backTo();
        } else {
            menu(key);
        }
    }

    // Time

    private Instant wakeAt() {
        return kept().stream().map(Chat::due).min(Comparator.naturalOrder()).orElse(null);
    }

    private List<Session> kept() {
        List<Session> found = new ArrayList<>(drafts);
        stack.stream().filter(this::worthKeeping).forEach(found::add);
        return found;
    }

    private static Instant due(Session session) {
        Duration after = session.reminded() == 0
                ? Limits.FIRST_REMINDER
                : session.reminded() == 1 ? Limits.LAST_REMINDER : Limits.DRAFT;
        return session.touched().plus(after);
    }

    /// Reminds of drafts that wait, and lets go of those that waited too long.
    void remind() {
        Map<String, Session> changed = new HashMap<>();
        for (Session session : kept()) {
            if (due(session).isAfter(moment.now())) {
                continue;
            }
            Map<String, Object> title = Map.of("title", text(session.script() + ".title"));
            if (session.reminded() >= 2) {
                leave(session, Exit.EXPIRED);
                drafts.remove(session);
                stack.remove(session);
                say(text("engine.expired", title));
            } else {
                boolean last = Duration.between(session.touched(), moment.now()).compareTo(Limits.LAST_REMINDER) >= 0;
                changed.put(session.id(), session.reminded(last ? 2 : 1));
                replies.add(new Reply(
                        text(last ? "engine.last_reminder" : "engine.reminder", title),
                        List.of(List.of(
                                new Button(text("engine.button.continue"), "!continue=" + session.id()),
                                new Button(text("engine.button.discard"), "!discard=" + session.id()))),
                        null,
                        Manner.PLAIN));
            }
        }
        drafts.replaceAll(session -> changed.getOrDefault(session.id(), session));
        stack.replaceAll(session -> changed.getOrDefault(session.id(), session));
    }
}
