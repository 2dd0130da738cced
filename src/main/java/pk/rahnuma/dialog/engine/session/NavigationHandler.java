package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import pk.rahnuma.dialog.engine.reading.RequestReader;
import pk.rahnuma.dialog.engine.reading.TypedMessage;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Utterance;

/// Moves a person along the answers of a session: back, to the list of answers, to one of them.
final class NavigationHandler {

    /// A new value of an answer, which its question accepts.
    private record CorrectedAnswer(Journey.JourneyStep step, ScriptStep.Question question, Object value) {}

    private final SessionStep sessionStep;

    NavigationHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    void goBack() {
        Session session = sessionStep.session();
        List<Journey.JourneyStep> answered = sessionStep.journey().changeableSteps();
        // A derived answer was never asked for.
        answered.removeIf(passed -> !session.answers().containsKey(passed.key()));
        if (session.picking() || session.doubt() != null || session.partial() != null) {
            sessionStep.updateSession(session.withAnswerList(false, 0)
                    .withPendingValue(null, null, sessionStep.context().now()));
            sessionStep.repeatStep();
        } else if (answered.isEmpty()) {
            sessionStep.repeatStep("engine.nothing_back");
        } else {
            showQuestion(answered.getLast().key(), Exit.BACK);
        }
    }

    /// Shows the list of answers, or goes to one of them.
    ///
    /// @param position in the list, counted from 1; 0 shows the list
    void changeAnswer(int position) {
        Session session = sessionStep.session();
        List<Journey.JourneyStep> selectable = sessionStep.journey().selectableSteps();
        if (selectable.isEmpty()) {
            sessionStep.repeatStep("engine.nothing_to_change");
        } else if (position < 1 || position > selectable.size()) {
            sessionStep.updateSession(session.withAnswerList(true, 0));
            sessionStep.repeatStep();
        } else {
            changeAnswer(selectable.get(position - 1));
        }
    }

    /// Goes to an answer, and shows what it is now.
    void changeAnswer(Journey.JourneyStep selected) {
        if (selected.step() instanceof ScriptStep.Repeat repeat) {
            String from = sessionStep.currentStep().step().name();
            sessionStep.updateSession(sessionStep
                    .session()
                    .withoutAnswer(repeat.name(), sessionStep.context().now()));
            sessionStep.recordTrail(Exit.CHANGED, from, null);
            sessionStep.repeatStep();
            return;
        }
        ScriptStep.Question question = (ScriptStep.Question) selected.step();
        String now = sessionStep.formatPresent(question, selected.key());
        focusQuestion(selected.key());
        sessionStep.showCurrentStep(now, DisplayMode.PLAIN);
    }

    void showQuestion(String key) {
        showQuestion(key, Exit.CHANGED);
    }

    private void showQuestion(String key, Exit exit) {
        focusQuestion(key, exit);
        sessionStep.repeatStep();
    }

    /// Goes to a question without showing it.
    void focusQuestion(String key) {
        focusQuestion(key, Exit.CHANGED);
    }

    private void focusQuestion(String key, Exit exit) {
        String from = sessionStep.currentStep().step().name();
        sessionStep.updateSession(
                sessionStep.session().withFocus(key, sessionStep.context().now()));
        sessionStep.recordTrail(exit, from, null);
    }

    /// True when several answers to change have the name in their labels: "number" of a card and of a phone.
    ///
    /// @param name a comparison key, or null
    boolean namesSeveral(String name) {
        return name != null
                && name.length() >= SessionStep.MIN_NAME_LENGTH
                && sessionStep.journey().selectableSteps().stream()
                                .filter(answered -> sessionStep.textRenderer().labelsOf(answered.step()).stream()
                                        .anyMatch(label -> label.contains(name.replace(" ", ""))))
                                .count()
                        > 1;
    }

    /// True when the text gives a new value for an answer, by its name: "no wait, my name is Sara Khan".
    boolean correctsAnswer(RequestReader words, Utterance text) {
        return findCorrectedAnswer(words, text).isPresent();
    }

