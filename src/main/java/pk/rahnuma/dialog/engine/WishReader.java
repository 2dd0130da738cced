package pk.rahnuma.dialog.engine;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.engine.session.SessionReadings;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.TimePhrases;
import pk.rahnuma.dialog.understanding.Utterance;

/// Reads what a message wants beside its answer, in its last part or its first: "Lahore, and remind me tomorrow".
final class WishReader {

    /// A longer text is a story.
    private static final int MAX_LENGTH = 160;
    /// Minimum words of a text with both.
    private static final int MIN_WORDS = 3;
    private static final double MIN_CONFIDENCE = 0.75;
    private static final String PART_END = ",،;؛\n?؟";
    private static final Set<String> CONJUNCTIONS = Set.of("and", "plus", "but", "aur", "اور");
    private static final long IN_WISH = PhraseKind.bits(
            PhraseKind.INTERROGATIVE, PhraseKind.REQUEST, PhraseKind.REMINDER, PhraseKind.FILLER, PhraseKind.SENTENCE);
    private static final long WANTING = PhraseKind.bits(PhraseKind.INTERROGATIVE, PhraseKind.REQUEST);
    private static final Set<MessageAct.Kind> WISHES = EnumSet.of(
            MessageAct.Kind.COMMAND, MessageAct.Kind.START, MessageAct.Kind.QUESTION, MessageAct.Kind.ANSWER);

    private final ConversationReadings.Sources sources;
    private final ConversationTurn turn;
    private final TypedMessage typed;

    WishReader(ConversationReadings.Sources sources, ConversationTurn turn, TypedMessage typed) {
        this.sources = sources;
        this.turn = turn;
        this.typed = typed;
    }

    /// The answer and the wish, to be followed in this order; empty when the message is not both.
    List<Reading> findBoth(ReadingState state) {
        Utterance text = typed.text();
        if (state != ReadingState.QUESTION
                || typed.blind()
                || text.wordCount() < MIN_WORDS
                || text.text().length() > MAX_LENGTH
                || !(text.containsAny(IN_WISH) || text.hasQuestionMark())
                || !turn.sessionRunner().isFormRunning()) {
            return List.of();
        }
        List<Utterance> parts = SentenceSplitter.splitSentences(text, PART_END, CONJUNCTIONS);
        if (parts.size() < 2) {
            return List.of();
        }
        Utterance last = parts.getLast();
        Utterance first = parts.getFirst();
        List<Reading> both = readBoth(text.part(0, text.wordCount() - last.wordCount()), last);
        return both.isEmpty() ? readBoth(text.part(first.wordCount(), text.wordCount()), first) : both;
    }

    private List<Reading> readBoth(Utterance beside, Utterance wanted) {
        int words = beside.wordCount();
        Utterance answer = beside.part(
                words > 1 && CONJUNCTIONS.contains(beside.word(0)) ? 1 : 0,
                words > 1 && CONJUNCTIONS.contains(beside.word(words - 1)) ? words - 1 : words);
        if (NonAnswer.findKind(answer, false).isPresent()
                || !turn.sessionRunner().answerReader().isAnswer(answer)) {
            return List.of();
        }
        // "Difference of registration and whitelisting" is one question.
        boolean divided = answer.wordCount() == words;
        Reading wish = readWish(typed.withText(wanted), divided);
        if (wish == null) {
            return List.of();
        }
        SessionReadings session = turn.sessionRunner().readingsOf(typed.withText(answer));
        return List.of(turn.sessionRunner().inSession(session.first(ReadingKind.OF_ANSWERS)), wish);
    }

    /// @param divided whether a mark divides it from the answer, without a conjunction
    private Reading readWish(TypedMessage wanted, boolean divided) {
        Utterance text = wanted.text();
        RequestReader.CommandMatch command = RequestReader.findCommand(text);
        Reading found = readCommand(command == null ? findLikelyCommand(text) : command.command());
        if (found != null) {
            return found;
        }
        Optional<Instant> time = text.contains(PhraseKind.REMINDER)
                ? TimePhrases.findTime(text, false, turn.context().localTime()).map(EngineContext::toInstant)
                : Optional.empty();
        if (time.isPresent()) {
            return Reading.of(
                    ReadingKind.REMINDER_TIME,
                    time.get().toString(),
                    () -> new DraftReminderHandler(turn)
                            .remindAt(turn.sessions().topSession(), time.get()));
        }
        boolean asks = divided && (text.hasQuestionMark() || text.contains(PhraseKind.INTERROGATIVE));
        return asks && sources.questions().interruptsForm(text.lines())
                ? Reading.of(ReadingKind.ASK, () -> turn.scripts().startQuestionScript(wanted))
                : null;
    }

    /// Command that a wish without its own sentence most likely is, or null.
    private GlobalCommand findLikelyCommand(Utterance text) {
        if (!text.containsAny(WANTING)) {
            return null;
        }
        MessageAct act = sources.acts().findActs(text.text(), WISHES).getFirst();
        GlobalCommand likely = act.kind() == MessageAct.Kind.COMMAND ? GlobalCommand.fromKey(act.name()) : null;
        return likely != null && act.confidence() >= MIN_CONFIDENCE && RequestReader.hasWordsOf(text, likely)
                ? likely
                : null;
    }

    /// @param command or null for none
    private Reading readCommand(GlobalCommand command) {
        Runnable effect = command == null ? null : sources.commands().findEffect(turn, command, "");
        return effect == null ? null : Reading.of(ReadingKind.COMMAND, command.key(), effect);
    }
}
