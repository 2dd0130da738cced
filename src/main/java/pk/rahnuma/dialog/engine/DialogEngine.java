package pk.rahnuma.dialog.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.reading.ActClassifier;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.Language;

/// Engine of one person's whole conversation: the active script, drafts, the language. [SessionEngine] does the steps.
///
/// A pure function of its arguments, like the rest of the engine.
public final class DialogEngine {

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final ConversationCommandHandler commands;
    private final TextInputHandler texts;
    private final HandoverInputHandler handovers;

    public DialogEngine(ScriptLibrary library) {
        this(library, FaqMatcher.NONE, ActClassifier.NONE);
    }

    public DialogEngine(ScriptLibrary library, FaqMatcher questions) {
        this(library, questions, ActClassifier.NONE);
    }

    public DialogEngine(ScriptLibrary library, FaqMatcher questions, ActClassifier acts) {
        this.library = library;
        this.sessionEngine = new SessionEngine(library);
        this.commands = new ConversationCommandHandler(library);
        this.texts = new TextInputHandler(new ConversationReadings.Sources(library, commands, questions, acts));
        this.handovers = new HandoverInputHandler(library);
    }

    public ScriptLibrary library() {
        return library;
    }

    /// Processes one input.
    ///
    /// @param context its language counts only until the person has one
    public TurnResult processTurn(ConversationState conversation, ConversationInput input, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        handleInput(turn, input);
        return turn.toResult();
    }

    private void handleInput(ConversationTurn turn, ConversationInput input) {
        switch (input) {
            case ConversationInput.Text text -> texts.handleText(turn, text.normalised());
            case ConversationInput.Tap tap -> handleTap(turn, tap);
            case ConversationInput.Result result -> turn.sessionRunner().applyOutcome(result.session(), result);
            case ConversationInput.Fetched fetched -> {
                turn.reportLostFile(fetched);
                turn.sessionRunner().applyOutcome(fetched.session(), fetched);
            }
            case ConversationInput.StaffMessage staff -> {
                turn.addReply(staff.text());
                turn.setArrivalTold(false);
            }
            case ConversationInput.HandedBack back -> turn.resumeAfterHandover(back.said());
            case ConversationInput.Timer timer -> new DraftReminderHandler(turn).sendReminders();
            case ConversationInput.File file -> handleFile(turn, file);
            case ConversationInput.Contact contact -> applyToSession(turn, contact, "engine.contact_not_expected");
            case ConversationInput.Edit edit -> applyToSession(turn, edit.normalised(), "engine.edit_unused");
            case ConversationInput.SubmittedAnswers answers -> {
                turn.keepLanguage();
                if (turn.sessions().accepts(answers)
                        && (answers.session() == null
                                || turn.sessions().bringForward(answers.session(), turn.context()))) {
                    applyToSession(turn, answers, "engine.nothing_running");
                }
            }
        }
        turn.scripts().followPendingLink();
    }

    /// Explains how a typed text would be read; nothing comes of it.
    public Explanation explainText(ConversationState conversation, ConversationInput.Text text, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        ConversationReadings readings = texts.readMessage(turn, text.normalised());
        return new Explanation(
                readings.text().describePhrases(),
                readings.state(),
                readings.values(),
                readings.act(),
                readings.all(),
                processTurn(conversation, text, context).understanding());
    }

    /// Processes one input during a handover: buttons and forms work as always, what is typed is for the agent.
    public TurnResult processDuringHandover(
            ConversationState conversation, ConversationInput input, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        turn.enterHandoverMode();
        if (handovers.isForBot(turn, input)) {
            handleInput(turn, input);
        } else {
            handovers.passToAgent(turn, input);
        }
        if (input instanceof ConversationInput.StaffMessage) {
            handovers.interruptQuestion(turn);
        }
        return turn.toResult();
    }

