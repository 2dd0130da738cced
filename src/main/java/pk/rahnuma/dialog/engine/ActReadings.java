package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.engine.session.ActHandler;
import pk.rahnuma.dialog.engine.session.SessionReadings;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.reading.MessageAct;
import pk.rahnuma.dialog.reading.Reading;
import pk.rahnuma.dialog.reading.ReadingKind;
import pk.rahnuma.dialog.reading.ReadingState;
import pk.rahnuma.dialog.reading.TypedMessage;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.understanding.PhraseKind;

/// Readings of a message by its act: what it does, whatever values are in it. How sure an act has to be depends on what
/// it goes before.
final class ActReadings {

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

    private final ConversationReadings readings;
    private final ConversationReadings.Sources sources;
    private final ConversationTurn turn;
    private final TypedMessage typedMessage;
    /// Null while no script runs.
    private final SessionReadings session;
    /// Null before they are asked for.
    private List<MessageAct> acts;

    ActReadings(
            ConversationReadings readings,
            ConversationReadings.Sources sources,
            ConversationTurn turn,
            TypedMessage typedMessage,
            SessionReadings session) {
        this.readings = readings;
        this.sources = sources;
        this.turn = turn;
        this.typedMessage = typedMessage;
        this.session = session;
    }

    /// Name of the script that the act surely wants, or null.
    String scriptSurelyWanted() {
        return mayBeAct()
                        && act().isSurely(MessageAct.Kind.START, SURE_ACT_CONFIDENCE)
                        && sources.library().findCurrent(act().name()) != null
                ? act().name()
                : null;
    }

    boolean isRemark() {
        return mayBeAct() && act().isSurely(MessageAct.Kind.REMARK, MIN_ACT_CONFIDENCE);
    }

    /// True at the story of a form for a text that puts it off or wants something else. A story for staff may say that.
    boolean leavesStory() {
        return turn.sessionRunner().isFormRunning()
                && mayBeAct()
                && switch (act().kind()) {
                    case NONE -> act().confidence() >= PUTS_OFF_STORY_CONFIDENCE;
                    case COMMAND, LANGUAGE, START -> act().confidence() >= OVER_STORY_CONFIDENCE;
                    default -> false;
                };
    }

    /// True for a text that surely corrects another answer, and has its new value.
    boolean isCorrection() {
        return mayBeAct()
                && act().isSurely(MessageAct.Kind.CORRECTION, MIN_ACT_CONFIDENCE)
                && ActHandler.correctsByValue(turn.sessionRunner().topStep(), typedMessage.text());
    }

    /// True for a text that was written to the last reply, and has more than one word.
    private boolean mayBeAct() {
        return !typedMessage.blind() && typedMessage.text().wordCount() >= MIN_ACT_WORDS;
    }

    /// The likeliest act of those that the message can be.
    MessageAct act() {
        return findActs().getFirst();
    }

    private List<MessageAct> findActs() {
        if (acts == null) {
            acts = sources.acts()
                    .findActs(
                            typedMessage.text().text(),
                            session == null
                                    ? ActHandler.MENU_KINDS
                                    : ActHandler.possibleKinds(
                                            turn.sessionRunner().topStep(), typedMessage.text()));
        }
        return acts;
    }

    /// Two likely acts, neither of which is sure. A person with an open ticket is not asked.
    Reading findUnsureAct() {
        String lines = typedMessage.text().lines();
        if (!mayBeAct()
                || turn.context().openTicket() != null
                || act().confidence() >= SURE_ACT_CONFIDENCE
                || session == null && sources.questions().isAnswered(lines)
                || session != null
                        && (!turn.sessionRunner().isFormRunning()
                                || !turn.sessionRunner().answerReader().isRefused(typedMessage.text())
                                || sources.questions().interruptsForm(lines))) {
            return null;
        }
        List<ReplyButton> buttons = new ActButtons(sources, turn).findButtons(findActs());
        return buttons.isEmpty()
                ? null
                : readings.introduced(
                        ReadingKind.UNSURE_ACT,
                        findActs().stream().map(MessageAct::key).collect(Collectors.joining(" or ")),
                        act().confidence(),
                        () -> turn.askWhich(buttons));
    }

    /// An act that no phrase of the texts shows, where the current question does not take the text beyond doubt.
    Reading findAct() {
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
                                && (sources.questions()
                                                .isAnswered(typedMessage.text().lines())
                                        || findUnsureAct() != null)
                ? null
                : findWish();
    }

    /// Facts of a form say that it is to be filled, unless the sentence asks something.
    Reading findFacts() {
        return mayBeAct() && !isQuestion()
                ? readings.startOf(ReadingKind.FACTS, turn.scripts().findFormOf(typedMessage.text()))
                : null;
    }

    /// True for a text with the form of a question.
    private boolean isQuestion() {
        return typedMessage.text().contains(PhraseKind.INTERROGATIVE)
                || typedMessage.text().hasQuestionMark();
    }

