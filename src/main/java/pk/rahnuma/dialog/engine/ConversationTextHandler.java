package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.engine.reading.ActClassifier;
import pk.rahnuma.dialog.engine.reading.MessageAct;
import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.engine.reading.TextHandler;
import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.engine.session.ActHandler;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.Reference;

/// Decides to which part of a conversation a typed text belongs. [#handlers] is the order of interpretation, and the
/// only place that states it; `docs/scripts.md` describes it to authors. A text for the running session goes on to
/// [pk.rahnuma.dialog.engine.session.SessionTextHandler], which has the order within a session.
final class ConversationTextHandler {

    /// Minimum words of a question that is one of several messages at once.
    private static final int MIN_UNSEEN_WORDS = 3;

    /// Minimum words of a sentence whose act is looked for: phrases tell that of shorter texts.
    private static final int MIN_ACT_WORDS = 2;
    private static final double MIN_ACT_CONFIDENCE = 0.5;
    /// Confidence of an act that leads away from a form, or goes before an answer to the same words.
    private static final double SURE_ACT_CONFIDENCE = 0.75;

    /// Minimum words of a sentence that tells the language of a person.
    private static final int MIN_SENTENCE_WORDS = 3;

    private static final long SENTENCE_PHRASES =
            PhraseKind.bits(PhraseKind.CLOSING, PhraseKind.REQUEST, PhraseKind.INTERROGATIVE, PhraseKind.NEGATION);

    private final ScriptLibrary library;
    private final RequestReader words;
    private final LanguageDetector languages;
    private final ConversationCommandHandler commands;
    private final FaqMatcher questions;
    private final ActClassifier acts;
    private final List<TextHandler<ConversationTurn>> handlers = List.of(
            this::followDeepLink,
            this::welcomePerson,
            this::settleLanguage,
            this::selectOption,
            this::tellStory,
            this::acceptOffer,
            this::chooseLanguage,
            this::runConversationCommand,
            this::startScript,
            this::runSessionCommand,
            this::switchScript,
            this::openReference,
            this::startScriptOfClause,
            this::followAct,
            this::askQuestion,
            this::answerSession,
            this::showMenu);

    ConversationTextHandler(
            ScriptLibrary library,
            RequestReader words,
            ConversationCommandHandler commands,
            FaqMatcher questions,
            ActClassifier acts) {
        this.library = library;
        this.words = words;
        this.languages = new LanguageDetector(library.texts());
        this.commands = commands;
        this.questions = questions;
        this.acts = acts;
    }

    void handleText(ConversationTurn turn, ConversationInput.Text typed) {
        // Nothing reads a text that is too long.
        if (typed.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            refuseLongText(turn, typed);
        } else {
            TextHandler.offerText(handlers, turn, readStartWord(turn, typed));
        }
    }

    /// `/start register` is the command `/register`: a script, command or language by its word. Any other word is that
    /// of a link which does not exist here, and greets as `/start` does.
    private TypedMessage readStartWord(ConversationTurn turn, ConversationInput.Text typed) {
        TypedMessage input = TypedMessage.read(typed, library.texts().lexicon());
        Optional<String> word = DeepLink.findStartWord(input.text().text())
                .filter(found -> turn.scripts().findLink(input.text().text()).isEmpty());
        if (word.isEmpty()) {
            return input;
        }
        Utterance command = input.text().read("/" + word.get());
        return new TypedMessage(
                isCommand(command) ? command : input.text().read(DeepLink.START_COMMAND.strip()),
                input.message(),
                input.blind());
    }

    /// True for a text that is a command, a language or the words of a script as a whole.
    private boolean isCommand(Utterance text) {
        return words.findCommand(text) != null || words.findLanguage(text) != null || words.findScript(text) != null;
    }

    private static void refuseLongText(ConversationTurn turn, ConversationInput.Text typed) {
        if (turn.hasRunningSession()) {
            turn.applyInput(typed);
        } else if (turn.isNewPerson()) {
            turn.scripts().startWelcome("engine.too_long");
        } else {
            turn.refuseInput("engine.too_long");
        }
    }

    private boolean followDeepLink(ConversationTurn turn, TypedMessage input) {
        Optional<DeepLink> link = turn.scripts().findLink(input.text().text());
        link.ifPresent(turn.scripts()::followLink);
        return link.isPresent();
    }