    /// True when the bot can continue all running sessions: each script exists, in the session's version or a newer
    /// one.
    public boolean canContinue(ConversationState conversation) {
        return conversation.stack().stream()
                .allMatch(session -> library.findVersion(session.flow()) != null
                        || library.findCurrent(session.script()) != null
                                && !library.unusableVersions().containsKey(session.flow()));
    }

    /// The empty result of the call that the active session waits for, to let it go on without; empty when it waits for
    /// none.
    public Optional<ConversationInput.Result> findUnansweredCall(ConversationState conversation) {
        return conversation.stack().isEmpty()
                ? Optional.empty()
                : SessionEngine.findUnansweredCall(conversation.stack().getLast());
    }

    /// Deletes the answers of all unsubmitted forms, without a reply.
    ///
    /// @param asker id of the session whose call asks for it, which goes on
    public TurnResult discardDrafts(ConversationState conversation, String asker, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        turn.sessions().discardForms(asker, turn.context());
        return turn.toResult();
    }

    /// Takes the forms of another conversation over as drafts: those that were begun, and its drafts. What else runs
    /// there ends, and so do the drafts beyond the maximum that were left the longest ago. All get new ids, and so do
    /// sessions of this conversation whose id the other has used too: a button of an old message never matches another
    /// session. The trail has the sessions that were closed.
    public TurnResult adoptForms(ConversationState conversation, ConversationState other, EngineContext context) {
        ConversationTurn leaving = new ConversationTurn(library, sessionEngine, other, context);
        leaving.sessions().setAllAside(context);
        AtomicInteger count = new AtomicInteger(Math.max(conversation.sessions(), other.sessions()));
        UnaryOperator<Session> renew = session -> session.withId(Integer.toString(count.incrementAndGet(), 36));
        UnaryOperator<Session> separate =
                session -> Integer.parseInt(session.id(), 36) <= other.sessions() ? renew.apply(session) : session;
        List<Session> stack = conversation.stack().stream().map(separate).toList();
        List<Session> drafts = Stream.concat(
                        conversation.drafts().stream().map(separate),
                        leaving.sessions().drafts().stream().map(renew))
                .sorted(Comparator.comparing(Session::touched))
                .toList();
        ConversationState both = new ConversationState(
                conversation.language() == null ? other.language() : conversation.language(),
                stack,
                drafts.subList(Math.max(0, drafts.size() - EngineLimits.MAX_DRAFTS), drafts.size()),
                count.get(),
                conversation.link(),
                conversation.shared(),
                conversation.languageOpen(),
                conversation.offered(),
                conversation.choices(),
                conversation.arrivalTold());
        ConversationTurn adopted = new ConversationTurn(library, sessionEngine, both, context);
        adopted.sessions().trail().addAll(leaving.sessions().trail());
        return adopted.toResult();
    }

    /// The active session as a form; empty when none runs.
    public Optional<FormView> describeForm(ConversationState conversation, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        if (!turn.hasRunningSession()) {
            return Optional.empty();
        }
        Session top = turn.sessions().topSession();
        return Optional.of(sessionEngine.describeForm(turn.sessions().scriptOf(top), top, turn.context()));
    }

    /// Running sessions and drafts as forms, and the check of submitted answers: see [SessionEngine#checkAnswers].
    public ConversationForms describeForms(
            ConversationState conversation, ConversationInput.SubmittedAnswers answers, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        List<Session> sessions = Stream.concat(
                        turn.sessions().stack().reversed().stream(), turn.sessions().drafts().reversed().stream())
                .toList();
        SessionEngine.FormCheck check = answers.answers().isEmpty()
                ? SessionEngine.FormCheck.PASSED
                : checkAnswers(conversation, answers, context);
        return new ConversationForms(
                sessions,
                session -> sessionEngine.describeForm(turn.sessions().scriptOf(session), session, turn.context()),
                check,
                conversation.language());
    }

