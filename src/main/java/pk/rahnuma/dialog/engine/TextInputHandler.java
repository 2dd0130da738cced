package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Optional;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Language;

/// Handles a typed text: reads it once, takes the language of the person from it, and follows the first of its readings
/// that counts.
final class TextInputHandler {

    /// Minimum words of a sentence that tells the language of a person.
    private static final int MIN_SENTENCE_WORDS = 3;

    private static final long SENTENCE_PHRASES =
            PhraseKind.bits(PhraseKind.CLOSING, PhraseKind.REQUEST, PhraseKind.INTERROGATIVE, PhraseKind.NEGATION);

    private final ConversationReadings.Sources sources;
    private final LanguageDetector languages;

    TextInputHandler(ConversationReadings.Sources sources) {
        this.sources = sources;
        this.languages = new LanguageDetector(sources.library().texts());
    }

    void handleText(ConversationTurn turn, ConversationInput.Text typed) {
        // Nothing reads a text that is too long.
        if (typed.text().length() > EngineLimits.MAX_INPUT_LENGTH) {
            refuseLongText(turn, typed);
        } else {
            followText(turn, typed);
        }
    }

    /// Follows a text; an answer with a wish beside it as two messages that were sent together.
    private void followText(ConversationTurn turn, ConversationInput.Text typed) {
        ConversationReadings readings = readMessage(turn, typed);
        List<Reading> both = new WishReader(sources, turn, readings.message()).findBoth(readings.state());
        if (both.isEmpty()) {
            turn.follow(readings.first());
            return;
        }
        turn.follow(both.getFirst());
        ReplyMerger.QueuedReplies answered = takeReplies(turn);
        both.getLast().effect().run();
        ReplyMerger.QueuedReplies wished = takeReplies(turn);
        ReplyMerger.mergeReplies(List.of(answered, wished), wished.position()).forEach(turn.replies()::addAll);
    }

    private static ReplyMerger.QueuedReplies takeReplies(ConversationTurn turn) {
        List<Reply> taken = List.copyOf(turn.replies());
        turn.replies().clear();
        return new ReplyMerger.QueuedReplies(
                taken, ReplyMerger.positionOf(turn.sessions().stack()));
    }

    /// Reads a text of bounded length; the language of the turn becomes the one that the text tells.
    ConversationReadings readMessage(ConversationTurn turn, ConversationInput.Text typed) {
        TypedMessage input = readStartWord(turn, typed);
        boolean withoutLanguage = turn.hasNoLanguage();
        ReadingState state = turn.state(input);
        takeLanguage(turn, input);
        return new ConversationReadings(sources, turn, input, state, withoutLanguage);
    }

    /// `/start register` is the command `/register`: a script, command or language by its word. Any other word is that
    /// of a link which does not exist here, and greets as `/start` does.
    private TypedMessage readStartWord(ConversationTurn turn, ConversationInput.Text typed) {
        TypedMessage input = TypedMessage.read(typed, sources.library().texts().lexicon());
        Optional<String> word = DeepLink.findStartWord(input.text().text())
                .filter(found -> turn.scripts().findLink(input.text().text()).isEmpty());
        if (word.isEmpty()) {
            return input;
        }
        TypedMessage command = input.withText(input.text().read("/" + word.get()));
        return RequestReader.isWholeRequest(command.text())
                ? command
                : input.withText(input.text().read(DeepLink.START_COMMAND.strip()));
    }

    private static void refuseLongText(ConversationTurn turn, ConversationInput.Text typed) {
        if (turn.hasRunningSession()) {
            turn.sessionRunner().applyInput(typed);
        } else if (turn.isNewPerson()) {
            turn.scripts().startWelcome("engine.too_long");
        } else {
            turn.refuseInput("engine.too_long");
        }
    }

    /// Takes the language of a person without one from what they write, and that of a person whose messages before did
    /// not tell it ("register") from their first sentence, or from fewer words where no script runs.
    private void takeLanguage(ConversationTurn turn, TypedMessage input) {
        if (!turn.hasRunningSession() && turn.hasNoLanguage()) {
            takeFirstLanguage(turn, input);
        } else if (turn.isLanguageOpen()
                && !isSlashed(input)
                && (isSentence(input.text()) || !turn.hasRunningSession())) {
            languages.detectLanguage(input.text().text()).ifPresent(turn::settleLanguage);
        }
    }

    /// A greeting in Latin letters leaves the language open: "salam" and "hello" are written by all.
    private void takeFirstLanguage(ConversationTurn turn, TypedMessage input) {
        if (RequestReader.findLanguage(input.text()) != null
                || turn.scripts().findLink(input.text().text()).isPresent()) {
            return;
        }
        boolean greeting = RequestReader.greets(input.text());
        Optional<String> told = isSlashed(input)
                ? Optional.empty()
                : languages
                        .detectLanguage(input.text().text())
                        .filter(found -> !greeting || !found.equals(Language.ENGLISH));
        told.ifPresent(turn::adoptLanguage);
        if (greeting && told.filter(Language.ROMAN_URDU::equals).isPresent()) {
            turn.leaveLanguageOpen();
        }
        if (told.isEmpty() && !greeting) {
            turn.keepLanguageForNow();
        }
    }

    private static boolean isSlashed(TypedMessage input) {
        return input.text().lines().startsWith("/");
    }

    /// True for a text with words that only a sentence has.
    private static boolean isSentence(Utterance text) {
        return text.wordCount() >= MIN_SENTENCE_WORDS && text.containsAny(SENTENCE_PHRASES);
    }
}
