package pk.rahnuma.dialog.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.engine.session.StepResult;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Starts scripts within a turn: from the menu, by a link, for a question, or from a draft.
final class ScriptLauncher {

    /// Pending link of a person whose first message is a question: its answer says what the desk is.
    private static final String SIGNATURE_LINK = "/start";
    /// Fewest facts that a form is started with unasked.
    private static final int MIN_FACTS = 2;

    private final ScriptLibrary library;
    private final SessionEngine sessionEngine;
    private final ConversationTurn turn;
    private final SessionStack sessions;
    private int sessionCount;
    private String pendingLink;
    private Map<String, String> sharedAnswers;
    private final String offeredBefore;
    private String offeredScript;
    private final List<String> choicesBefore;
    private List<String> offeredChoices = List.of();

    ScriptLauncher(
            ScriptLibrary library,
            SessionEngine sessionEngine,
            ConversationTurn turn,
            SessionStack sessions,
            ConversationState conversation) {
        this.library = library;
        this.sessionEngine = sessionEngine;
        this.turn = turn;
        this.sessions = sessions;
        this.sessionCount = conversation.sessions();
        this.pendingLink = conversation.link();
        this.sharedAnswers = conversation.shared();
        this.offeredBefore = conversation.offered();
        this.choicesBefore = conversation.choices();
    }

    /// Number of sessions that the conversation has had.
    int sessionCount() {
        return sessionCount;
    }

    /// Link that is followed once no session runs, or null.
    String pendingLink() {
        return pendingLink;
    }

    /// Options chosen in the last script that shares its answers, by name of the question.
    Map<String, String> sharedAnswers() {
        return sharedAnswers;
    }

    /// Script that the last answer to a question offers, or null. A turn that says nothing takes no offer away.
    String offeredScript() {
        return offeredScript == null && turn.replies().isEmpty() ? offeredBefore : offeredScript;
    }

    /// Data of the buttons among which the last reply lets the person choose. A turn that says nothing takes none away.
    List<String> offeredChoices() {
        return offeredChoices.isEmpty() && turn.replies().isEmpty() ? choicesBefore : offeredChoices;
    }

    /// Button of the reply before that a text names.
    Optional<CommandData> findChoice(Utterance text) {
        return new ChoiceMatcher(library).findChoice(choicesBefore, text);
    }

    /// Keeps the buttons among which a reply lets the person choose.
    void rememberChoices(List<ReplyButton> buttons) {
        offeredChoices = buttons.stream().map(ReplyButton::data).toList();
    }

    /// Keeps what a session that has ended leaves: its chosen options for the next script, if its script shares them,
    /// and what it offers for a "yes", if it answered a question.
    void rememberEnding(StepResult ended) {
        Script script = sessions.scriptOf(ended.session());
        if (script.shares()) {
            sharedAnswers = sessionEngine.chosenOptions(turn.sessionRunner().journeyOf(ended.session()));
        }
        offeredScript = GlobalCommand.ASK.key().equals(script.command()) && ended.end() instanceof ScriptStep.End end
                ? findOffer(end.offers())
                : null;
        offeredChoices = ended.end() instanceof ScriptStep.End end && !sessions.hasRunning()
                ? end.offers().stream()
                        .filter(offer -> library.findCurrent(offer) != null)
                        .map(CommandData::ofScript)
                        .toList()
                : List.of();
    }

    /// The first script of these, other than the talk to a person, or null.
    private String findOffer(List<String> offers) {
        return offers.stream()
                .map(library::findCurrent)
                .filter(Objects::nonNull)
                .findFirst()
                .filter(script -> !GlobalCommand.HUMAN.key().equals(script.command()))
                .map(Script::name)
                .orElse(null);
    }

    /// Form of which a text has most facts, and two or more; or null.
    String findFormOf(Utterance text) {
        String form = null;
        int most = MIN_FACTS - 1;
        for (Script script : library.currentScripts()) {
            int facts = script.keeps() ? sessionEngine.countFirstAnswers(script, text, turn.context()) : 0;
            if (facts > most) {
                form = script.name();
                most = facts;
            }
        }
        return form;
    }

