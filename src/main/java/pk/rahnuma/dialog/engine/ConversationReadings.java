package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.dialog.engine.session.SessionReadings;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.reading.ActClassifier;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Reference;

/// Readings of a typed message in a conversation; those of the running session come from [SessionReadings].
/// [ReadingKind] has their order. Finding one changes nothing.
final class ConversationReadings {

    /// Parts of the host that tell what a message means, the same for all messages.
    record Sources(
            ScriptLibrary library, ConversationCommandHandler commands, FaqMatcher questions, ActClassifier acts) {}

    /// Minimum words of a question that is one of several messages at once.
    private static final int MIN_UNSEEN_WORDS = 3;

    private final Sources sources;
    private final ScriptLibrary library;
    private final FaqMatcher faqMatcher;
    private final ConversationTurn turn;
    private final TypedMessage typedMessage;
    private final ReadingState state;
    private final boolean withoutLanguage;
    /// Null while no script runs.
    private final SessionReadings session;

    private final RequestReader.CommandMatch command;
    private final boolean slashed;
    private final ActReadings acts;

    /// @param state in which the person wrote it
    /// @param withoutLanguage whether the person had no language then
    ConversationReadings(
            Sources sources,
            ConversationTurn turn,
            TypedMessage typedMessage,
            ReadingState state,
            boolean withoutLanguage) {
        this.sources = sources;
        this.library = sources.library();
        this.faqMatcher = sources.questions();
        this.turn = turn;
        this.typedMessage = typedMessage;
        this.state = state;
        this.withoutLanguage = withoutLanguage;
        this.session = turn.hasRunningSession() ? turn.sessionRunner().readingsOf(typedMessage) : null;
        this.acts = new ActReadings(this, sources, turn, typedMessage, session);
        this.command = RequestReader.findCommand(typedMessage.text());
        this.slashed = typedMessage.text().lines().startsWith("/");
    }

    /// The reading that is followed.
    Reading first() {
        return ReadingKind.first(ReadingKind.ALL, state, !typedMessage.blind(), this::findReading);
    }

    /// All that count, the one that is followed first.
    List<Reading> all() {
        return ReadingKind.ALL.stream()
                .filter(kind -> kind.counts(state, !typedMessage.blind()))
                .map(this::findReading)
                .filter(reading -> reading != null)
                .toList();
    }

    Utterance text() {
        return typedMessage.text();
    }

    TypedMessage message() {
        return typedMessage;
    }

    /// The likeliest act of those that the message can be.
    MessageAct act() {
        return acts.act();
    }

    ReadingState state() {
        return state;
    }

    /// Values that questions of the running script find in the text, by name of the question.
    Map<String, String> values() {
        return session == null ? Map.of() : session.values();
    }

    private Reading findReading(ReadingKind kind) {
        return switch (kind) {
            case LINK -> findLink();
            case GREETING -> findGreeting();
            case LABEL -> slashed && RequestReader.findScript(typedMessage.text()) != null ? null : ofSession(kind);
            case STORY -> findStory();
            case OFFER -> findOffer();
            case CHOICE -> findChoice();
            case NOTICE_ANSWER -> findNoticeAnswer();
            case LANGUAGE -> findLanguage();
            case COMMAND -> findCommand();
            case SCRIPT ->
                session == null || slashed ? startOf(kind, RequestReader.findScript(typedMessage.text())) : null;
            case MENU_COMMAND -> findMenuCommand();
            case OTHER_SCRIPT ->
                turn.sessionRunner().answerReader().isAnswer(typedMessage.text())
                        ? null
                        : startOf(kind, RequestReader.findScript(typedMessage.text()));
            case REFERENCE -> findReference();
            case SCRIPT_IN_CLAUSE -> findScriptInClause();
            case REMINDER_TIME -> findReminderTime();
            case ACT -> acts.findAct();
            case FACTS -> acts.findFacts();
            case UNSURE_ACT -> acts.findUnsureAct();
            case ASK -> findQuestion();
            case UNSURE_ANSWER -> acts.findUnsureAnswer();
            case NOTHING -> session == null ? notUnderstood() : ofSession(kind);
            default -> ofSession(kind);
        };
    }

