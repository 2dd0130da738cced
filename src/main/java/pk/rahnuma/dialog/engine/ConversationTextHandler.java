package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.engine.session.TextHandler;
import pk.rahnuma.dialog.field.PhraseBook;
import pk.rahnuma.dialog.field.PhraseBook.PhraseKind;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.script.CommandWordMatcher;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.Reference;

/// Decides to which part of a conversation a typed text belongs. [#handlers] is the order of interpretation, and the
/// only place that states it; `docs/scripts.md` describes it to authors. A text for the running session goes on to
/// [pk.rahnuma.dialog.engine.session.SessionTextHandler], which has the order within a session.
final class ConversationTextHandler {

    /// Minimum words of a question that is one of several messages at once.
    private static final int MIN_UNSEEN_WORDS = 3;

    /// Minimum words of a sentence that tells the language of a person.
    private static final int MIN_SENTENCE_WORDS = 3;

    private static final Set<PhraseKind> SENTENCE_PHRASES =
            Set.of(PhraseKind.CLOSING, PhraseKind.REQUEST, PhraseKind.INTERROGATIVE, PhraseKind.NEGATION);

    private final ScriptLibrary library;
    private final CommandWordMatcher words;
    private final LanguageDetector languages;
    private final ConversationCommandHandler commands;
    private final FaqMatcher questions;
    private final List<TextHandler<ConversationTurn>> handlers = List.of(
            ConversationTextHandler::refuseLongText,
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
            this::askQuestion,
            this::answerSession,
            this::showMenu);

    ConversationTextHandler(
            ScriptLibrary library,
            CommandWordMatcher words,
            ConversationCommandHandler commands,
            FaqMatcher questions) {
        this.library = library;
        this.words = words;
        this.languages = new LanguageDetector(library.texts());
        this.commands = commands;
        this.questions = questions;
    }

    void handleText(ConversationTurn turn, ConversationInput.Text input) {
        TextHandler.offerText(handlers, turn, readStartWord(turn, input));
    }

    /// `/start register` is the command `/register`: a script, command or language by its word. Any other word is that
    /// of a link which does not exist here, and greets as `/start` does.
    private ConversationInput.Text readStartWord(ConversationTurn turn, ConversationInput.Text input) {
        Optional<String> word = DeepLink.findStartWord(input.text())
                .filter(found -> turn.scripts().findLink(input.text()).isEmpty());
        if (word.isEmpty()) {
            return input;
        }
        String command = "/" + word.get();
        return new ConversationInput.Text(
                isCommand(command) ? command : DeepLink.START_COMMAND.strip(), input.message(), input.blind());
    }

    /// True for a text that is a command, a language or the words of a script as a whole.
    private boolean isCommand(String text) {
        return words.findCommand(text) != null || words.findLanguage(text) != null || words.findScript(text) != null;
    }

    /// Nothing looks at a text that is too long, but the running session, which says so.
    private static boolean refuseLongText(ConversationTurn turn, ConversationInput.Text input) {
        if (input.text().length() <= EngineLimits.MAX_INPUT_LENGTH) {
            return false;
        }
        if (turn.hasRunningSession()) {
            turn.applyInput(input);
        } else if (turn.isNewPerson()) {
            turn.scripts().startWelcome("engine.too_long");
        } else {
            turn.refuseInput("engine.too_long");
        }
        return true;
    }

    private boolean followDeepLink(ConversationTurn turn, ConversationInput.Text input) {
        Optional<DeepLink> link = turn.scripts().findLink(input.text());
        link.ifPresent(turn.scripts()::followLink);
        return link.isPresent();
    }