    /// Script that the answer before offers, or null.
    String offeredBefore() {
        return isNoticeOffer() ? null : offeredBefore;
    }

    private boolean isNoticeOffer() {
        return offeredBefore != null && offeredBefore.startsWith(ConversationState.NOTICE_OFFER);
    }

    /// Link that the notice before offers, if the text is the label of its button, or answers its question.
    Optional<DeepLink> findNoticeLink(Utterance text) {
        String offer = isNoticeOffer() ? offeredBefore.substring(ConversationState.NOTICE_OFFER.length()) : "";
        int dash = offer.indexOf('-');
        Script script = library.forLink(dash < 0 ? offer : offer.substring(0, dash));
        if (script == null) {
            return Optional.empty();
        }
        boolean accepts = dash < 0
                ? sessionEngine.answersFirstQuestion(script, text, turn.context())
                : library.texts().alternativesFor(script.name() + ".title", script.name() + ".words").stream()
                        .anyMatch(label -> TextNormaliser.toComparisonKey(label).equals(text.key()));
        return accepts
                ? Optional.of(new DeepLink(script.link(), dash < 0 ? text.lines() : offer.substring(dash + 1)))
                : Optional.empty();
    }

    /// Keeps what a notice offers that is sent within this turn.
    void rememberNotice(Reply notice) {
        String offer = CommandData.findOfferedLink(notice);
        offeredScript = offer == null ? null : ConversationState.NOTICE_OFFER + offer;
        offeredChoices = CommandData.linkData(notice);
    }

    /// Starts the script of the command `start`, or shows the menu when there is none.
    ///
    /// @param key of a text before it, or empty
    void startWelcome(String key) {
        Script welcome = library.forCommand(GlobalCommand.START.key());
        if (welcome == null) {
            turn.keepLanguage();
            turn.showMenu(key);
            return;
        }
        sessions.setAllAside(turn.context());
        startSession(welcome, key.isEmpty() ? "" : turn.formatText(key));
    }

    /// Drops the signature of an answer that has not come, because the person goes on with something else.
    void cancelSignature() {
        if (SIGNATURE_LINK.equals(pendingLink)) {
            pendingLink = null;
        }
    }

    /// @param first answer to its first question, which is not shown then; or empty
    void startScript(String name, String first) {
        if (first.isEmpty()) {
            startScript(name);
        } else {
            turn.runWithoutReplies(() -> startScript(name));
            turn.sessionRunner().applyText(new TypedMessage(turn.read(first), null, false));
        }
    }

    void startScript(String name) {
        startScriptBySentence(name, turn.read(""));
    }

    /// @param sentence that asked for it; what it says is answered: "I am a freelancer, register my VPN"
    void startScriptBySentence(String name, Utterance sentence) {
        startScript(name, null, sentence);
    }

    /// Starts a form under the name that a program gives it, or goes on with the form of this name.
    void startNamedForm(String name, String draft) {
        startScript(name, draft, turn.read(""));
    }

    private void startScript(String name, String draft, Utterance sentence) {
        cancelSignature();
        Script script = library.findCurrent(name);
        if (script == null || draft != null && !sessions.takesNamedForm(script, draft)) {
            turn.showMenu("engine.stale");
            return;
        }
        if (sessions.hasJustBegun(name, draft)) {
            turn.sessionRunner().showCurrentStep();
            return;
        }
        sessions.makeWayFor(script, turn.context());
        sessions.findDraftOf(name, draft)
                .ifPresentOrElse(known -> resumeDraft(known.id()), () -> startSession(script, draft, "", sentence));
    }

    /// Answers the first message of a person, which is a question; the answer says what the desk is.
    void answerNewPerson(TypedMessage question) {
        startQuestionScript(question);
        pendingLink = SIGNATURE_LINK;
    }