    /// Takes the language of a new person from what they write, and welcomes them: after the answer to a question, and
    /// otherwise before what they ask for. A greeting in Latin letters leaves the language open: "salam" and "hello"
    /// are
    /// written by all.
    private boolean welcomePerson(ConversationTurn turn, TypedMessage input) {
        if (turn.hasRunningSession() || !turn.hasNoLanguage() || words.findLanguage(input.text()) != null) {
            return false;
        }
        RequestReader.CommandMatch match = words.findCommand(input.text());
        boolean greeting = match != null && match.command() == GlobalCommand.START || words.isGreeting(input.text());
        Optional<String> told = isSlashed(input)
                ? Optional.empty()
                : languages
                        .detectLanguage(input.text().text())
                        .filter(found -> !greeting || !found.equals(Language.ENGLISH));
        told.ifPresent(turn::adoptLanguage);
        if (greeting && told.filter(Language.ROMAN_URDU::equals).isPresent()) {
            turn.leaveLanguageOpen();
        }
        if (greeting) {
            turn.scripts().startWelcome("");
            return true;
        }
        boolean newPerson = turn.scripts().sessionCount() == 0;
        if (told.isEmpty()) {
            turn.keepLanguageForNow();
        }
        if (!newPerson) {
            return false;
        }
        if (isRequest(turn, input, match)) {
            turn.introduceDesk();
            return false;
        }
        if (isQuestion(input)) {
            turn.scripts().answerNewPerson(input);
        } else {
            turn.scripts().startWelcome(match != null ? "" : "engine.not_understood");
        }
        return true;
    }

    /// Takes the language from the first sentence of a person whose messages before did not tell it ("register"), or
    /// from
    /// fewer words where no script runs.
    private boolean settleLanguage(ConversationTurn turn, TypedMessage input) {
        if (turn.isLanguageOpen() && !isSlashed(input) && (isSentence(input.text()) || !turn.hasRunningSession())) {
            languages.detectLanguage(input.text().text()).ifPresent(turn::settleLanguage);
        }
        return false;
    }

    /// True for a text with words that only a sentence has.
    private static boolean isSentence(Utterance text) {
        return text.wordCount() >= MIN_SENTENCE_WORDS && text.containsAny(SENTENCE_PHRASES);
    }

    private static boolean isSlashed(TypedMessage input) {
        return input.text().lines().startsWith("/");
    }

    /// True when the text asks for a script, the languages, or an application by its reference.
    ///
    /// @param match command that the text is, or null
    private boolean isRequest(ConversationTurn turn, TypedMessage input, RequestReader.CommandMatch match) {
        return namedScript(turn, input) != null
                || scriptOfClause(turn, input) != null
                || isWish(input)
                || match != null
                        && (match.command() == GlobalCommand.LANGUAGE
                                || library.forCommand(match.command().key()) != null)
                || findReference(input).isPresent();
    }

    private boolean isWish(TypedMessage input) {
        return mayBeAct(input)
                && switch (wishOf(input).kind()) {
                    case START, COMMAND, LANGUAGE -> true;
                    default -> false;
                };
    }

    private boolean isQuestion(TypedMessage input) {
        return library.forCommand(GlobalCommand.ASK.key()) != null
                && questions.isNear(input.text().lines());
    }

    /// The label of an option of the current question is its answer, whatever else the word means. Exception: the name
    /// of a script after a slash (`/form`).
    private boolean selectOption(ConversationTurn turn, TypedMessage input) {
        if (!turn.hasRunningSession() || !turn.matchesOption(input.text()) || namedScript(turn, input) != null) {
            return false;
        }
        turn.applyText(input);
        return true;
    }

    /// While a story is asked for, a text is the story, whatever is in it. Exceptions: a text that is a command as a
    /// whole, and whatever has a slash before it.
    private boolean tellStory(ConversationTurn turn, TypedMessage input) {
        if (!turn.hasRunningSession()
                || !turn.isStoryAsked()
                || isSlashed(input)
                || isCommand(input.text())
                || isCorrection(turn, input)) {
            return false;
        }
        turn.applyText(input);
        return true;
    }

