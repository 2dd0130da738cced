package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// One turn of a conversation under way: its [SessionStack] and language as they change, and what comes of it.
final class ConversationTurn {

    private final ScriptLibrary library;
    private final SessionEngine dialog;
    private final SessionStack sessions;
    private final List<Reply> replies = new ArrayList<>();
    private final List<ActionCall> calls = new ArrayList<>();
    private final List<FileFetch> fetches = new ArrayList<>();
    private String language;
    private int begun;
    private EngineContext moment;
    private String notice;
    private String masked;
    private String link;
    private Journey walked;
    private SessionStep move;
    private boolean quiet;

    ConversationTurn(
            ScriptLibrary library, SessionEngine dialog, ConversationState conversation, EngineContext moment) {
        this.library = library;
        this.dialog = dialog;
        this.language = conversation.language();
        this.begun = conversation.sessions();
        this.link = conversation.link();
        this.moment = moment.in(language);
        this.sessions = new SessionStack(library, dialog, conversation);
    }

    SessionStack sessions() {
        return sessions;
    }

    /// In the language of the conversation.
    EngineContext moment() {
        return moment;
    }

    private Script script(Session session) {
        return sessions.script(session);
    }

    /// Where a session stands. One that was looked at already is not walked again.
    private Journey path(Session session) {
        if (walked == null || walked.session() != session || walked.moment() != moment) {
            walked = dialog.path(script(session), session, moment);
        }
        return walked;
    }

    /// What would be the next step of the session on top.
    private SessionStep move() {
        Journey at = path(sessions.top());
        if (move == null || move.path() != at) {
            move = dialog.move(at);
        }
        return move;
    }

    TurnResult done() {
        return new TurnResult(
                new ConversationState(language, sessions.stack(), sessions.drafts(), begun, link),
                replies,
                calls,
                fetches,
                sessions.trail(),
                notice,
                masked,
                sessions.wakeAt());
    }

    boolean running() {
        return sessions.running();
    }

    boolean isNew() {
        return language == null;
    }

    String text(String key, Map<String, Object> arguments) {
        return library.texts().say(moment.language(), key, arguments);
    }

    String text(String key) {
        return text(key, Map.of());
    }

    MenuRenderer offers() {
        return new MenuRenderer(library, moment, this::title);
    }

    /// What a session is about, and for whom.
    String title(Session session) {
        return dialog.title(path(session));
    }

    void say(String words) {
        say(Reply.plain(PromptRenderer.clip(words)));
    }

    void say(Reply reply) {
        replies.add(reply);
    }

    // Steps of the session on top

    boolean isOption(String words) {
        return dialog.means(move(), words);
    }

    /// Whether a form waits for something else. Scripts that interrupt are not interrupted.
    boolean isNoAnswer(String text) {
        return !script(sessions.top()).interrupts() && dialog.isRefused(move(), text);
    }

    /// Whether what waits cannot be answered by this.
    boolean refuses(String text) {
        return dialog.isRefused(move(), text);
    }

    void step(ConversationInput input) {
        Session top = sessions.top();
        SessionStep next = move();
        move = null;
        take(top, dialog.step(next, input));
    }

    /// What came of something that a session asked its host for.
    void outcome(String asker, ConversationInput outcome) {
        if (sessions.isOnTop(asker)) {
            step(outcome);
        } else {
            sessions.replaceAll(session -> behind(session, asker, outcome));
        }
    }

    /// The outcome for a session that does not speak: it goes on in silence, and says where it stands when it comes
    /// back.
    private Session behind(Session session, String asker, ConversationInput outcome) {
        if (!session.id().equals(asker)) {
            return session;
        }
        StepResult stepped = dialog.step(dialog.move(path(session)), outcome);
        calls.addAll(stepped.calls());
        sessions.trail().addAll(stepped.trail());
        return stepped.session();
    }

    private void take(Session before, StepResult stepped) {
        calls.addAll(stepped.calls());
        fetches.addAll(stepped.fetches());
        sessions.trail().addAll(stepped.trail());
        notice = stepped.notice() == null ? notice : stepped.notice();
        masked = stepped.masked() == null ? masked : stepped.masked();
        chooseLanguage(before, stepped.session());
        sessions.replaceTop(stepped.session());
        if (!stepped.over()) {
            replies.addAll(stepped.replies());
            return;
        }
        sessions.pop();
        replies.addAll(stepped.replies());
        if (stepped.end() instanceof ScriptStep.Go go) {
            start(go.script());
        } else if (quiet) {
            replies.add(replies.removeLast().with(offers().ofHuman()));
        } else if (running()) {
            backTo();
        } else if (stepped.end() instanceof ScriptStep.End end) {
            replies.add(replies.removeLast().with(offers().scripts(end.offers())));
        }
    }

