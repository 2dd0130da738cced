package pk.rahnuma.dialog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final List<Fetch> fetches = new ArrayList<>();
    private final List<Trail> trail = new ArrayList<>();
    private String language;
    private int sessions;
    private Moment moment;
    private String notice;
    private String link;

    Chat(Library library, Dialog dialog, Conversation conversation, Moment moment) {
        this.library = library;
        this.dialog = dialog;
        this.language = conversation.language();
        this.sessions = conversation.sessions();
        this.link = conversation.link();
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
        return new Turned(
                new Conversation(language, stack, drafts, sessions, link),
                replies,
                calls,
                fetches,
                trail,
                notice,
                wakeAt());
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

    private Offers offers() {
        return new Offers(library, moment);
    }

    void say(String words) {
        replies.add(Reply.plain(Prompt.clip(words)));
    }

    // Steps of the session on top

    boolean isOption(String words) {
        Session top = stack.getLast();
        return dialog.means(script(top), top, words, moment);
    }

    /// Whether a form waits for something else. Scripts that interrupt are not interrupted.
    boolean isNoAnswer(String text) {
        Session top = stack.getLast();
        return !script(top).interrupts() && dialog.isRefused(script(top), top, text, moment);
    }

    void step(Input input) {
        Session top = stack.getLast();
        take(top, dialog.step(script(top), top, input, moment));
    }

    Optional<Form> form() {
        return running()
                ? Optional.of(dialog.describe(script(stack.getLast()), stack.getLast(), moment))
                : Optional.empty();
    }

    Map<String, List<String>> problems(Input.Answers answers) {
        return running() ? dialog.problems(script(stack.getLast()), stack.getLast(), answers, moment) : Map.of();
    }

    /// What came of something that a session asked its host for.
    void outcome(String asker, Input outcome) {
        if (running() && stack.getLast().id().equals(asker)) {
            step(outcome);
        } else {
            stack.replaceAll(session -> behind(session, asker, outcome));
            drafts.replaceAll(session -> behind(session, asker, outcome));
        }
    }

    /// The outcome for a session that does not speak: it goes on in silence, and says where it stands when it comes
    /// back.
    private Session behind(Session session, String asker, Input outcome) {
        if (!session.id().equals(asker)) {
            return session;
        }
        Stepped stepped = dialog.step(script(session), session, outcome, moment);
        calls.addAll(stepped.calls());
        trail.addAll(stepped.trail());
        return stepped.session();
    }

    private void take(Session before, Stepped stepped) {
        calls.addAll(stepped.calls());
        fetches.addAll(stepped.fetches());
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
            replies.add(replies.removeLast().with(offers().scripts(end.offers())));
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

    /// Puts a question to the script that answers questions; what it would ask first is not said.
    void ask(Input.Text question) {
        int said = replies.size();
        start(library.forCommand(Command.ASK.key()).name());
        replies.subList(said, replies.size()).clear();
        step(new Input.Text(question.text(), question.message(), false));
    }

    /// Starts the script that a link leads to, with what the link carries as its first answer. Who has not chosen a
    /// language yet is asked for that first.
    void follow(Link followed) {
        if (isNew()) {
            link = followed.text();
            if (running()) {
                backTo();
            } else {
                welcome();
            }
            return;
        }
        link = null;
        Script script = library.forLink(followed.word());
        if (!script.interrupts()) {
            setAside();
        }
        int said = replies.size();
        begin(script, "");
        replies.subList(said, replies.size()).clear();
        step(new Input.Text(followed.rest()));
    }

    /// Follows the link that waits, once nothing else runs.
    void followWaiting() {
        if (link == null || isNew() || running()) {
            return;
        }
        Optional<Link> waiting = Link.read(link).filter(each -> library.forLink(each.word()) != null);
        link = null;
        waiting.ifPresent(this::follow);
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
        if (running() && stack.getLast().id().equals(draft.id())) {
            Reply shown = replies.get(first);
            List<List<Button>> rows = new ArrayList<>(shown.buttons());
            rows.add(offers().restart(draft));
            replies.set(first, shown.with(rows));
        }
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
        replies.add(offers().languages());
    }

    /// The menu: drafts to go on with, what can be done, the language.
    ///
    /// @param key of a text that comes before it, or empty
    void menu(String key) {
        Map<Session, Path> waiting = new LinkedHashMap<>();
        drafts.reversed().forEach(draft -> waiting.put(draft, dialog.path(script(draft), draft, moment)));
        replies.add(offers().menu(key.isEmpty() ? "" : text(key), waiting));
    }

    // Ways out

    void cancel() {
        if (!running()) {
            menu("engine.nothing_running");
            return;
        }
        Session top = stack.getLast();
        if (worthKeeping(top)) {
            replies.add(offers().waysOut(top));
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
        } else if (drafts.removeIf(draft -> draft.id().equals(id)) || leaveAny(id)) {
            afterwards("engine.discarded");
        } else {
            afterwards("engine.nothing_running");
        }
    }

    /// Also a session that another one interrupts: its reminder, or the question of before, still offers it.
    private boolean leaveAny(String id) {
        for (Session session : stack) {
            if (session.id().equals(id)) {
                leave(session, Exit.CANCELLED);
                return stack.remove(session);
            }
        }
        return false;
    }

    /// No form goes on, running or set aside, not even one without an answer yet: it began with a consent.
    void letGo() {
        for (List<Session> sessions : List.of(stack, drafts)) {
            List<Session> gone =
                    sessions.stream().filter(session -> script(session).keeps()).toList();
            gone.forEach(session -> leave(session, Exit.CANCELLED));
            sessions.removeAll(gone);
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
        return kept().stream().map(Reminder::due).min(Comparator.naturalOrder()).orElse(null);
    }

    private List<Session> kept() {
        List<Session> found = new ArrayList<>(drafts);
        stack.stream().filter(this::worthKeeping).forEach(found::add);
        return found;
    }

    /// Reminds of drafts that wait, and lets go of those that waited too long.
    void remind() {
        for (Session session : kept()) {
            Reminder reminder = Reminder.of(session, moment.now());
            switch (reminder) {
                case NONE -> {}
                case FIRST, LAST -> {
                    Session reminded = session.reminded(reminder.count());
                    drafts.replaceAll(draft -> draft == session ? reminded : draft);
                    stack.replaceAll(running -> running == session ? reminded : running);
                    replies.add(offers().reminder(session, reminder));
                }
                case EXPIRED -> {
                    leave(session, Exit.EXPIRED);
                    drafts.remove(session);
                    stack.remove(session);
                    say(text("engine.expired", Map.of("title", text(session.script() + ".title"))));
                }
            }
        }
    }
}
