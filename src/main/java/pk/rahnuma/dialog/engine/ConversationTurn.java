package pk.rahnuma.dialog.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.engine.session.StepResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.render.MenuRenderer;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.understanding.Utterance;

/// One turn of a conversation in progress: its [SessionStack] and language as they change, and its results.
final class ConversationTurn {

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final SessionStack sessions;
    private final SessionRunner sessionRunner;
    private final ScriptLauncher scripts;
    private final List<Reply> replies = new ArrayList<>();
    private final List<ActionCall> calls = new ArrayList<>();
    private final List<FileFetch> fetches = new ArrayList<>();
    private String language;
    private boolean languageOpen;
    private EngineContext context;
    private String notice;
    private String masked;
    private boolean leftOver;
    private boolean duringHandover;
    private final ConversationState stateBefore;
    /// Null before a text was read.
    private Reading followedReading;
    private boolean arrivalTold;

    ConversationTurn(
            ScriptLibrary library, SessionEngine sessionEngine, ConversationState conversation, EngineContext context) {
        this.library = library;
        this.sessionEngine = sessionEngine;
        this.stateBefore = conversation;
        this.language = conversation.language();
        this.languageOpen = conversation.languageOpen();
        this.arrivalTold = conversation.arrivalTold();
        this.context = context.withLanguage(language);
        this.sessions = new SessionStack(library, sessionEngine, conversation);
        this.sessionRunner = new SessionRunner(sessionEngine, sessions, this);
        this.scripts = new ScriptLauncher(library, sessionEngine, this, sessions, conversation);
    }

    SessionStack sessions() {
        return sessions;
    }

    SessionRunner sessionRunner() {
        return sessionRunner;
    }

    ScriptLauncher scripts() {
        return scripts;
    }

    List<Reply> replies() {
        return replies;
    }

    /// Reads a text of bounded length.
    Utterance read(String text) {
        return library.texts().lexicon().read(text);
    }

    /// Context in the language of the conversation.
    EngineContext context() {
        return context;
    }

    TurnResult toResult() {
        return new TurnResult(
                new ConversationState(
                        language,
                        sessions.stack(),
                        sessions.drafts(),
                        scripts.sessionCount(),
                        scripts.pendingLink(),
                        scripts.sharedAnswers(),
                        languageOpen,
                        scripts.offeredScript(),
                        scripts.offeredChoices(),
                        arrivalTold),
                replies,
                calls,
                fetches,
                sessions.trail(),
                sessions.endings(),
                notice,
                masked,
                leftOver,
                followedReading == null
                        ? null
                        : Understanding.of(followedReading, sessions.changedAnswers(stateBefore)),
                sessions.nextWakeUp());
    }

    /// Follows the reading of a typed text.
    void follow(Reading reading) {
        followedReading = reading;
        reading.effect().run();
    }

    boolean hasRunningSession() {
        return sessions.hasRunning();
    }

    boolean hasNoLanguage() {
        return language == null;
    }

    /// True before the first script of a person without a language.
    boolean isNewPerson() {
        return hasNoLanguage() && scripts.sessionCount() == 0;
    }

    String formatText(String key, Map<String, Object> arguments) {
        return library.texts().formatText(context.language(), key, arguments);
    }

    /// Text without arguments, or with the maximum length of a message.
    String formatText(String key) {
        return formatText(key, Map.of("most", (long) EngineLimits.MAX_INPUT_LENGTH));
    }

    MenuRenderer menuRenderer() {
        return new MenuRenderer(library, context, this::titleOf);
    }

    /// Title of a session: its subject and person.
    String titleOf(Session session) {
        return sessionEngine.titleOf(sessionRunner.journeyOf(session));
    }

    void addReply(String text) {
        addReply(Reply.ofText(PromptRenderer.clipText(text)));
    }

    void addReply(Reply reply) {
        replies.add(reply);
    }

    /// State in which a message is read.
    ReadingState state(TypedMessage input) {
        if (hasRunningSession()) {
            return sessionRunner.readingsOf(input).state();
        }
        return isNewPerson() ? ReadingState.NEW : ReadingState.MENU;
    }

    void addCalls(List<ActionCall> more) {
        calls.addAll(more);
    }

    /// Takes over the results of a step but for its replies and its session.
    void takeResult(StepResult stepped) {
        calls.addAll(stepped.calls());
        fetches.addAll(stepped.fetches());
        sessions.trail().addAll(stepped.trail());
        notice = stepped.notice() == null ? notice : stepped.notice();
        masked = stepped.masked() == null ? masked : stepped.masked();
        leftOver |= stepped.leftOver();
    }

    /// From here on the menu says where typed text goes.
    void enterHandoverMode() {
        duringHandover = true;
    }

    /// Runs a step and drops its replies.
    void runWithoutReplies(Runnable step) {
        int count = replies.size();
        step.run();
        replies.subList(count, replies.size()).clear();
    }

    /// Tells a person that what they write reaches the agent, once until staff write again.
    void confirmArrival() {
        if (!arrivalTold) {
            addReply(formatText("engine.arrived"));
            arrivalTold = true;
        }
    }