    private Reading ofSession(ReadingKind kind) {
        Reading found = session == null ? null : session.find(kind);
        return found == null ? null : turn.sessionRunner().inSession(found);
    }

    /// A reading that is followed after a new person reads what the desk is.
    Reading introduced(ReadingKind kind, String subject, double confidence, Runnable effect) {
        return new Reading(kind, subject, confidence, () -> {
            if (state == ReadingState.NEW) {
                turn.introduceDesk();
            }
            effect.run();
        });
    }

    Reading startOf(ReadingKind kind, String script) {
        return script == null ? null : startOf(kind, script, 1);
    }

    Reading startOf(ReadingKind kind, String script, double confidence) {
        return introduced(
                kind, script, confidence, () -> turn.scripts().startScriptBySentence(script, typedMessage.text()));
    }

    private Reading findLink() {
        return turn.scripts()
                .findLink(typedMessage.text().text())
                .map(link -> Reading.of(
                        ReadingKind.LINK, link.word(), () -> turn.scripts().followLink(link)))
                .orElse(null);
    }

    private Reading findGreeting() {
        return withoutLanguage && RequestReader.greets(typedMessage.text())
                ? Reading.of(ReadingKind.GREETING, () -> turn.scripts().startWelcome(""))
                : null;
    }

    /// While a story is asked for, a text is the story, whatever is in it. Exceptions: a text that is a command as a
    /// whole, and whatever has a slash before it.
    private Reading findStory() {
        if (slashed || RequestReader.isWholeRequest(typedMessage.text()) || acts.isCorrection() || acts.leavesStory()) {
            return null;
        }
        Reading unsure = acts.findUnsureAnswer();
        return unsure == null ? turn.sessionRunner().inSession(session.first(ReadingKind.OF_ANSWERS)) : unsure;
    }

    /// A "yes" to an answer starts the script that it offers.
    private Reading findOffer() {
        String offered = turn.scripts().offeredBefore();
        return offered != null && RequestReader.isAgreement(typedMessage.text())
                ? Reading.of(ReadingKind.OFFER, offered, () -> turn.scripts().startScript(offered))
                : null;
    }

    private Reading findChoice() {
        CommandData choice = turn.scripts().findChoice(typedMessage.text()).orElse(null);
        // A number is that of an option of the question.
        if (choice == null || session != null && typedMessage.text().hasDigit()) {
            return null;
        }
        String argument = choice.argument();
        return switch (choice.word()) {
            case CommandData.START_WORD ->
                Reading.of(ReadingKind.CHOICE, argument, () -> turn.scripts().startScript(argument));
            case CommandData.LANGUAGE_WORD ->
                Reading.of(ReadingKind.CHOICE, argument, () -> turn.setLanguage(argument));
            case CommandData.LINK_WORD ->
                turn.scripts()
                        .findLink(DeepLink.START_COMMAND + argument)
                        .map(link -> Reading.of(
                                ReadingKind.CHOICE,
                                link.word(),
                                () -> turn.scripts().followLink(link)))
                        .orElse(null);
            default -> commandReading(ReadingKind.CHOICE, choice.globalCommand(), 1);
        };
    }

    /// The label of the button below a notice is that button.
    private Reading findNoticeAnswer() {
        return turn.scripts()
                .findNoticeLink(typedMessage.text())
                .map(link -> Reading.of(
                        ReadingKind.NOTICE_ANSWER,
                        link.word(),
                        () -> turn.scripts().followLink(link)))
                .orElse(null);
    }

    private Reading findLanguage() {
        String language = RequestReader.findLanguage(typedMessage.text());
        return language == null ? null : Reading.of(ReadingKind.LANGUAGE, language, () -> turn.setLanguage(language));
    }

    /// The first message of a person is a command only if that leads to a script, or to the languages.
    private Reading findCommand() {
        return command == null
                        || state == ReadingState.NEW
                                && command.command() != GlobalCommand.LANGUAGE
                                && library.forCommand(command.command().key()) == null
                ? null
                : commandReading(ReadingKind.COMMAND, command.command(), 1);
    }

    /// @return null when the command means nothing here
    Reading commandReading(ReadingKind kind, GlobalCommand global, double confidence) {
        Runnable effect = sources.commands().findEffect(turn, global, "");
        return effect == null ? null : introduced(kind, global.key(), confidence, effect);
    }

