package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.engine.reading.ActClassifier;
import pk.rahnuma.dialog.engine.reading.MessageAct;
import pk.rahnuma.dialog.engine.reading.Reading;
import pk.rahnuma.dialog.engine.reading.ReadingKind;
import pk.rahnuma.dialog.engine.reading.ReadingState;
import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.engine.session.ActHandler;
import pk.rahnuma.dialog.engine.session.SessionReadings;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Reference;

/// Readings of a typed message in a conversation; those of the running session come from [SessionReadings].
/// [ReadingKind] has their order. Finding one changes nothing.
final class ConversationReadings {

    /// Parts of the host that tell what a message means, the same for all messages.
    record Sources(
            ScriptLibrary library,
            RequestReader words,
            ConversationCommandHandler commands,
            FaqMatcher questions,
            ActClassifier acts) {}

    /// Minimum words of a question that is one of several messages at once.
    private static final int MIN_UNSEEN_WORDS = 3;
    /// Minimum words of a sentence whose act is looked for: phrases tell that of shorter texts.
    private static final int MIN_ACT_WORDS = 2;
    /// Minimum words of a text that no name has, and which make it a sentence.
    private static final int MIN_SENTENCE_WORDS = 2;

    /// Key of the act that has nothing to give.
    private static final String NOTHING_TO_GIVE = "none.none";

    /// Confidence of an act for which a statement is no question to the desk.
    private static final double LIKELY_ACT_CONFIDENCE = 0.45;
    private static final double MIN_ACT_CONFIDENCE = 0.5;
    /// Confidence of an act that leads away from a form, or goes before an answer to the same words.
    private static final double SURE_ACT_CONFIDENCE = 0.75;
    /// Confidence of an act that goes before an answer of the desk, or a question before an option in it.
    private static final double CERTAIN_ACT_CONFIDENCE = 0.85;
    /// Confidence of an act that goes before a story in a form.
    private static final double OVER_STORY_CONFIDENCE = 0.9;
    /// Confidence of an act that puts a story off, which is asked again later.
    private static final double PUTS_OFF_STORY_CONFIDENCE = 0.8;

    private final Sources sources;
    private final ScriptLibrary library;
    private final RequestReader words;
    private final FaqMatcher questions;
    private final ConversationTurn turn;
    private final TypedMessage input;
    private final ReadingState state;
    private final boolean withoutLanguage;
    /// Null while no script runs.
    private final SessionReadings session;

    private final RequestReader.CommandMatch command;
    private final boolean slashed;
    /// Null before it is asked for.
    private List<MessageAct> acts;

    /// @param state in which the person wrote it
    /// @param withoutLanguage whether the person had no language then
    ConversationReadings(
            Sources sources, ConversationTurn turn, TypedMessage input, ReadingState state, boolean withoutLanguage) {
        this.sources = sources;
        this.library = sources.library();
        this.words = sources.words();
        this.questions = sources.questions();
        this.turn = turn;
        this.input = input;
        this.state = state;
        this.withoutLanguage = withoutLanguage;
        this.session = turn.hasRunningSession() ? turn.readingsOf(input) : null;
        this.command = words.findCommand(input.text());
        this.slashed = input.text().lines().startsWith("/");
    }

    /// The reading that is followed.
    Reading first() {
        return ReadingKind.first(ReadingKind.ALL, state, !input.blind(), this::find);
    }

    /// All that count, the one that is followed first.
    List<Reading> all() {
        return ReadingKind.ALL.stream()
                .filter(kind -> kind.counts(state, !input.blind()))
                .map(this::find)
                .filter(reading -> reading != null)
                .toList();
    }

    Utterance text() {
        return input.text();
    }

    ReadingState state() {
        return state;
    }

    /// Values that questions of the running script find in the text, by name of the question.
    Map<String, String> values() {
        return session == null ? Map.of() : session.values();
    }

    private Reading find(ReadingKind kind) {
        return switch (kind) {
            case LINK -> findLink();
            case GREETING -> findGreeting();
            case LABEL -> slashed && words.findScript(input.text()) != null ? null : ofSession(kind);
            case STORY -> findStory();
            case OFFER -> findOffer();
            case CHOICE -> findChoice();
            case NOTICE_ANSWER -> findNoticeAnswer();
            case LANGUAGE -> findLanguage();
            case COMMAND -> findCommand();
            case SCRIPT -> session == null || slashed ? startOf(kind, words.findScript(input.text())) : null;
            case MENU_COMMAND -> findMenuCommand();
            case OTHER_SCRIPT -> turn.isAnswer(input.text()) ? null : startOf(kind, words.findScript(input.text()));
            case REFERENCE -> findReference();
            case SCRIPT_IN_CLAUSE -> findScriptInClause();
            case REMINDER_TIME -> findReminderTime();
            case ACT -> findAct();
            case FACTS -> findFacts();
            case UNSURE_ACT -> findUnsureAct();
            case ASK -> findQuestion();
            case UNSURE_ANSWER -> findUnsureAnswer();
            case NOTHING -> session == null ? notUnderstood() : ofSession(kind);
            default -> ofSession(kind);
        };
    }

