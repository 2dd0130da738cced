package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;

/// Advances a session after a change to the next step that needs input, and says the texts on the way.
final class SessionAdvancer {

    private final SessionStep sessionStep;

    SessionAdvancer(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    /// Shows the first step of a new session.
    void startSession(String lead) {
        sessionStep.recordTrail(Exit.STARTED, "", null);
        showNextStep(new HashSet<>(), lead);
    }

    /// Accepts the value as the answer to the current question.
    ///
    /// @param lead text before the next step, or an empty text
    void acceptAnswer(Object value, String message, String lead) {
        boolean first = sessionStep.session().focus() == null;
        advanceByAnswer(new StoredAnswer(value, message), first ? Exit.ANSWERED : Exit.CHANGED, null, lead);
    }

    void skipQuestion() {
        skipQuestion(null, "");
    }

    /// @param reason why the person leaves it, or null
    /// @param lead text before the next step, or an empty text
    void skipQuestion(String reason, String lead) {
        if (sessionStep.currentStep().step() instanceof ScriptStep.Question question && question.optional()) {
            String own = sessionStep.textRenderer().formatOptionalText(question.texts() + ".skipped");
            advanceByAnswer(
                    new StoredAnswer(null, null), Exit.SKIPPED, reason, PromptRenderer.joinParagraphs(lead, own));
        } else {
            sessionStep.repeatStep("engine.cannot_skip");
        }
    }

    void confirmReview(ScriptStep.Review review) {
        StoredAnswer confirmed = new StoredAnswer(sessionStep.journey().reviewHash(), null);
        advanceTo(sessionStep.session().withAnswer(review.name(), confirmed, sessionStep.now()), Exit.ANSWERED);
    }

    /// Replaces an answer after its message was edited or continued.
    void replaceAnswer(Journey.JourneyStep answered, Object value, String message) {
        replaceAnswers(Map.of(answered, value), message);
    }

    /// Replaces answers, shows them, and continues.
    void replaceAnswers(Map<Journey.JourneyStep, Object> values, String message) {
        Set<String> shownTexts = shownTexts();
        showNextStep(shownTexts, String.join("\n", storeAnswers(values, message)));
    }

    /// Replaces answers.
    ///
    /// @return a line for each, to be shown
    List<String> storeAnswers(Map<Journey.JourneyStep, Object> values, String message) {
        List<String> lines = new ArrayList<>();
        values.forEach((answered, value) -> {
            ScriptStep.Question question = (ScriptStep.Question) answered.step();
            String focus = sessionStep.session().focus();
            sessionStep.updateSession(sessionStep
                    .session()
                    .withAnswer(answered.key(), new StoredAnswer(value, message), sessionStep.now()));
            if (focus != null && !focus.equals(answered.key())) {
                sessionStep.updateSession(sessionStep.session().withFocus(focus, sessionStep.now()));
            }
            sessionStep.recordTrail(Exit.CHANGED, question.name(), null);
            SessionTextRenderer renderer = sessionStep.textRenderer();
            Map<String, Object> arguments = Map.of(
                    "label", renderer.formatLabel(question), "value", renderer.formatAnswer(question, answered.key()));
            lines.add(renderer.formatText("engine.edited", arguments));
        });
        return lines;
    }

    /// Continues from a changed session.
    void advanceTo(Session changed, Exit exit) {
        advanceTo(changed, exit, null, "");
    }

    /// @param lead text before the next step, or an empty text
    void advanceTo(Session changed, Exit exit, String lead) {
        advanceTo(changed, exit, null, lead);
    }

    /// @param reason of the exit, or null
    /// @param lead text before the next step, or an empty text
    void advanceTo(Session changed, Exit exit, String reason, String lead) {
        advanceTo(changed, sessionStep.journey().afterChange(changed, sessionStep.context()), exit, reason, lead);
    }

    private void advanceByAnswer(StoredAnswer answer, Exit exit, String reason, String lead) {
        Journey journey = sessionStep.journey();
        Session changed = sessionStep.session().withAnswer(journey.currentStep().key(), answer, sessionStep.now());
        advanceTo(changed, journey.afterAnswer(changed, sessionStep.context()), exit, reason, lead);
    }

    private void advanceTo(Session changed, Journey journey, Exit exit, String reason, String lead) {
        String from = sessionStep.currentStep().step().name();
        Set<String> shownTexts = shownTexts();
        boolean atEnd = sessionStep.journey().asksPostponed();
        sessionStep.updateSession(changed, journey);
        boolean begins = journey.asksPostponed() && !atEnd;
        showNextStep(
                shownTexts,
                begins
                        ? PromptRenderer.joinParagraphs(
                                lead, sessionStep.textRenderer().formatText("engine.postponed_left"))
                        : lead);
        sessionStep.recordTrail(exit, from, reason);
    }

    /// Keys of the texts said on the journey so far.
    private Set<String> shownTexts() {
        Set<String> keys = new HashSet<>();
        for (Journey.JourneyStep passed : sessionStep.journey().passedSteps()) {
            if (passed.step() instanceof ScriptStep.Say) {
                keys.add(passed.key());
            }
        }
        return keys;
    }

    /// @param shownTexts keys of the texts that were said before; they are not said again
    private void showNextStep(Set<String> shownTexts, String lead) {
        String text = lead;
        for (int i = 0; i <= EngineLimits.MAX_CONSECUTIVE_CALLS; i++) {
            for (Journey.JourneyStep passed : sessionStep.journey().passedSteps()) {
                if (passed.step() instanceof ScriptStep.Say say && shownTexts.add(passed.key())) {
                    text = PromptRenderer.joinParagraphs(
                            text, sessionStep.textRenderer().formatSay(say));
                }
            }
            if (!addRequiredItem()) {
                sessionStep.showCurrentStep(text, DisplayMode.PLAIN);
                return;
            }
        }
        throw new IllegalStateException(
                "script " + sessionStep.journey().script().name() + " runs in circles");
    }

    /// A repeat that requires more items than it has continues with a new one.
    private boolean addRequiredItem() {
        Session session = sessionStep.session();
        if (sessionStep.currentStep().step() instanceof ScriptStep.Repeat repeat
                && session.itemsOf(repeat.name()).size() < repeat.minItems()) {
            sessionStep.updateSession(session.withItems(repeat.name(), 1, sessionStep.now()));
            return true;
        }
        return false;
    }
}