    void setArrivalTold(boolean told) {
        arrivalTold = told;
    }

    void requestFile(FileFetch fetch) {
        fetches.add(fetch);
    }

    /// Informs a person when a file for the agent did not arrive.
    void reportLostFile(ConversationInput.Fetched outcome) {
        if (FileFetch.HANDOVER_SESSION.equals(outcome.session()) && outcome.problem() != null) {
            addReply(formatText("engine.file_lost"));
        }
    }

    /// Resumes the bot after a handover.
    void resumeAfterHandover(Reply lastReply) {
        addReply(lastReply);
        scripts.rememberNotice(lastReply);
        if (hasRunningSession()) {
            sessionRunner.showCurrentStep();
        }
    }

    void setLanguage(String chosen) {
        boolean welcome = hasNoLanguage() && !hasRunningSession();
        adoptLanguage(chosen);
        if (welcome) {
            scripts.startWelcome("");
        } else if (hasRunningSession()) {
            sessionRunner.showCurrentStep("");
        } else {
            showMenu("");
        }
    }

    /// Changes the language without a reply.
    void adoptLanguage(String chosen) {
        language = chosen;
        languageOpen = false;
        context = context.withLanguage(chosen);
    }

    /// Makes the language of the channel that of a person who has none yet.
    void keepLanguage() {
        if (hasNoLanguage()) {
            adoptLanguage(context.language());
        }
    }

    /// Makes the language of the channel that of the person until a sentence tells theirs.
    void keepLanguageForNow() {
        keepLanguage();
        leaveLanguageOpen();
    }

    /// Lets the first sentence of the person tell their language.
    void leaveLanguageOpen() {
        languageOpen = true;
    }

    /// True while a sentence may tell the language. A name or an address in a form does not: it has words of any
    /// language.
    boolean isLanguageOpen() {
        return languageOpen && !(sessions.hasRunning() && sessions.isFormText(sessions.topSession(), context));
    }

    /// Goes on in the language of a sentence, with the way back.
    void settleLanguage(String told) {
        boolean other = !told.equals(language);
        adoptLanguage(told);
        if (other) {
            addReply(Reply.ofText(formatText("engine.language_detected"))
                    .withButtons(List.of(menuRenderer().otherLanguageButtons())));
        }
    }

    /// Says what the desk is, before what the first message of a person asks for.
    void introduceDesk() {
        Reply introduction =
                Reply.ofText(formatText("engine.introduction", context.desk().textArguments()));
        addReply(introduction.withButtons(List.of(menuRenderer().otherLanguageButtons())));
    }

    /// Says what the desk is in one line below the answer to the first message of a person.
    void signLastReply() {
        if (!replies.isEmpty()) {
            Reply answer = replies.removeLast();
            String signature = formatText("engine.signature", context.desk().textArguments());
            addReply(answer.withText(PromptRenderer.clipText(PromptRenderer.joinParagraphs(answer.text(), signature)))
                    .withMoreButtons(List.of(menuRenderer().otherLanguageButtons())));
        }
    }

    void showLanguages() {
        replies.add(menuRenderer().renderLanguages());
    }

    /// Leaves the input to the person's open ticket, because nothing can be done with it.
    ///
    /// @return false when there is no ticket, or none is known
    boolean leaveInput() {
        leftOver = true;
        return context.openTicket() != null;
    }

    /// Replies to an input that nothing can be done with while no session runs: it joins the open ticket, or the menu
    /// follows.
    ///
    /// @param key of the text before the menu
    void refuseInput(String key) {
        if (leaveInput()) {
            addReply(Reply.ofText(formatText("engine.joined", Map.of("number", context.openTicket())))
                    .withButtons(menuRenderer().ticketButtons()));
        } else {
            showMenu(key);
        }
    }

    /// Asks which of these buttons is meant, instead of a reply to a text that may mean both; in a script, the current
    /// question follows.
    void askWhich(List<ReplyButton> buttons) {
        if (hasRunningSession()) {
            int first = replies.size();
            sessionRunner.showCurrentStep("engine.which_act");
            replies.set(first, replies.get(first).withFirstButtons(buttons));
            scripts.rememberChoices(buttons);
        } else {
            Reply reply = menuRenderer().renderChoices(formatText("engine.which_act"), buttons);
            scripts.rememberChoices(
                    reply.buttons().stream().flatMap(List::stream).toList());
            addReply(reply);
        }
    }

    /// Shows the menu: drafts, scripts, the language.
    ///
    /// @param key of a text before it, or empty
    void showMenu(String key) {
        scripts.cancelSignature();
        Map<Session, Journey> waiting = new LinkedHashMap<>();
        sessions.drafts().reversed().forEach(draft -> waiting.put(draft, sessionRunner.journeyOf(draft)));
        String lead = PromptRenderer.joinParagraphs(
                key.isEmpty() ? "" : formatText(key), duringHandover ? formatText("engine.with_human") : "");
        replies.add(menuRenderer().renderMenu(lead, waiting));
    }
}