    private Reading ofSession(ReadingKind kind) {
        Reading found = session == null ? null : session.find(kind);
        return found == null ? null : turn.inSession(found);
    }

    /// A reading that is followed after a new person reads what the desk is.
    private Reading introduced(ReadingKind kind, String subject, double confidence, Runnable effect) {
        return new Reading(kind, subject, confidence, () -> {
            if (state == ReadingState.NEW) {
                turn.introduceDesk();
            }
            effect.run();
        });
    }

    private Reading startOf(ReadingKind kind, String script) {
        return script == null ? null : startOf(kind, script, 1);
    }

    private Reading startOf(ReadingKind kind, String script, double confidence) {
        return introduced(kind, script, confidence, () -> turn.scripts().startScriptBySentence(script, input.text()));
    }

    private Reading findLink() {
        return turn.scripts()
                .findLink(input.text().text())
                .map(link -> Reading.of(
                        ReadingKind.LINK, link.word(), () -> turn.scripts().followLink(link)))
                .orElse(null);
    }

    private Reading findGreeting() {
        return withoutLanguage && greets(words, input)
                ? Reading.of(ReadingKind.GREETING, () -> turn.scripts().startWelcome(""))
                : null;
    }

    /// True for a greeting, and for the command that greets.
    static boolean greets(RequestReader words, TypedMessage input) {
        RequestReader.CommandMatch match = words.findCommand(input.text());
        return match != null && match.command() == GlobalCommand.START || words.isGreeting(input.text());
    }

    /// While a story is asked for, a text is the story, whatever is in it. Exceptions: a text that is a command as a
    /// whole, and whatever has a slash before it.
    private Reading findStory() {
        if (slashed || isCommand(words, input) || isCorrection() || leavesStory()) {
            return null;
        }
        Reading unsure = findUnsureAnswer();
        return unsure == null ? turn.inSession(session.first(ReadingKind.OF_ANSWERS)) : unsure;
    }

    /// True for a text that is a command, a language or the words of a script as a whole.
    static boolean isCommand(RequestReader words, TypedMessage input) {
        return words.findCommand(input.text()) != null
                || words.findLanguage(input.text()) != null
                || words.findScript(input.text()) != null;
    }

    /// True at the story of a form for a text that puts it off or wants something else. A story for staff may say that.
    private boolean leavesStory() {
        return turn.isFormRunning()
                && mayBeAct()
                && switch (act().kind()) {
                    case NONE -> act().confidence() >= PUTS_OFF_STORY_CONFIDENCE;
                    case COMMAND, LANGUAGE, START -> act().confidence() >= OVER_STORY_CONFIDENCE;
                    default -> false;
                };
    }

    /// True for a text that surely corrects another answer, and has its new value.
    private boolean isCorrection() {
        return mayBeAct()
                && act().isSurely(MessageAct.Kind.CORRECTION, MIN_ACT_CONFIDENCE)
                && turn.correctsByValue(input.text());
    }

    /// A "yes" to an answer starts the script that it offers.
    private Reading findOffer() {
        String offered = turn.scripts().offeredBefore();
        return offered != null && words.isAgreement(input.text())
                ? Reading.of(ReadingKind.OFFER, offered, () -> turn.scripts().startScript(offered))
                : null;
    }