    /// Takes the language of a new person from what they write, and welcomes them: after the answer to a question, and
    /// otherwise before what they ask for. A greeting in Latin letters does not tell the language: "salam" and "hello"
    /// are written by all.
    private boolean welcomePerson(ConversationTurn turn, ConversationInput.Text input) {
        if (turn.hasRunningSession() || !turn.hasNoLanguage() || words.findLanguage(input.text()) != null) {
            return false;
        }
        CommandWordMatcher.CommandMatch match = words.findCommand(input.text());
        boolean greeting = match != null && match.command() == GlobalCommand.START || words.isGreeting(input.text());
        Optional<String> told = input.text().startsWith("/")
                ? Optional.empty()
                : languages.detectLanguage(input.text()).filter(found -> !greeting || found.equals(Language.URDU));
        told.ifPresent(turn::adoptLanguage);
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

    /// Takes the language from the first sentence of a person whose messages before did not tell it ("register").
    private boolean settleLanguage(ConversationTurn turn, ConversationInput.Text input) {
        if (turn.isLanguageOpen() && isSentence(input.text())) {
            languages.detectLanguage(input.text()).ifPresent(turn::settleLanguage);
        }
        return false;
    }

    /// True for a text with words that only a sentence has.
    private boolean isSentence(String text) {
        String key = TextNormaliser.toComparisonKey(text);
        PhraseBook phrases = library.texts().phraseBook();
        return key.split(" ", MIN_SENTENCE_WORDS).length >= MIN_SENTENCE_WORDS
                && SENTENCE_PHRASES.stream().anyMatch(kind -> phrases.containsPhrase(kind, key));
    }

    /// True when the text asks for a script, the languages, or an application by its reference.
    ///
    /// @param match command that the text is, or null
    private boolean isRequest(
            ConversationTurn turn, ConversationInput.Text input, CommandWordMatcher.CommandMatch match) {
        return namedScript(turn, input) != null
                || scriptOfClause(turn, input) != null
                || match != null
                        && (match.command() == GlobalCommand.LANGUAGE
                                || library.forCommand(match.command().key()) != null)
                || findReference(input).isPresent();
    }

    private boolean isQuestion(ConversationInput.Text input) {
        return library.forCommand(GlobalCommand.ASK.key()) != null && questions.isNear(input.text());
    }

    /// The label of an option of the current question is its answer, whatever else the word means. Exception: the name
    /// of a script after a slash (`/form`).
    private boolean selectOption(ConversationTurn turn, ConversationInput.Text input) {
        if (!turn.hasRunningSession() || !turn.matchesOption(input.text()) || namedScript(turn, input) != null) {
            return false;
        }
        turn.applyInput(input);
        return true;
    }

    /// While a story is asked for, a text is the story, whatever is in it. Exceptions: a text that is a command as a
    /// whole, and whatever has a slash before it.
    private boolean tellStory(ConversationTurn turn, ConversationInput.Text input) {
        if (!turn.hasRunningSession()
                || !turn.isStoryAsked()
                || input.text().startsWith("/")
                || isCommand(input.text())) {
            return false;
        }
        turn.applyInput(input);
        return true;
    }

    /// A "yes" to an answer starts the script that it offers.
    private boolean acceptOffer(ConversationTurn turn, ConversationInput.Text input) {
        return !input.blind()
                && !turn.hasRunningSession()
                && words.isAgreement(input.text())
                && turn.scripts().acceptOffer();
    }

    private boolean chooseLanguage(ConversationTurn turn, ConversationInput.Text input) {
        String language = words.findLanguage(input.text());
        if (language == null) {
            return false;
        }
        turn.setLanguage(language);
        return true;
    }

    private boolean runConversationCommand(ConversationTurn turn, ConversationInput.Text input) {
        CommandWordMatcher.CommandMatch match = words.findCommand(input.text());
        return match != null && commands.runCommand(turn, match.command(), "");
    }

    private boolean startScript(ConversationTurn turn, ConversationInput.Text input) {
        String script = namedScript(turn, input);
        if (script == null) {
            return false;
        }
        turn.scripts().startScriptBySentence(script, input.text());
        return true;
    }

    /// Words of a script start it at the menu, and after a slash; within a session they may be an answer.
    private String namedScript(ConversationTurn turn, ConversationInput.Text input) {
        return input.text().startsWith("/") || !turn.hasRunningSession() ? words.findScript(input.text()) : null;
    }

    private boolean runSessionCommand(ConversationTurn turn, ConversationInput.Text input) {
        CommandWordMatcher.CommandMatch match = words.findCommand(input.text());
        if (turn.hasRunningSession()
                && (match != null
                        || turn.changesNamedAnswer(input.text())
                        || !input.blind() && turn.isSpokenCommand(input.text()))) {
            turn.applyInput(input);
            return true;
        }
        if (match != null) {
            turn.showMenu(match.command() == GlobalCommand.HELP ? "engine.help_menu" : "engine.nothing_running");
        }
        return match != null;
    }

    /// Words of a script start it in the middle of another, unless they answer the current question beyond doubt.
    private boolean switchScript(ConversationTurn turn, ConversationInput.Text input) {
        String script = input.blind() || !turn.hasRunningSession() ? null : words.findScript(input.text());
        if (script == null || turn.isAnswer(input.text())) {
            return false;
        }
        turn.scripts().startScriptBySentence(script, input.text());
        return true;
    }

    /// The reference of an application, alone or inside a sentence, opens it, unless it answers the current question.
    /// At a question for any text, a sentence with one is the answer.
    private boolean openReference(ConversationTurn turn, ConversationInput.Text input) {
        Optional<Reference> reference = findReference(input);
        if (reference.isEmpty()
                || turn.isRunning(library.forLink(DeepLink.APPLICATION_WORD))
                || turn.hasRunningSession() && turn.isAnswer(input.text())
                || turn.hasRunningSession()
                        && turn.isTextAsked()
                        && !turn.isRunning(library.forCommand(GlobalCommand.ASK.key()))
                        && Reference.parseText(input.text()).isEmpty()) {
            return false;
        }
        turn.scripts()
                .followLink(
                        new DeepLink(DeepLink.APPLICATION_WORD, reference.get().toGroupedText()));
        return true;
    }

    /// Reference in a text, if a script opens references.
    private Optional<Reference> findReference(ConversationInput.Text input) {
        if (input.blind() || library.forLink(DeepLink.APPLICATION_WORD) == null) {
            return Optional.empty();
        }
        return Reference.findAll(TextNormaliser.toSingleLine(input.text()), 1).stream()
                .findFirst();
    }

    /// A story that asks for a script at its end starts it, unless the desk has an answer to it.
    private boolean startScriptOfClause(ConversationTurn turn, ConversationInput.Text input) {
        String script = scriptOfClause(turn, input);
        if (script == null) {
            return false;
        }
        turn.scripts().startScriptBySentence(script, input.text());
        return true;
    }

    private boolean asks(String text) {
        return library.texts()
                .phraseBook()
                .containsPhrase(PhraseKind.INTERROGATIVE, TextNormaliser.toComparisonKey(text));
    }

    private String scriptOfClause(ConversationTurn turn, ConversationInput.Text input) {
        String script = turn.hasRunningSession() || input.blind() ? null : words.findScriptInClause(input.text());
        return script == null || asks(input.text()) && questions.isAnswered(input.text()) ? null : script;
    }

    /// A question to the desk takes the place of an answer only if the current question refuses it as one. One that was
    /// written before the last reply was seen must be understood beyond doubt, and be more than a greeting.
    private boolean askQuestion(ConversationTurn turn, ConversationInput.Text input) {
        if (library.forCommand(GlobalCommand.ASK.key()) == null
                || input.blind() && input.text().strip().split("\\s+", MIN_UNSEEN_WORDS).length < MIN_UNSEEN_WORDS) {
            return false;
        }
        boolean asked = turn.hasRunningSession()
                ? turn.isRefusedByForm(input.text()) && questions.interruptsForm(input.text())
                : questions.isAnswered(input.text())
                        || !turn.leaveInput() && !input.blind() && questions.isNear(input.text());
        if (asked) {
            turn.scripts().startQuestionScript(input);
        }
        return asked;
    }

    private boolean answerSession(ConversationTurn turn, ConversationInput.Text input) {
        if (!turn.hasRunningSession()) {
            return false;
        }
        turn.applyInput(input);
        return true;
    }

    private boolean showMenu(ConversationTurn turn, ConversationInput.Text input) {
        turn.refuseInput("engine.not_understood");
        return true;
    }
}
