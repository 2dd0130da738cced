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

/// Handles the reading of an answer: accepts, doubts, or refuses it.
final class AnswerHandler {

    private final SessionStep move;
    private final ScriptTexts texts;

    AnswerHandler(SessionStep move, ScriptTexts texts) {
        this.move = move;
        this.texts = texts;
    }

    void handleReading(ScriptStep.Question question, FieldParseResult reading, String message) {
        switch (reading) {
            case FieldParseResult.Accepted accepted -> check(question, accepted.value(), message);
            case FieldParseResult.Doubtful doubtful -> {
                if (doubtful.value().equals(move.session().doubt())) {
                    check(question, doubtful.value(), message);
                } else {
                    doubt(question, doubtful.value(), doubtful.problem());
                }
            }
            case FieldParseResult.Partial partial -> {
                move.holdPendingValue(partial.value(), null);
                move.showCurrentStep(
                        problems(question, partial.problems()),
                        partial.problems().isEmpty() ? DisplayMode.REPLACES : DisplayMode.PLAIN);
            }
            case FieldParseResult.Refused refused -> refuse(question, refused.problems());
        }
    }

    private void check(ScriptStep.Question question, Object value, String message) {
        boolean insisted = value.equals(move.session().doubt());
        ScriptStep.Check failed = move.journey().firstFailedCheck(move.currentStep(), value, insisted);
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
                && ScriptTexts.LANGUAGES.contains(chosen)) {
            move.setLanguage(chosen);
        }
        String key = move.currentStep().key();
        move.acceptAnswer(value, message);
        if (question.acceptsContact() && move.hasReplies()) {
            // The next message removes the offer to share a number.
            Map<String, Object> shown = Map.of("value", move.textRenderer().formatAnswer(question, key, value));
            move.addBeforeLastReply(Reply.ofText(move.textRenderer().formatText("engine.noted", shown))
                    .withManner(DisplayMode.ENDS_CONTACT));
        }
    }

    private void doubt(ScriptStep.Question question, Object value, FieldParseResult.Problem problem) {
        move.holdPendingValue(move.session().partial(), value);
        move.recordTrail(Exit.WARNED, question.name(), problem.code());
        move.showCurrentStep(problems(question, List.of(problem)), DisplayMode.PLAIN);
    }

    private void refuse(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        move.countFailedTry();
        move.recordTrail(Exit.FAILED, question.name(), problems.getFirst().code());
        String lead = problems(question, problems);
        boolean stuck = move.session().tries() >= EngineLimits.MAX_TRIES;
        move.showCurrentStep(
                stuck
                        ? PromptRenderer.joinParagraphs(
                                lead, move.textRenderer().formatText("engine.offer_human"))
                        : lead,
                DisplayMode.PLAIN);
    }

    private String problems(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        List<String> lines = new ArrayList<>();
        for (FieldParseResult.Problem problem : problems) {
            String key = texts.problemKey(question.texts(), question.type(), problem.code());
            String line = move.textRenderer().formatText(key, problem.arguments());
            lines.add(
                    problem.arguments().containsKey(FieldParseResult.ROW_ARGUMENT)
                            ? move.textRenderer()
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
