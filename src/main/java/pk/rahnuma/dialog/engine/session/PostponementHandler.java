package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.render.ReminderRenderer;
import pk.rahnuma.dialog.render.SessionTextRenderer;
import pk.rahnuma.dialog.render.SessionTitle;
import pk.rahnuma.dialog.script.AnswerDependencies;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;

/// Puts off a required question of a form that a person cannot answer now: it is asked again when all others are
/// answered, before the review.
final class PostponementHandler {

    private final SessionStep sessionStep;

    PostponementHandler(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    /// Leaves the current step for now, at the command to skip: an optional question is skipped, a required one put
    /// off.
    void leaveStep() {
        if (!(sessionStep.currentStep().step() instanceof ScriptStep.Question question) || question.optional()) {
            new SessionAdvancer(sessionStep).skipQuestion();
        } else if (!postponeQuestion(question, null, List.of(), "")) {
            sessionStep.repeatStep(isPrerequisite(question) ? "engine.prerequisite" : "engine.cannot_skip");
        }
    }

    /// Puts off the current question, if nothing before the review depends on it.
    ///
    /// @param reason why the person leaves it, or null
    /// @param further lines of the answers to other questions that came with it
    /// @param help about the question, for a person who does not know the answer; or empty
    /// @return false when it has to be answered first
    boolean postponeQuestion(ScriptStep.Question question, String reason, List<String> further, String help) {
        if (!canPostpone(question)) {
            return false;
        }
        if (sessionStep.journey().asksPostponed()) {
            nameRemaining(reason, PromptRenderer.joinParagraphs(String.join("\n", further), help));
        } else {
            List<String> lines = new ArrayList<>(further);
            lines.add(textRenderer()
                    .formatText(
                            "engine.postponed", Map.of("label", textRenderer().formatLabel(question))));
            if (!help.isEmpty()) {
                lines.add(help);
            }
            new SessionAdvancer(sessionStep)
                    .advanceTo(
                            withPostponed(sessionStep.currentStep()), Exit.SKIPPED, reason, String.join("\n", lines));
        }
        return true;
    }

    /// Reminds of the form at a time that the person named, where no other question can be asked meanwhile.
    ///
    /// @return false when the question can be put off within the form
    boolean setReminder(ScriptStep.Question question, Instant time) {
        if (!sessionStep.journey().asksPostponed() && !isPrerequisite(question)) {
            return false;
        }
        sessionStep.updateSession(sessionStep.session().withReminderAt(time));
        sessionStep.recordTrail(
                Exit.SKIPPED, question.name(), NonAnswer.LATER.name().toLowerCase(Locale.ROOT));
        sessionStep.addReply(new ReminderRenderer(
                        sessionStep.texts(),
                        sessionStep.context(),
                        sessionStep.session().id())
                .renderChosenTime(SessionTitle.formatTitle(textRenderer()), time));
        return true;
    }

    /// True for a question of a form on which nothing before the review depends.
    boolean canPostpone(ScriptStep.Question question) {
        return reviewedDependencies(question)
                .filter(dependencies -> !dependencies.isUsedBeforeReview())
                .isPresent();
    }

    /// True for an optional question that can be put off once: at the end, a person who still puts it off goes on
    /// without.
    boolean canPostponeOptional(ScriptStep.Question question) {
        return !question.later() && !sessionStep.journey().asksPostponed() && canPostpone(question);
    }

    /// True for a question of a form that comes before others which depend on it.
    boolean isPrerequisite(ScriptStep.Question question) {
        return reviewedDependencies(question)
                .filter(AnswerDependencies::isUsedBeforeReview)
                .isPresent();
    }

    /// Only postponed questions are left: they are named, and a reminder is offered. Of several, the next one is asked.
    private void nameRemaining(String reason, String help) {
        Session session = sessionStep.session();
        List<String> remaining = new ArrayList<>(session.postponed());
        String current = sessionStep.currentStep().key();
        remaining.remove(current);
        remaining.add(current);
        String from = sessionStep.currentStep().step().name();
        sessionStep.updateSession(session.withPostponed(remaining, sessionStep.now()));
        sessionStep.recordTrail(Exit.SKIPPED, from, reason);
        List<Journey.JourneyStep> open = sessionStep.journey().postponedSteps();
        String lead = textRenderer().formatText("engine.only_postponed", Map.of("labels", formatLabels(open)));
        sessionStep.addReply(new ReminderRenderer(sessionStep.texts(), sessionStep.context(), session.id())
                .renderOffer(PromptRenderer.joinParagraphs(help, lead)));
        if (open.size() > 1) {
            sessionStep.repeatStep();
        }
    }

    private String formatLabels(List<Journey.JourneyStep> steps) {
        return steps.stream()
                .map(step -> textRenderer().formatLabel(step.step()))
                .collect(Collectors.joining(SessionTitle.SEPARATOR));
    }

    /// Papers come last, since most people have to fetch them.
    private Session withPostponed(Journey.JourneyStep step) {
        Session session = sessionStep.session();
        List<String> keys = new ArrayList<>(session.postponed());
        keys.remove(step.key());
        Script script = sessionStep.journey().script();
        int firstPaper = 0;
        while (firstPaper < keys.size() && !isPaper(script, keys.get(firstPaper))) {
            firstPaper++;
        }
        keys.add(isPaper(script, step.key()) ? keys.size() : firstPaper, step.key());
        return session.withPostponed(keys, sessionStep.now());
    }

    private static boolean isPaper(Script script, String key) {
        return script.named().get(key.substring(key.lastIndexOf('/') + 1)) instanceof ScriptStep.Question question
                && AnswerDependencies.isPaper(question);
    }

    /// Dependencies on the first answer to a question before a review; empty for other questions.
    private Optional<AnswerDependencies> reviewedDependencies(ScriptStep.Question question) {
        return isOpen()
                ? Optional.of(new AnswerDependencies(sessionStep.journey().script(), sessionStep.texts(), question))
                        .filter(AnswerDependencies::isReviewedNext)
                : Optional.empty();
    }

    /// True for the first answer to a question of a form, of which nothing has come yet.
    private boolean isOpen() {
        Session session = sessionStep.session();
        return sessionStep.journey().script().keeps()
                && !isAnswered()
                && session.partial() == null
                && session.awaited().stream().allMatch(file -> file.early() != null);
    }

    /// True when the person went back to the current question in order to change its answer.
    boolean isAnswered() {
        return sessionStep
                .session()
                .answers()
                .containsKey(sessionStep.currentStep().key());
    }

    private SessionTextRenderer textRenderer() {
        return sessionStep.textRenderer();
    }
}