    /// The answer to a question named `language` is the conversation's language from then on.
    private void chooseLanguage(Session before, Session after) {
        StoredAnswer chosen = after.answers().get(SessionStep.LANGUAGE);
        if (chosen != null
                && !Objects.equals(chosen, before.answers().get(SessionStep.LANGUAGE))
                && ScriptTexts.LANGUAGES.contains(chosen.value())) {
            language = (String) chosen.value();
            moment = moment.in(language);
        }
    }

    // With a human

    /// From here on nothing is said that the person did not ask for.
    void quietly() {
        quiet = true;
    }

    /// Does it, and says nothing of it.
    void unsaid(Runnable step) {
        int said = replies.size();
        step.run();
        replies.subList(said, replies.size()).clear();
    }

    void notice(String key) {
        notice = text(key);
    }

    void fetch(FileFetch fetch) {
        fetches.add(fetch);
    }

    /// Who sent a file to the human hears when it did not arrive.
    void fetched(ConversationInput.Fetched outcome) {
        if (FileFetch.HUMAN.equals(outcome.session()) && outcome.problem() != null) {
            say(text("engine.file_lost"));
        }
    }

    /// The bot has the conversation again.
    void back(Reply said) {
        say(said);
        if (running()) {
            backTo();
        }
    }

    void backTo() {
        show("engine.back_to");
    }

    /// @param key of what is said before where the session on top stands, or empty
    private void show(String key) {
        Session top = sessions.top();
        String lead = key.isEmpty() ? "" : text(key, Map.of("title", title(top)));
        take(top, dialog.show(path(top), lead));
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
        if (script.interrupts()) {
            sessions.makeRoom(moment);
        } else {
            sessions.setAside(moment);
        }
        sessions.draftOf(name).ifPresentOrElse(draft -> resume(draft.id()), () -> begin(script));
    }

    /// Puts a question to the script that answers questions; what it would ask first is not said.
    void ask(ConversationInput.Text question) {
        int said = replies.size();
        start(library.forCommand(GlobalCommand.ASK.key()).name());
        replies.subList(said, replies.size()).clear();
        step(new ConversationInput.Text(question.text(), question.message(), false));
    }

    /// Starts the script that a link leads to, with what the link carries as its first answer. Who has not chosen a
    /// language yet is asked for that first.
    void follow(DeepLink followed) {
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
            sessions.setAside(moment);
        }
        int said = replies.size();
        begin(script);
        replies.subList(said, replies.size()).clear();
        step(new ConversationInput.Text(followed.rest()));
    }

    /// Follows the link that waits, once nothing else runs.
    void followWaiting() {
        if (link == null || isNew() || running()) {
            return;
        }
        Optional<DeepLink> waiting = DeepLink.read(link).filter(each -> library.forLink(each.word()) != null);
        link = null;
        waiting.ifPresent(this::follow);
    }

    private void begin(Script script) {
        StepResult stepped = dialog.start(script, Integer.toString(++begun, 36), "", moment);
        sessions.push(stepped.session());
        take(stepped.session(), stepped);
    }

    /// The newest version of a script that was left, from its first question on.
    void beginAnew(Session left) {
        Script newest = library.current(left.script());
        begin(newest == null ? script(left) : newest);
    }

    /// @param id of a draft; empty for the newest
    void resume(String id) {
        Session draft = sessions.draft(id).orElse(null);
        if (draft == null) {
            if (sessions.runs(id)) {
                backTo();
            } else {
                menu("engine.nothing_running");
            }
            return;
        }
        sessions.takeUp(draft, moment);
        int first = replies.size();
        show("engine.resumed");
        if (sessions.isOnTop(draft.id())) {
            Reply shown = replies.get(first);
            List<List<ReplyButton>> rows = new ArrayList<>(shown.buttons());
            rows.add(offers().restart(draft));
            replies.set(first, shown.with(rows));
        }
    }

    void speak(String other) {
        boolean fresh = isNew() && !running();
        language = other;
        moment = moment.in(other);
        if (fresh) {
            welcome();
        } else if (running()) {
            show("");
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
        Map<Session, Journey> waiting = new LinkedHashMap<>();
        sessions.drafts().reversed().forEach(draft -> waiting.put(draft, path(draft)));
        replies.add(offers().menu(key.isEmpty() ? "" : text(key), waiting));
    }
}