    /// True for a text that surely corrects another answer, and has its new value.
    private boolean isCorrection(ConversationTurn turn, TypedMessage input) {
        return mayBeAct(input)
                && acts.findAct(input.text().text(), turn.possibleActs())
                        .isSurely(MessageAct.Kind.CORRECTION, MIN_ACT_CONFIDENCE)
                && turn.correctsByValue(input.text());
    }

    /// A "yes" to an answer starts the script that it offers. The label of the button below a notice is that button.
    private boolean acceptOffer(ConversationTurn turn, TypedMessage input) {
        if (input.blind() || turn.hasRunningSession()) {
            return false;
        }
        return words.isAgreement(input.text())
                ? turn.scripts().acceptOffer()
                : turn.scripts().acceptNotice(input.text());
    }

    private boolean chooseLanguage(ConversationTurn turn, TypedMessage input) {
        String language = words.findLanguage(input.text());
        if (language == null) {
            return false;
        }
        turn.setLanguage(language);
        return true;
    }

    private boolean runConversationCommand(ConversationTurn turn, TypedMessage input) {
        RequestReader.CommandMatch match = words.findCommand(input.text());
        return match != null && commands.runCommand(turn, match.command(), "");
    }

    private boolean startScript(ConversationTurn turn, TypedMessage input) {
        String script = namedScript(turn, input);
        if (script == null) {
            return false;
        }
        turn.scripts().startScriptBySentence(script, input.text());
        return true;
    }

    /// Words of a script start it at the menu, and after a slash; within a session they may be an answer.
    private String namedScript(ConversationTurn turn, TypedMessage input) {
        return isSlashed(input) || !turn.hasRunningSession() ? words.findScript(input.text()) : null;
    }

    /// The script of a sure act, where a sentence has words of another: "we are a company and want to register".
    private String preferAct(ConversationTurn turn, TypedMessage input, String script) {
        if (script == null || turn.hasRunningSession() || input.text().wordCount() < MIN_ACT_WORDS) {
            return script;
        }
        MessageAct act = acts.findAct(input.text().text(), ActHandler.MENU_KINDS);
        return act.isSurely(MessageAct.Kind.START, SURE_ACT_CONFIDENCE) && library.findCurrent(act.name()) != null
                ? act.name()
                : script;
    }

    private boolean runSessionCommand(ConversationTurn turn, TypedMessage input) {
        RequestReader.CommandMatch match = words.findCommand(input.text());
        if (turn.hasRunningSession()
                && (match != null
                        || turn.changesNamedAnswer(input.text())
                        || !input.blind() && turn.isSpokenCommand(input.text()))) {
            turn.applyText(input);
            return true;
        }
        if (match != null) {
            turn.showMenu(match.command() == GlobalCommand.HELP ? "engine.help_menu" : "engine.nothing_running");
        }
        return match != null;
    }

    /// Words of a script start it in the middle of another, unless they answer the current question beyond doubt.
    private boolean switchScript(ConversationTurn turn, TypedMessage input) {
        String script = input.blind() || !turn.hasRunningSession() ? null : words.findScript(input.text());
        if (script == null || turn.isAnswer(input.text())) {
            return false;
        }
        turn.scripts().startScriptBySentence(script, input.text());
        return true;
    }

    /// The reference of an application, alone or inside a sentence, opens it, unless it answers the current question.
    /// At a question for any text, a sentence with one is the answer.
    private boolean openReference(ConversationTurn turn, TypedMessage input) {
        Optional<Reference> reference = findReference(input);
        if (reference.isEmpty()
                || turn.isRunning(library.forLink(DeepLink.APPLICATION_WORD))
                || turn.hasRunningSession() && turn.isAnswer(input.text())
                || turn.hasRunningSession()
                        && turn.isTextAsked()
                        && !turn.isRunning(library.forCommand(GlobalCommand.ASK.key()))
                        && Reference.parseText(input.text().lines()).isEmpty()) {
            return false;
        }
        turn.scripts()
                .followLink(
                        new DeepLink(DeepLink.APPLICATION_WORD, reference.get().toGroupedText()));
        return true;
    }

    /// Reference in a text, if a script opens references.
    private Optional<Reference> findReference(TypedMessage input) {
        if (input.blind() || library.forLink(DeepLink.APPLICATION_WORD) == null) {
            return Optional.empty();
        }
        return Reference.findAll(input.text().text(), 1).stream().findFirst();
    }