    /// Checks submitted answers: see [SessionEngine#checkAnswers].
    public SessionEngine.FormCheck checkAnswers(
            ConversationState conversation, ConversationInput.SubmittedAnswers answers, EngineContext context) {
        ConversationTurn turn = new ConversationTurn(library, sessionEngine, conversation, context);
        if (!turn.hasRunningSession()) {
            return SessionEngine.FormCheck.PASSED;
        }
        Session top = turn.sessions().topSession();
        return sessionEngine.checkAnswers(turn.sessions().scriptOf(top), top, answers, turn.context());
    }

    private static void handleFile(ConversationTurn turn, ConversationInput.File input) {
        if (input.file().isSound() && input.file().reachesStaff() && !turn.leaveInput()) {
            offerVoice(turn, input);
            return;
        }
        if (turn.hasRunningSession() || turn.isNewPerson()) {
            applyToSession(turn, input, "");
            return;
        }
        if (!input.file().reachesStaff()) {
            turn.showMenu(input.file().unexpectedKey());
            return;
        }
        turn.refuseInput(input.file().unexpectedKey());
        if (turn.context().openTicket() != null && input.file().away()) {
            turn.requestFile(FileFetch.forStaff(input));
        }
    }

    /// Keeps a voice message for staff, and offers to send it to them by one tap.
    private static void offerVoice(ConversationTurn turn, ConversationInput.File input) {
        turn.keepLanguage();
        if (input.file().away()) {
            turn.requestFile(FileFetch.forStaff(input));
        }
        turn.addReply(Reply.ofText(turn.formatText("engine.unread.voice"))
                .withButtons(turn.menuRenderer().voiceButtons(turn.scripts().sessionCount())));
        if (turn.hasRunningSession()) {
            turn.sessionRunner().showCurrentStep("");
        }
    }

    /// @param otherwise key of the text before the menu when no session runs
    private static void applyToSession(ConversationTurn turn, ConversationInput input, String otherwise) {
        if (turn.hasRunningSession()) {
            turn.sessionRunner().applyInput(input);
        } else if (turn.isNewPerson()) {
            turn.scripts().startWelcome("");
        } else {
            turn.showMenu(otherwise);
        }
    }

    /// The data of a button has one meaning, so that no order is needed: a command of the conversation, or a button of
    /// a session.
    private void handleTap(ConversationTurn turn, ConversationInput.Tap input) {
        CommandData button = CommandData.parseData(input.data());
        if (button == null || !button.word().equals(CommandData.LANGUAGE_WORD)) {
            turn.keepLanguage();
        }
        if (button == null) {
            if (turn.hasRunningSession()) {
                turn.sessionRunner().applyInput(input);
            } else {
                turn.showMenu("engine.stale");
            }
            return;
        }
        String argument = button.argument();
        switch (button.word()) {
            case CommandData.START_WORD -> {
                String[] parts = CommandData.splitName(argument);
                if (argument.isEmpty()) {
                    turn.showMenu("");
                } else if (parts[1].isEmpty()) {
                    turn.scripts().startScript(parts[0]);
                } else {
                    turn.scripts().startNamedForm(parts[0], parts[1]);
                }
            }
            case CommandData.LINK_WORD ->
                turn.scripts()
                        .findLink(DeepLink.START_COMMAND + argument)
                        .ifPresentOrElse(turn.scripts()::followLink, () -> turn.showMenu("engine.stale"));
            case CommandData.REMIND_WORD -> new DraftReminderHandler(turn).chooseTime(argument);
            case CommandData.VOICE_WORD -> turn.scripts().openTicketForVoice(argument);
            case CommandData.LANGUAGE_WORD ->
                turn.setLanguage(Language.ALL.contains(argument) ? argument : Language.DEFAULT);
            default -> {
                GlobalCommand command = button.globalCommand();
                Runnable effect = command == null ? null : commands.findEffect(turn, command, argument);
                if (effect == null) {
                    applyToSession(turn, input, "engine.stale");
                } else {
                    effect.run();
                }
            }
        }
    }
}