    /// Takes the new value of an answer.
    ///
    /// @return false when the text gives none
    boolean correctAnswer(RequestReader words, TypedMessage input) {
        Optional<CorrectedAnswer> corrected = findCorrectedAnswer(words, input.text());
        corrected.ifPresent(answer -> {
            FieldParseResult reading = new FieldParseResult.Accepted(answer.value(), true);
            sessionStep.maskInput(answer.question(), reading, input.text().lines());
            if (answer.step().key().equals(sessionStep.currentStep().key())) {
                sessionStep.handleReading(answer.question(), reading, input.message());
            } else {
                new SessionAdvancer(sessionStep).replaceAnswer(answer.step(), answer.value(), input.message());
            }
        });
        return corrected.isPresent();
    }

    /// None in a story, and at a question for one, whose sentences name many things.
    private Optional<CorrectedAnswer> findCorrectedAnswer(RequestReader words, Utterance text) {
        if (text.lines().length() > FieldType.MAX_SENTENCE_LENGTH
                || sessionStep.currentStep().step() instanceof ScriptStep.Question question
                        && question.type().takesStories()) {
            return Optional.empty();
        }
        return words.findCorrections(text).stream()
                .map(this::findCorrectedAnswer)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private CorrectedAnswer findCorrectedAnswer(RequestReader.Correction correction) {
        Journey.JourneyStep current = sessionStep.currentStep();
        boolean asked = current.step() instanceof ScriptStep.Question question
                && sessionStep
                        .textRenderer()
                        .labelsOf(question)
                        .contains(correction.name().key().replace(" ", ""));
        Journey.JourneyStep named =
                asked ? current : sessionStep.findNamedStep(correction.name().key());
        if (named == null || !(named.step() instanceof ScriptStep.Question question)) {
            return null;
        }
        FieldContext context = sessionStep.fieldContext(question, null);
        return question.type().readText(correction.value(), context) instanceof FieldParseResult.Accepted accepted
                        && (context.options().isEmpty()
                                || context.options().stream()
                                        .anyMatch(option -> option.value().equals(accepted.value())))
                        && sessionStep.journey().firstFailedCheck(named, accepted.value(), false) == null
                ? new CorrectedAnswer(named, question, accepted.value())
                : null;
    }

    void showPage(int page) {
        Session session = sessionStep.session();
        sessionStep.updateSession(session.withAnswerList(session.picking(), Math.max(0, page)));
        sessionStep.showCurrentStep("", DisplayMode.REPLACES);
    }

    /// Asks the later questions before a review, one after the other.
    ///
    /// @return false when all of them are answered
    boolean askLaterQuestions(ScriptStep.Review review) {
        if (sessionStep.journey().openLaterSteps().isEmpty()) {
            return false;
        }
        sessionStep.updateSession(sessionStep
                .session()
                .withAnswer(
                        review.name(),
                        new StoredAnswer(Journey.ADDING_LATER, null),
                        sessionStep.context().now()));
        sessionStep.recordTrail(Exit.ANSWERED, review.name(), null);
        sessionStep.repeatStep("engine.adding");
        return true;
    }

    /// Returns from a later question to the review.
    ///
    /// @return false when none is asked
    boolean leaveLaterQuestions() {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question) || !question.later()) {
            return false;
        }
        Session session = sessionStep.session();
        Instant now = sessionStep.context().now();
        sessionStep.updateSession(sessionStep
                .journey()
                .extendedReview()
                .map(review -> session.withoutAnswer(review, now))
                .orElseGet(() -> session.withFocus(null, now)));
        sessionStep.recordTrail(Exit.SKIPPED, question.name(), null);
        sessionStep.repeatStep();
        return true;
    }

    /// Returns from the list of answers to the current step.
    void leaveAnswerList() {
        Session session = sessionStep.session();
        sessionStep.updateSession(
                session.focus() == null
                        ? session.withAnswerList(false, 0)
                        : session.withFocus(null, sessionStep.context().now()));
        sessionStep.repeatStep();
    }
}