    private Reading findMenuCommand() {
        return command == null
                ? null
                : Reading.of(
                        ReadingKind.MENU_COMMAND,
                        command.command().key(),
                        () -> turn.showMenu(
                                command.command() == GlobalCommand.HELP
                                        ? "engine.help_menu"
                                        : "engine.nothing_running"));
    }

    /// The reference of an application, alone or inside a sentence, opens it, unless it answers the current question.
    /// At a question for any text, a sentence with one is the answer.
    private Reading findReference() {
        Script script = library.forLink(DeepLink.APPLICATION_WORD);
        Optional<Reference> found = script == null
                ? Optional.empty()
                : Reference.findAll(typedMessage.text().text(), 1).stream().findFirst();
        if (found.isEmpty()
                || turn.sessionRunner().isRunning(script)
                || session != null && turn.sessionRunner().answerReader().isAnswer(typedMessage.text())
                || session != null
                        && turn.sessionRunner().answerReader().isTextAsked()
                        && !turn.sessionRunner().isRunning(library.forCommand(GlobalCommand.ASK.key()))
                        && Reference.parseText(typedMessage.text().lines()).isEmpty()) {
            return null;
        }
        String reference = found.get().toGroupedText();
        return introduced(
                ReadingKind.REFERENCE,
                reference,
                1,
                () -> turn.scripts().followLink(new DeepLink(DeepLink.APPLICATION_WORD, reference)));
    }

    /// A story that asks for a script at its end starts it, unless the desk has an answer to it. The script of a sure
    /// act goes before: "we are a company and want to register".
    private Reading findScriptInClause() {
        String script = RequestReader.findScriptInClause(typedMessage.text());
        if (script == null
                || typedMessage.text().contains(PhraseKind.INTERROGATIVE)
                        && faqMatcher.isAnswered(typedMessage.text().lines())) {
            return null;
        }
        return startOf(ReadingKind.SCRIPT_IN_CLAUSE, Objects.requireNonNullElse(acts.scriptSurelyWanted(), script));
    }

    private Reading findReminderTime() {
        DraftReminderHandler reminders = new DraftReminderHandler(turn);
        return reminders
                .findTime(typedMessage.text())
                .map(time ->
                        Reading.of(ReadingKind.REMINDER_TIME, time.toString(), () -> reminders.remindOfNewest(time)))
                .orElse(null);
    }

    /// A question to the desk takes the place of an answer only if the current question refuses it as one. One that was
    /// written before the last reply was seen must be understood beyond doubt, and be more than a greeting.
    private Reading findQuestion() {
        if (library.forCommand(GlobalCommand.ASK.key()) == null
                || typedMessage.blind() && typedMessage.text().wordCount() < MIN_UNSEEN_WORDS) {
            return null;
        }
        String lines = typedMessage.text().lines();
        if (session != null) {
            return (turn.sessionRunner().isRefusedByForm(typedMessage.text()) && !acts.saysOtherwise()
                                    || acts.isSureQuestion())
                            && faqMatcher.interruptsForm(lines)
                    ? Reading.of(ReadingKind.ASK, () -> turn.scripts().startQuestionScript(typedMessage))
                    : null;
        }
        if (state == ReadingState.NEW) {
            return faqMatcher.isNear(lines)
                    ? Reading.of(ReadingKind.ASK, () -> turn.scripts().answerNewPerson(typedMessage))
                    : null;
        }
        if (faqMatcher.isAnswered(lines)) {
            return Reading.of(ReadingKind.ASK, () -> turn.scripts().startQuestionScript(typedMessage));
        }
        return turn.context().openTicket() == null
                        && !typedMessage.blind()
                        && !acts.isRemark()
                        && faqMatcher.isNear(lines)
                ? Reading.of(ReadingKind.ASK, () -> {
                    turn.leaveInput();
                    turn.scripts().startQuestionScript(typedMessage);
                })
                : null;
    }

    private Reading notUnderstood() {
        return Reading.of(ReadingKind.NOTHING, () -> {
            if (state == ReadingState.NEW) {
                turn.scripts().startWelcome(command == null ? "engine.not_understood" : "");
            } else {
                turn.refuseInput("engine.not_understood");
            }
        });
    }
}
