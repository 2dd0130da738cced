package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply.DisplayMode;
import pk.rahnuma.dialog.TrailEntry.Exit;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// What comes of an answer that was read: taken, doubted, or refused.
final class AnswerHandler {

    private final SessionStep move;
    private final ScriptTexts texts;

    AnswerHandler(SessionStep move, ScriptTexts texts) {
        this.move = move;
        this.texts = texts;
    }

    void take(ScriptStep.Question question, FieldParseResult reading, String message) {
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
                move.hold(partial.value(), null);
                move.show(
                        problems(question, partial.problems()),
                        partial.problems().isEmpty() ? DisplayMode.REPLACES : DisplayMode.PLAIN);
            }
            case FieldParseResult.Refused refused -> refuse(question, refused.problems());
        }
    }

    private void check(ScriptStep.Question question, Object value, String message) {
        boolean insisted = value.equals(move.session().doubt());
        ScriptStep.Check failed = move.path().failed(move.stop(), value, insisted);
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
        if (question.name().equals(SessionStep.LANGUAGE)
                && value instanceof String chosen
                && ScriptTexts.LANGUAGES.contains(chosen)) {
            move.speak(chosen);
        }
        String key = move.stop().key();
        move.answer(value, message);
        if (question.takesContact() && move.speaks()) {
            // The offer to share a number goes away with the next message.
            Map<String, Object> shown = Map.of("value", move.voice().shown(question, key, value));
            move.sayBefore(Reply.plain(move.voice().say("engine.noted", shown)).in(DisplayMode.ENDS_CONTACT));
        }
    }

    private void doubt(ScriptStep.Question question, Object value, FieldParseResult.Problem problem) {
        move.hold(move.session().partial(), value);
        move.trail(Exit.WARNED, question.name(), problem.code());
        move.show(problems(question, List.of(problem)), DisplayMode.PLAIN);
    }

    private void refuse(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        move.fail();
        move.trail(Exit.FAILED, question.name(), problems.getFirst().code());
        String lead = problems(question, problems);
        boolean stuck = move.session().tries() >= EngineLimits.TRIES;
        move.show(stuck ? PromptRenderer.join(lead, move.voice().say("engine.offer_human")) : lead, DisplayMode.PLAIN);
    }

    private String problems(ScriptStep.Question question, List<FieldParseResult.Problem> problems) {
        List<String> lines = new ArrayList<>();
        for (FieldParseResult.Problem problem : problems) {
            String key = texts.problemKey(question.texts(), question.type(), problem.code());
            String line = move.voice().say(key, problem.arguments());
            lines.add(
                    problem.arguments().containsKey(FieldParseResult.ROW)
                            ? move.voice()
                                    .say(
                                            "engine.in_row",
                                            Map.of(
                                                    "row",
                                                    problem.arguments().get(FieldParseResult.ROW),
                                                    "problem",
                                                    line))
                            : line);
        }
        return String.join("\n", lines);
    }
}