    private Reading findChoice() {
        CommandData choice = turn.scripts().findChoice(input.text()).orElse(null);
        if (choice == null) {
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
                .findNoticeLink(input.text())
                .map(link -> Reading.of(
                        ReadingKind.NOTICE_ANSWER,
                        link.word(),
                        () -> turn.scripts().followLink(link)))
                .orElse(null);
    }

    private Reading findLanguage() {
        String language = words.findLanguage(input.text());
        return language == null ? null : Reading.of(ReadingKind.LANGUAGE, language, () -> turn.setLanguage(language));
    }

    /// The first message of a person is a command only if that leads to a script, or to the languages.
    private Reading findCommand() {
        return command == null
                        || !sources.commands().isPossible(turn, command.command(), "")
                        || state == ReadingState.NEW
                                && command.command() != GlobalCommand.LANGUAGE
                                && library.forCommand(command.command().key()) == null
                ? null
                : commandReading(ReadingKind.COMMAND, command.command(), 1);
    }

    private Reading commandReading(ReadingKind kind, GlobalCommand global, double confidence) {
        return introduced(
                kind, global.key(), confidence, () -> sources.commands().runCommand(turn, global, ""));
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
                : Reference.findAll(input.text().text(), 1).stream().findFirst();
        if (found.isEmpty()
                || turn.isRunning(script)
                || session != null && turn.isAnswer(input.text())
                || session != null
                        && turn.isTextAsked()
                        && !turn.isRunning(library.forCommand(GlobalCommand.ASK.key()))
                        && Reference.parseText(input.text().lines()).isEmpty()) {
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
        String script = words.findScriptInClause(input.text());
        if (script == null
                || input.text().contains(PhraseKind.INTERROGATIVE)
                        && questions.isAnswered(input.text().lines())) {
            return null;
        }
        boolean other = mayBeAct()
                && act().isSurely(MessageAct.Kind.START, SURE_ACT_CONFIDENCE)
                && library.findCurrent(act().name()) != null;
        return startOf(ReadingKind.SCRIPT_IN_CLAUSE, other ? act().name() : script);
    }

    private Reading findReminderTime() {
        DraftReminderHandler reminders = new DraftReminderHandler(turn);
        return reminders
                .findTime(input.text())
                .map(time ->
                        Reading.of(ReadingKind.REMINDER_TIME, time.toString(), () -> reminders.remindOfNewest(time)))
                .orElse(null);
    }

    /// True for a text that was written to the last reply, and has more than one word.
    private boolean mayBeAct() {
        return !input.blind() && input.text().wordCount() >= MIN_ACT_WORDS;
    }

    /// The likeliest act of those that the message can be.
    MessageAct act() {
        return acts().getFirst();
    }

    private List<MessageAct> acts() {
        if (acts == null) {
            acts = sources.acts()
                    .findActs(
                            input.text().text(),
                            session == null ? ActHandler.MENU_KINDS : turn.possibleActs(input.text()));
        }
        return acts;
    }

    /// Two likely acts, neither of which is sure. A person with an open ticket is not asked.
    private Reading findUnsureAct() {
        String lines = input.text().lines();
        if (!mayBeAct()
                || turn.context().openTicket() != null
                || act().confidence() >= SURE_ACT_CONFIDENCE
                || session == null && questions.isAnswered(lines)
                || session != null
                        && (!turn.isFormRunning()
                                || !turn.isRefused(input.text())
                                || questions.interruptsForm(lines))) {
            return null;
        }
        List<ReplyButton> buttons = new ActButtons(sources, turn).findButtons(acts());
        return buttons.isEmpty()
                ? null
                : introduced(
                        ReadingKind.UNSURE_ACT,
                        acts().stream().map(MessageAct::key).collect(Collectors.joining(" or ")),
                        act().confidence(),
                        () -> turn.askWhich(buttons));
    }

    /// An act that no phrase of the texts shows, where the current question does not take the text beyond doubt.
    private Reading findAct() {
        if (!mayBeAct()) {
            return null;
        }
        return session == null ? findWishAtMenu() : findActInForm();
    }

    private Reading findWishAtMenu() {
        double confidence = act().confidence();
        return confidence < MIN_ACT_CONFIDENCE
                        || confidence < SURE_ACT_CONFIDENCE
                                && !answerLeadsToWish()
                                && (questions.isAnswered(input.text().lines()) || findUnsureAct() != null)
                ? null
                : findWish();
    }

    /// Facts of a form say that it is to be filled, unless the sentence asks something.
    private Reading findFacts() {
        return mayBeAct() && !asks() ? startOf(ReadingKind.FACTS, turn.scripts().findFormOf(input.text())) : null;
    }

    /// True for a text with the form of a question.
    private boolean asks() {
        return input.text().contains(PhraseKind.INTERROGATIVE) || input.text().hasQuestionMark();
    }

    /// True for the act of a command to which the desk's answer would only lead: "an officer should call me".
    private boolean answerLeadsToWish() {
        Script wanted = act().kind() == MessageAct.Kind.COMMAND && !asks() ? library.forCommand(act().name()) : null;
        return wanted != null && questions.leadsTo(input.text().lines(), wanted.name());
    }

    /// @return null when the act is no wish, or nothing here can follow it
    private Reading findWish() {
        double confidence = act().confidence();
        return switch (act().kind()) {
            case START -> {
                Script script = library.findCurrent(act().name());
                yield script == null || turn.isRunning(script)
                        ? null
                        : startOf(ReadingKind.ACT, script.name(), confidence);
            }
            case COMMAND -> {
                GlobalCommand wanted = GlobalCommand.fromKey(act().name());
                yield wanted != null && sources.commands().isPossible(turn, wanted, "")
                        ? commandReading(ReadingKind.ACT, wanted, confidence)
                        : null;
            }
            case LANGUAGE -> {
                String language = act().name();
                yield introduced(ReadingKind.ACT, language, confidence, () -> turn.setLanguage(language));
            }
            default -> null;
        };
    }

    private Reading findActInForm() {
        double least = turn.doubtsAnswer(input.text());
        if (least > 1) {
            return null;
        }
        double confidence = act().confidence();
        if (confidence < Math.max(least, leaves() && !answerLeadsToWish() ? SURE_ACT_CONFIDENCE : MIN_ACT_CONFIDENCE)
                || isAskedRather(confidence)) {
            return null;
        }
        Reading wish = findWish();
        return wish == null ? turn.readingOf(act(), input) : wish;
    }

    /// True for a question with an answer of the desk, which goes before an act that leads away from the form, and
    /// before one that has nothing to give: "I have no letter, what now".
    private boolean isAskedRather(double confidence) {
        boolean givesNothing = act().key().equals(NOTHING_TO_GIVE);
        return asks()
                && (givesNothing || leaves() && confidence < CERTAIN_ACT_CONFIDENCE)
                && questions.interruptsForm(input.text().lines());
    }

    /// True for the act of a script, or of a command of the conversation.
    private boolean leaves() {
        GlobalCommand wanted = act().kind() == MessageAct.Kind.COMMAND ? GlobalCommand.fromKey(act().name()) : null;
        return act().kind() == MessageAct.Kind.START
                || wanted != null && sources.commands().isPossible(turn, wanted, "");
    }

    /// True for a text that is surely a question, although it names an option ("where do I get a static IP"), or is a
    /// doubtful answer ("is NordVPN accepted or not").
    private boolean isSureQuestion() {
        if (state != ReadingState.QUESTION || !mayBeAct()) {
            return false;
        }
        boolean question = act().kind() == MessageAct.Kind.QUESTION;
        return asks() && turn.isOptionAsked() && question
                || turn.isAnswerDoubted(input.text())
                        && (asks()
                                ? question || leaves()
                                : act().isSurely(MessageAct.Kind.QUESTION, SURE_ACT_CONFIDENCE));
    }

    /// True for a sentence in a form that has no form of a question, and a likelier act: "the scanner is down,
    /// evening".
    private boolean saysOtherwise() {
        return turn.isFormRunning()
                && mayBeAct()
                && !asks()
                && act().confidence() >= LIKELY_ACT_CONFIDENCE
                && switch (act().kind()) {
                    case QUESTION, COMMAND, LANGUAGE -> false;
                    default -> true;
                };
    }

    /// An answer that may be something else is shown to be confirmed: any words answer the question, and the act of the
    /// text is another, or none while it reads like a sentence.
    private Reading findUnsureAnswer() {
        Reading found = turn.isFormRunning() && mayBeAct() && (isOtherAct() || isOtherSentence())
                ? session.findUnsureAnswer()
                : null;
        return found == null ? null : turn.inSession(found);
    }

    private boolean isOtherAct() {
        return act().confidence() >= MIN_ACT_CONFIDENCE
                && act().kind() != MessageAct.Kind.ANSWER
                && act().kind() != MessageAct.Kind.QUESTION;
    }

    private boolean isOtherSentence() {
        int sentenceWords = input.text().wordCount()
                - input.text().withoutWords(PhraseKind.SENTENCE).wordCount();
        return state != ReadingState.STORY
                && sentenceWords >= MIN_SENTENCE_WORDS
                && !act().isSurely(MessageAct.Kind.ANSWER, MIN_ACT_CONFIDENCE);
    }

    /// A question to the desk takes the place of an answer only if the current question refuses it as one. One that was
    /// written before the last reply was seen must be understood beyond doubt, and be more than a greeting.
    private Reading findQuestion() {
        if (library.forCommand(GlobalCommand.ASK.key()) == null
                || input.blind() && input.text().wordCount() < MIN_UNSEEN_WORDS) {
            return null;
        }
        String lines = input.text().lines();
        if (session != null) {
            return (turn.isRefusedByForm(input.text()) && !saysOtherwise() || isSureQuestion())
                            && questions.interruptsForm(lines)
                    ? Reading.of(ReadingKind.ASK, () -> turn.scripts().startQuestionScript(input))
                    : null;
        }
        if (state == ReadingState.NEW) {
            return questions.isNear(lines)
                    ? Reading.of(ReadingKind.ASK, () -> turn.scripts().answerNewPerson(input))
                    : null;
        }
        if (questions.isAnswered(lines)) {
            return Reading.of(ReadingKind.ASK, () -> turn.scripts().startQuestionScript(input));
        }
        boolean remark = mayBeAct() && act().isSurely(MessageAct.Kind.REMARK, MIN_ACT_CONFIDENCE);
        return turn.context().openTicket() == null && !input.blind() && !remark && questions.isNear(lines)
                ? Reading.of(ReadingKind.ASK, () -> {
                    turn.leaveInput();
                    turn.scripts().startQuestionScript(input);
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