    /// True for the act of a command to which the desk's answer would only lead: "an officer should call me".
    private boolean answerLeadsToWish() {
        Script wanted = act().kind() == MessageAct.Kind.COMMAND && !isQuestion()
                ? sources.library().forCommand(act().name())
                : null;
        return wanted != null && sources.questions().leadsTo(typedMessage.text().lines(), wanted.name());
    }

    /// @return null when the act is no wish, or nothing here can follow it
    private Reading findWish() {
        double confidence = act().confidence();
        return switch (act().kind()) {
            case START -> {
                Script script = sources.library().findCurrent(act().name());
                yield script == null || turn.sessionRunner().isRunning(script)
                        ? null
                        : readings.startOf(ReadingKind.ACT, script.name(), confidence);
            }
            case COMMAND -> {
                GlobalCommand wanted = GlobalCommand.fromKey(act().name());
                yield wanted == null ? null : readings.commandReading(ReadingKind.ACT, wanted, confidence);
            }
            case LANGUAGE -> {
                String language = act().name();
                yield readings.introduced(ReadingKind.ACT, language, confidence, () -> turn.setLanguage(language));
            }
            default -> null;
        };
    }

    private Reading findActInForm() {
        double least = ActHandler.doubtsAnswer(turn.sessionRunner().topStep(), typedMessage.text());
        if (least > 1) {
            return null;
        }
        double confidence = act().confidence();
        if (confidence
                        < Math.max(
                                least,
                                leavesSession() && !answerLeadsToWish() ? SURE_ACT_CONFIDENCE : MIN_ACT_CONFIDENCE)
                || isAskedRather(confidence)) {
            return null;
        }
        Reading wish = findWish();
        return wish == null ? turn.sessionRunner().readingOf(act(), typedMessage) : wish;
    }

    /// True for a question with an answer of the desk, which goes before an act that leads away from the form, and
    /// before one that has nothing to give: "I have no letter, what now".
    private boolean isAskedRather(double confidence) {
        boolean givesNothing = act().key().equals(NOTHING_TO_GIVE);
        return isQuestion()
                && (givesNothing || leavesSession() && confidence < CERTAIN_ACT_CONFIDENCE)
                && sources.questions().interruptsForm(typedMessage.text().lines());
    }

    /// True for the act of a script, or of a command of the conversation.
    private boolean leavesSession() {
        GlobalCommand wanted = act().kind() == MessageAct.Kind.COMMAND ? GlobalCommand.fromKey(act().name()) : null;
        return act().kind() == MessageAct.Kind.START
                || wanted != null && sources.commands().findEffect(turn, wanted, "") != null;
    }

    /// True for a text that is surely a question, although it names an option ("where do I get a static IP"), or is a
    /// doubtful answer ("is NordVPN accepted or not").
    boolean isSureQuestion() {
        if (readings.state() != ReadingState.QUESTION || !mayBeAct()) {
            return false;
        }
        boolean question = act().kind() == MessageAct.Kind.QUESTION;
        return isQuestion()
                        && turn.sessionRunner().isFormRunning()
                        && turn.sessionRunner().answerReader().isOptionAsked()
                        && question
                || turn.sessionRunner().answerReader().isAnswerDoubted(typedMessage.text())
                        && (isQuestion()
                                ? question || leavesSession()
                                : act().isSurely(MessageAct.Kind.QUESTION, SURE_ACT_CONFIDENCE));
    }

    /// True for a sentence in a form that has no form of a question, unless a question is its likely act: "the scanner
    /// is down, evening".
    boolean saysOtherwise() {
        return turn.sessionRunner().isFormRunning()
                && mayBeAct()
                && !isQuestion()
                && act() != MessageAct.UNKNOWN
                && switch (act().kind()) {
                    case QUESTION -> act().confidence() < LIKELY_ACT_CONFIDENCE;
                    case COMMAND, LANGUAGE -> false;
                    default -> true;
                };
    }

    /// An answer that may be something else is shown to be confirmed: any words answer the question, and the act of the
    /// text is another, or none while it reads like a sentence.
    Reading findUnsureAnswer() {
        Reading found = turn.sessionRunner().isFormRunning() && mayBeAct() && (isOtherAct() || isOtherSentence())
                ? session.findUnsureAnswer()
                : null;
        return found == null ? null : turn.sessionRunner().inSession(found);
    }

    private boolean isOtherAct() {
        return act().confidence() >= MIN_ACT_CONFIDENCE
                && act().kind() != MessageAct.Kind.ANSWER
                && act().kind() != MessageAct.Kind.QUESTION;
    }

    private boolean isOtherSentence() {
        int sentenceWords = typedMessage.text().wordCount()
                - typedMessage.text().withoutWords(PhraseKind.SENTENCE).wordCount();
        return readings.state() != ReadingState.STORY
                && (sentenceWords >= MIN_SENTENCE_WORDS
                        || sentenceWords > 0
                                && ActHandler.namesOtherAnswer(
                                        turn.sessionRunner().topStep(), typedMessage.text()))
                && !act().isSurely(MessageAct.Kind.ANSWER, MIN_ACT_CONFIDENCE);
    }
}
