package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.shared.Language;

/// Handles the reading of an answer: accepts, doubts, or refuses it.
final class AnswerHandler {

    private final SessionStep sessionStep;
    private final ScriptTexts texts;

    AnswerHandler(SessionStep sessionStep, ScriptTexts texts) {
        this.sessionStep = sessionStep;
        this.texts = texts;
    }

    void handleReading(ScriptStep.Question question, FieldParseResult reading, String message) {
        switch (reading) {
            case FieldParseResult.Accepted accepted -> check(question, accepted.value(), message);
            case FieldParseResult.Doubtful doubtful -> {
                if (doubtful.value().equals(sessionStep.session().doubt())) {
                    check(question, doubtful.value(), message);
                } else {
                    doubt(question, doubtful.value(), doubtful.problem());
                }
            }
            case FieldParseResult.Partial partial -> {
                sessionStep.holdPendingValue(partial.value(), null);
                sessionStep.showCurrentStep(
                        problems(question, partial.problems()),
                        partial.problems().isEmpty() ? DisplayMode.REPLACES : DisplayMode.PLAIN);
            }
            case FieldParseResult.Refused refused -> refuse(question, refused.problems());
        }
    }

    private void check(ScriptStep.Question question, Object value, String message) {
        boolean insisted = value.equals(sessionStep.session().doubt());
        ScriptStep.Check failed = sessionStep.journey().firstFailedCheck(sessionStep.currentStep(), value, insisted);
        if (failed == null) {
            accept(question, value, message);
            return;
        }
        FieldParseResult.Problem problem = new FieldParseResult.Problem(failed.code(), Map.of());
        if (failed.soft()) {
            doubt(question, value, problem);
        } else {
            refuse(question, List.of(problem));
        }
    }

    private void accept(ScriptStep.Question question, Object value, String message) {
        if (question.name().equals(SessionStep.LANGUAGE_QUESTION)
                && value instanceof String chosen
                && Language.ALL.contains(chosen)) {
            sessionStep.setLanguage(chosen);
        }
        String key = sessionStep.currentStep().key();
        new SessionAdvancer(sessionStep).acceptAnswer(value, message);
        if (question.acceptsContact() && sessionStep.hasReplies()) {
            // The next message removes the offer to share a number.
            Map<String, Object> shown =
                    Map.of("value", sessionStep.textRenderer().formatAnswer(question, key, value));
            sessionStep.addBeforeLastReply(
                    Reply.ofText(sessionStep.textRenderer().formatText("engine.noted", shown))
                            .withManner(DisplayMode.ENDS_CONTACT));
        }
    }

    private void doubt(ScriptStep.Question question, Object value, FieldParseResult.Problem problem) {
        sessionStep.holdPendingValue(sessionStep.session().partial(), value);
        sessionStep.recordTrail(Exit.WARNED, question.name(), problem.code());
        sessionStep.showCurrentStep(problems(question, List.of(problem)), DisplayMode.PLAIN);
    }

    private void refuse(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        sessionStep.countFailedTry();
        sessionStep.recordTrail(
                Exit.FAILED, question.name(), problems.getFirst().code());
        String lead = problems(question, problems);
        boolean stuck = sessionStep.session().tries() >= EngineLimits.MAX_TRIES;
        sessionStep.showCurrentStep(
                stuck
                        ? PromptRenderer.joinParagraphs(
                                lead, sessionStep.textRenderer().formatText("engine.offer_human"))
                        : lead,
                DisplayMode.PLAIN);
    }

    private String problems(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        List<String> lines = new ArrayList<>();
        for (FieldParseResult.Problem problem : problems) {
            String key = texts.problemKey(question.texts(), question.type(), problem.code());
            String line = sessionStep.textRenderer().formatText(key, problem.arguments());
            lines.add(
                    problem.arguments().containsKey(FieldParseResult.ROW_ARGUMENT)
                            ? sessionStep
                                    .textRenderer()
                                    .formatText(
                                            "engine.in_row",
                                            Map.of(
                                                    "row",
                                                    problem.arguments().get(FieldParseResult.ROW_ARGUMENT),
                                                    "problem",
                                                    line))
                            : line);
        }
        return String.join("\n", lines);
    }
}
