package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.List;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.ScriptStep;

/// Moves a person along the answers of a session: back, to the list of answers, to one of them.
final class NavigationHandler {

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
            sessionStep.updateSession(session.withAnswerList(false, 0).withPendingValue(null, null, sessionStep.now()));
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
        changeAnswer(selected, null);
    }

    /// @param held value to which the next one is added, or null
    void changeAnswer(Journey.JourneyStep selected, Object held) {
        if (selected.step() instanceof ScriptStep.Repeat repeat) {
            String from = sessionStep.currentStep().step().name();
            sessionStep.updateSession(sessionStep.session().withoutAnswer(repeat.name(), sessionStep.now()));
            sessionStep.recordTrail(Exit.CHANGED, from, null);
            sessionStep.repeatStep();
            return;
        }
        ScriptStep.Question question = (ScriptStep.Question) selected.step();
        String now = sessionStep.formatPresent(question, selected.key());
        focusQuestion(selected.key());
        if (held != null) {
            sessionStep.updateSession(sessionStep.session().withPendingValue(held, null, sessionStep.now()));
        }
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
        sessionStep.updateSession(sessionStep.session().withFocus(key, sessionStep.now()));
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

    void showPage(int page) {
        Session session = sessionStep.session();
        sessionStep.updateSession(session.withAnswerList(session.picking(), Math.max(0, page)));
        sessionStep.showCurrentStep("", DisplayMode.REPLACES);
    }

    /// Asks the later questions before a review that are open, one after the other.
    void askLaterQuestions(ScriptStep.Review review) {
        sessionStep.updateSession(sessionStep
                .session()
                .withAnswer(review.name(), new StoredAnswer(Journey.ADDING_LATER, null), sessionStep.now()));
        sessionStep.recordTrail(Exit.ANSWERED, review.name(), null);
        sessionStep.repeatStep("engine.adding");
    }

    /// Returns from a later question to the review.
    ///
    /// @return false when none is asked
    boolean leaveLaterQuestions() {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question) || !question.later()) {
            return false;
        }
        Session session = sessionStep.session();
        Instant now = sessionStep.now();
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
                        : session.withFocus(null, sessionStep.now()));
        sessionStep.repeatStep();
    }
}