    /// Passes a question to the script that answers questions; that script's first prompt is not sent.
    void startQuestionScript(TypedMessage question) {
        turn.runWithoutReplies(
                () -> startScript(library.forCommand(GlobalCommand.ASK.key()).name()));
        turn.sessionRunner().applyText(new TypedMessage(question.text(), question.message(), false));
    }

    /// Starts the script of a link, with the rest of the link as its first answer.
    void followLink(DeepLink link) {
        if (turn.isNewPerson()) {
            turn.introduceDesk();
        }
        turn.keepLanguage();
        pendingLink = null;
        Script script = library.forLink(link.word());
        sessions.makeWayFor(script, turn.context());
        turn.runWithoutReplies(() -> startSession(script, ""));
        turn.sessionRunner().applyText(new TypedMessage(turn.read(link.rest()), null, false));
    }

    /// Follows a pending link once no session runs.
    void followPendingLink() {
        if (pendingLink == null || turn.hasNoLanguage() || sessions.hasRunning()) {
            return;
        }
        String due = pendingLink;
        pendingLink = null;
        if (due.equals(SIGNATURE_LINK)) {
            turn.signLastReply();
        } else {
            findLink(due).ifPresent(this::followLink);
        }
    }

    /// Opens a ticket about the voice message that was kept for staff.
    ///
    /// @param offer number of sessions at the time of the offer: a second tap opens no second ticket
    void openTicketForVoice(String offer) {
        Script human = library.forCommand(GlobalCommand.HUMAN.key());
        if (human == null || !offer.equals(Integer.toString(sessionCount))) {
            turn.showMenu("engine.stale");
        } else {
            startScript(human.name(), turn.formatText("engine.voice_story"));
        }
    }

    /// Link in a text, if a script has it.
    Optional<DeepLink> findLink(String text) {
        return DeepLink.parseText(text).filter(link -> library.forLink(link.word()) != null);
    }

    /// @param lead text before its first step, or empty
    private void startSession(Script script, String lead) {
        startSession(script, null, lead, turn.read(""));
    }

    /// @param draft name that a program gives the session, or null
    private void startSession(Script script, String draft, String lead, Utterance sentence) {
        if (turn.sessionRunner().isBarred(script)) {
            turn.sessionRunner().refuseForm();
            return;
        }
        Map<String, String> shared = script.interrupts() ? Map.of() : sharedAnswers;
        sharedAnswers = script.interrupts() ? sharedAnswers : Map.of();
        StepResult started = sessionEngine.startSession(
                script, Integer.toString(++sessionCount, 36), draft, lead, shared, sentence, turn.context());
        sessions.pushSession(started.session());
        turn.sessionRunner().takeStep(started.session(), started);
    }

    /// Starts the newest version of a script from its first question.
    void restartScript(Session left) {
        Script newest = library.findCurrent(left.script());
        startSession(newest == null ? sessions.scriptOf(left) : newest, "");
    }

    /// @param id of a draft; empty for the newest
    void resumeDraft(String id) {
        Session draft = sessions.findDraft(id).orElse(null);
        if (draft == null) {
            if (sessions.isRunning(id)) {
                turn.sessionRunner().showCurrentStep();
            } else {
                turn.showMenu("engine.nothing_running");
            }
            return;
        }
        if (turn.sessionRunner().isBarred(sessions.scriptOf(draft))) {
            turn.sessionRunner().refuseForm();
            return;
        }
        sessions.resumeDraft(draft, turn.context());
        int first = turn.replies().size();
        turn.sessionRunner().showCurrentStep("engine.resumed");
        if (sessions.isOnTop(draft.id())) {
            Reply shown = turn.replies().get(first);
            List<List<ReplyButton>> rows = new ArrayList<>(shown.buttons());
            rows.add(turn.menuRenderer().restartButtons(draft));
            turn.replies().set(first, shown.withButtons(rows));
        }
    }
}
