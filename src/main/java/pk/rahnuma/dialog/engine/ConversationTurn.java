package pk.rahnuma.dialog.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import pk.rahnuma.dialog.engine.session.ActHandler;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.engine.session.SessionReadings;
import pk.rahnuma.dialog.engine.session.SessionStep;
import pk.rahnuma.dialog.engine.session.StepResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.render.MenuRenderer;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Language;

/// One turn of a conversation in progress: its [SessionStack] and language as they change, and its results.
final class ConversationTurn {

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final SessionStack sessions;
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
    private Journey cachedJourney;
    private SessionStep cachedStep;
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
        this.scripts = new ScriptLauncher(library, sessionEngine, this, sessions, conversation);
    }

    SessionStack sessions() {
        return sessions;
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

    /// Journey of a session, cached for the turn.
    Journey journeyOf(Session session) {
        if (cachedJourney == null || cachedJourney.session() != session || cachedJourney.context() != context) {
            cachedJourney = sessionEngine.journeyOf(sessions.scriptOf(session), session, context);
        }
        return cachedJourney;
    }

    /// Next step of the top session.
    private SessionStep nextStep() {
        Journey journey = journeyOf(sessions.topSession());
        if (cachedStep == null || cachedStep.journey() != journey) {
            cachedStep = sessionEngine.newStep(journey);
        }
        return cachedStep;
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
                followedReading == null ? null : Understanding.of(followedReading, changedAnswers()),
                sessions.nextWakeUp());
    }

    /// Follows the reading of a typed text.
    void follow(Reading reading) {
        followedReading = reading;
        reading.effect().run();
    }

    /// Answers that the turn gave or changed, by name of the question.
    private Map<String, String> changedAnswers() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Session session : sessions.stack()) {
            Map<String, StoredAnswer> given = stateBefore.stack().stream()
                    .filter(old -> old.id().equals(session.id()))
                    .findFirst()
                    .map(Session::answers)
                    .orElse(Map.of());
            session.answers().forEach((key, answer) -> {
                StoredAnswer old = given.get(key);
                if (answer != old
                        && answer.value() != null
                        && (old == null || !answer.value().equals(old.value()))) {
                    String name = key.substring(key.lastIndexOf('/') + 1);
                    boolean masked =
                            sessions.scriptOf(session).named().get(name) instanceof ScriptStep.Question question
                                    && question.masked();
                    changed.put(name, masked ? Understanding.MASKED_VALUE : String.valueOf(answer.value()));
                }
            });
        }
        return changed;
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
        return sessionEngine.titleOf(journeyOf(session));
    }

    void addReply(String text) {
        addReply(Reply.ofText(PromptRenderer.clipText(text)));
    }

    void addReply(Reply reply) {
        replies.add(reply);
    }

    // Steps of the top session

    /// State in which a message is read.
    ReadingState state(TypedMessage input) {
        if (hasRunningSession()) {
            return readingsOf(input).state();
        }
        return isNewPerson() ? ReadingState.NEW : ReadingState.MENU;
    }

    /// Readings of a message for the top session.
    SessionReadings readingsOf(TypedMessage input) {
        return sessionEngine.readingsOf(nextStep(), input);
    }

    /// Reading of [#readingsOf], as one of the conversation.
    Reading inSession(Reading reading) {
        return new Reading(
                reading.kind(),
                reading.subject(),
                reading.confidence(),
                () -> applyToTop(next -> sessionEngine.applyReading(next, reading)));
    }

    /// True when the form of the top session cannot take this text. Scripts that interrupt are not interrupted.
    boolean isRefusedByForm(Utterance text) {
        return !sessions.scriptOf(sessions.topSession()).interrupts() && sessionEngine.isRefused(nextStep(), text);
    }

    /// Confidence that an act needs to go before the reading of a text as an answer of the top session; more than 1
    /// when the text answers it beyond doubt.
    double doubtsAnswer(Utterance text) {
        return sessionEngine.doubtsAnswer(nextStep(), text);
    }

    /// True when the text corrects another answer of the top session by its new value.
    boolean correctsByValue(Utterance text) {
        return sessionEngine.correctsByValue(nextStep(), text);
    }

    /// Kinds of acts that a text can be at the current step of the top session.
    Set<MessageAct.Kind> possibleActs(Utterance text) {
        return ActHandler.possibleKinds(nextStep(), text);
    }

    /// True when the text may answer the current question, and has to be confirmed.
    boolean isAnswerDoubted(Utterance text) {
        return sessionEngine.isAnswerDoubted(nextStep(), text);
    }

    /// Reading of an act of a text for the top session; null when it means nothing at its current step.
    Reading readingOf(MessageAct act, TypedMessage input) {
        SessionStep next = nextStep();
        return sessionEngine.takesAct(next, act, input) ? inSession(sessionEngine.readingOf(next, act, input)) : null;
    }

    /// True when the script runs on top.
    boolean isRunning(Script script) {
        return hasRunningSession() && sessions.topSession().script().equals(script.name());
    }

    /// True when the text answers the current question beyond doubt.
    boolean isAnswer(Utterance text) {
        return sessionEngine.isAnswer(nextStep(), text);
    }

    /// True when the current question asks for a text of any content.
    boolean isTextAsked() {
        return sessionEngine.isTextAsked(nextStep());
    }

    /// True when the current question of a form takes an option.
    boolean isOptionAsked() {
        return isFormRunning() && sessionEngine.isOptionAsked(nextStep());
    }

    /// True when the top session is a form.
    boolean isFormRunning() {
        return hasRunningSession() && sessions.scriptOf(sessions.topSession()).keeps();
    }

    /// True when the text cannot answer the current step.
    boolean isRefused(Utterance text) {
        return sessionEngine.isRefused(nextStep(), text);
    }

    /// True for a form on a desk without an operator.
    boolean isBarred(Script script) {
        return script.keeps() && !context.desk().isRun();
    }

    /// Refuses a form; what was answered before is kept.
    void refuseForm() {
        sessions.setAllAside(context);
        showMenu("engine.no_operator");
    }

    void applyInput(ConversationInput input) {
        applyToTop(next -> sessionEngine.applyInput(next, input));
    }

    void applyText(TypedMessage input) {
        applyToTop(next -> sessionEngine.applyText(next, input));
    }

    private void applyToTop(Function<SessionStep, StepResult> apply) {
        if (!hasRunningSession() || isBarred(sessions.scriptOf(sessions.topSession()))) {
            refuseForm();
            return;
        }
        Session top = sessions.topSession();
        SessionStep next = nextStep();
        cachedStep = null;
        takeStep(top, apply.apply(next));
    }

    /// Applies the outcome of a call or download.
    void applyOutcome(String asker, ConversationInput outcome) {
        if (sessions.isOnTop(asker)) {
            applyInput(outcome);
        } else {
            sessions.updateAll(session -> applyToInactive(session, asker, outcome));
        }
    }

    /// Applies the outcome to a session that is not active: it continues silently, and shows its current step when it
    /// becomes active.
    private Session applyToInactive(Session session, String asker, ConversationInput outcome) {
        if (!session.id().equals(asker)) {
            return session;
        }
        StepResult stepped = sessionEngine.applyInput(sessionEngine.newStep(journeyOf(session)), outcome);
        calls.addAll(stepped.calls());
        sessions.trail().addAll(stepped.trail());
        return stepped.session();
    }

    void takeStep(Session before, StepResult stepped) {
        calls.addAll(stepped.calls());
        fetches.addAll(stepped.fetches());
        sessions.trail().addAll(stepped.trail());
        notice = stepped.notice() == null ? notice : stepped.notice();
        masked = stepped.masked() == null ? masked : stepped.masked();
        leftOver |= stepped.leftOver();
        chooseLanguage(before, stepped.session());
        sessions.replaceTop(stepped.session());
        if (!stepped.hasEnded()) {
            replies.addAll(stepped.replies());
            return;
        }
        sessions.endTop(stepped.end());
        scripts.rememberEnding(stepped);
        replies.addAll(stepped.replies());
        if (stepped.end() instanceof ScriptStep.Go go) {
            scripts.startScript(go.script(), journeyOf(stepped.session()).firstAnswer(go));
        } else if (hasRunningSession()) {
            showCurrentStep();
        } else if (stepped.end() instanceof ScriptStep.End end) {
            boolean welcome = GlobalCommand.START
                    .key()
                    .equals(sessions.scriptOf(stepped.session()).command());
            List<List<ReplyButton>> buttons = welcome
                    ? menuRenderer().welcomeButtons(end.offers())
                    : menuRenderer().scriptButtons(end.offers());
            replies.add(replies.removeLast().withMoreButtons(buttons));
        }
    }

    /// Makes the answer to a question named `language` the language of the conversation.
    private void chooseLanguage(Session before, Session after) {
        StoredAnswer chosen = after.answers().get(SessionStep.LANGUAGE_QUESTION);
        if (chosen != null
                && !Objects.equals(chosen, before.answers().get(SessionStep.LANGUAGE_QUESTION))
                && Language.ALL.contains(chosen.value())) {
            adoptLanguage((String) chosen.value());
        }
    }

    // Handover

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

    /// True when the current question takes a file, and was asked lately.
    boolean isFileAsked() {
        return hasRunningSession() && sessionEngine.isFileAsked(nextStep());
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
            showCurrentStep();
        }
    }

    void showCurrentStep() {
        showCurrentStep("engine.back_to");
    }

    /// @param key of the text before the current step of the top session, or empty
    void showCurrentStep(String key) {
        Session top = sessions.topSession();
        String lead = key.isEmpty() ? "" : formatText(key, Map.of("title", titleOf(top)));
        int first = replies.size();
        takeStep(top, sessionEngine.showCurrentStep(journeyOf(top), lead));
        // The lead introduces this prompt alone.
        replies.subList(first, replies.size()).replaceAll(reply -> reply.isPrompt() ? reply.asPrompt("") : reply);
    }

    void setLanguage(String chosen) {
        boolean welcome = hasNoLanguage() && !hasRunningSession();
        adoptLanguage(chosen);
        if (welcome) {
            scripts.startWelcome("");
        } else if (hasRunningSession()) {
            showCurrentStep("");
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
        String question = formatText("engine.which_act");
        if (hasRunningSession()) {
            int first = replies.size();
            showCurrentStep("engine.which_act");
            replies.set(first, replies.get(first).withFirstButtons(buttons));
        } else {
            Reply reply = menuRenderer().renderChoices(question, buttons);
            scripts.rememberChoices(reply);
            addReply(reply);
        }
    }

    /// Button of a command of the top session; empty when the command means nothing at its current step.
    Optional<ReplyButton> sessionButton(GlobalCommand command) {
        return hasRunningSession() ? sessionEngine.commandButton(nextStep(), command) : Optional.empty();
    }

    /// Shows the menu: drafts, scripts, the language.
    ///
    /// @param key of a text before it, or empty
    void showMenu(String key) {
        scripts.cancelSignature();
        Map<Session, Journey> waiting = new LinkedHashMap<>();
        sessions.drafts().reversed().forEach(draft -> waiting.put(draft, journeyOf(draft)));
        String lead = PromptRenderer.joinParagraphs(
                key.isEmpty() ? "" : formatText(key), duringHandover ? formatText("engine.with_human") : "");
        replies.add(menuRenderer().renderMenu(lead, waiting));
    }
}