    /// A story that asks for a script at its end starts it, unless the desk has an answer to it.
    private boolean startScriptOfClause(ConversationTurn turn, TypedMessage input) {
        String script = scriptOfClause(turn, input);
        if (script == null) {
            return false;
        }
        turn.scripts().startScriptBySentence(script, input.text());
        return true;
    }

    private String scriptOfClause(ConversationTurn turn, TypedMessage input) {
        String script = turn.hasRunningSession() || input.blind()
                ? null
                : preferAct(turn, input, words.findScriptInClause(input.text()));
        return script == null
                        || input.text().contains(PhraseKind.INTERROGATIVE)
                                && questions.isAnswered(input.text().lines())
                ? null
                : script;
    }

    /// An act that no phrase of the texts shows, where the current question does not take the text beyond doubt.
    private boolean followAct(ConversationTurn turn, TypedMessage input) {
        return mayBeAct(input)
                && (turn.hasRunningSession() ? followActInForm(turn, input) : followWish(turn, wishOf(input), input));
    }

    /// True for a text that was written to the last reply, and has more than one word.
    private static boolean mayBeAct(TypedMessage input) {
        return !input.blind() && input.text().wordCount() >= MIN_ACT_WORDS;
    }

    /// @return false when the act is no wish, or nothing here can follow it
    private boolean followWish(ConversationTurn turn, MessageAct act, TypedMessage input) {
        return switch (act.kind()) {
            case START -> {
                Script script = library.findCurrent(act.name());
                if (script == null || turn.isRunning(script)) {
                    yield false;
                }
                turn.scripts().startScriptBySentence(script.name(), input.text());
                yield true;
            }
            case COMMAND -> {
                GlobalCommand command = GlobalCommand.fromKey(act.name());
                yield command != null && commands.runCommand(turn, command, "");
            }
            case LANGUAGE -> {
                turn.setLanguage(act.name());
                yield true;
            }
            default -> false;
        };
    }

    /// A wish where no script runs: a script, a command or a language; otherwise an act that is none of them.
    private MessageAct wishOf(TypedMessage input) {
        MessageAct act = acts.findAct(input.text().text(), ActHandler.MENU_KINDS);
        return act.confidence() < MIN_ACT_CONFIDENCE
                        || act.confidence() < SURE_ACT_CONFIDENCE
                                && questions.isAnswered(input.text().lines())
                ? MessageAct.UNKNOWN
                : act;
    }

    private boolean followActInForm(ConversationTurn turn, TypedMessage input) {
        double least = turn.doubtsAnswer(input.text());
        if (least > 1) {
            return false;
        }
        MessageAct act = acts.findAct(input.text().text(), turn.possibleActs());
        boolean leaves = act.kind() == MessageAct.Kind.START || act.kind() == MessageAct.Kind.COMMAND;
        return act.confidence() >= Math.max(least, leaves ? SURE_ACT_CONFIDENCE : MIN_ACT_CONFIDENCE)
                && !(leaves && questions.interruptsForm(input.text().lines()))
                && (followWish(turn, act, input) || turn.applyAct(act, input));
    }

    /// A question to the desk takes the place of an answer only if the current question refuses it as one. One that was
    /// written before the last reply was seen must be understood beyond doubt, and be more than a greeting.
    private boolean askQuestion(ConversationTurn turn, TypedMessage input) {
        if (library.forCommand(GlobalCommand.ASK.key()) == null
                || input.blind() && input.text().wordCount() < MIN_UNSEEN_WORDS) {
            return false;
        }
        boolean asked = turn.hasRunningSession()
                ? turn.isRefusedByForm(input.text())
                        && questions.interruptsForm(input.text().lines())
                : questions.isAnswered(input.text().lines())
                        || !turn.leaveInput()
                                && !input.blind()
                                && questions.isNear(input.text().lines());
        if (asked) {
            turn.scripts().startQuestionScript(input);
        }
        return asked;
    }

    private boolean answerSession(ConversationTurn turn, TypedMessage input) {
        if (!turn.hasRunningSession()) {
            return false;
        }
        turn.applyText(input);
        return true;
    }

    private boolean showMenu(ConversationTurn turn, TypedMessage input) {
        turn.refuseInput("engine.not_understood");
        return true;
    }
}
