package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.Trail.Exit;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.script.Limits;
import pk.rahnuma.dialog.script.Step;
import pk.rahnuma.dialog.script.Texts;

/// What comes of an answer that was read: taken, doubted, or refused.
final class Answering {

    private final Move move;
    private final Texts texts;

    Answering(Move move, Texts texts) {
        this.move = move;
        this.texts = texts;
    }

    void take(Step.Question question, Reading reading, String message) {
        switch (reading) {
            case Reading.Accepted accepted -> check(question, accepted.value(), message);
            case Reading.Doubtful doubtful -> {
                if (doubtful.value().equals(move.session().doubt())) {
                    check(question, doubtful.value(), message);
                } else {
                    doubt(question, doubtful.value(), doubtful.problem());
                }
            }
            case Reading.Partial partial -> {
                move.hold(partial.value(), null);
                move.show(
                        problems(question, partial.problems()),
                        partial.problems().isEmpty() ? Manner.REPLACES : Manner.PLAIN);
            }
            case Reading.Refused refused -> refuse(question, refused.problems());
        }
    }

    private void check(Step.Question question, Object value, String message) {
        boolean insisted = value.equals(move.session().doubt());
        Step.Check failed = move.path().failed(move.stop(), value, insisted);
        if (failed == null) {
            accept(question, value, message);
            return;
        }
        Reading.Problem problem = new Reading.Problem(failed.code(), Map.of());
        if (failed.soft()) {
            doubt(question, value, problem);
        } else {
            refuse(question, List.of(problem));
        }
    }

    private void accept(Step.Question question, Object value, String message) {
        if (question.name().equals(Move.LANGUAGE)
                && value instanceof String chosen
                && Texts.LANGUAGES.contains(chosen)) {
            move.speak(chosen);
        }
        String key = move.stop().key();
        move.answer(value, message);
        if (question.takesContact() && move.speaks()) {
            // The offer to share a number goes away with the next message.
            Map<String, Object> shown = Map.of("value", move.voice().shown(question, key, value));
            move.sayBefore(Reply.plain(move.voice().say("engine.noted", shown)).in(Manner.ENDS_CONTACT));
        }
    }

    private void doubt(Step.Question question, Object value, Reading.Problem problem) {
        move.hold(move.session().partial(), value);
        move.trail(Exit.WARNED, question.name(), problem.code());
        move.show(problems(question, List.of(problem)), Manner.PLAIN);
    }

    private void refuse(Step.Question question, List<Reading.Problem> problems) {
        move.fail();
        move.trail(Exit.FAILED, question.name(), problems.getFirst().code());
        String lead = problems(question, problems);
        boolean stuck = move.session().tries() >= Limits.TRIES;
        move.show(stuck ? Prompt.join(lead, move.voice().say("engine.offer_human")) : lead, Manner.PLAIN);
    }

    private String problems(Step.Question question, List<Reading.Problem> problems) {
        List<String> lines = new ArrayList<>();
        for (Reading.Problem problem : problems) {
            String key = texts.problemKey(question.texts(), question.type(), problem.code());
            String line = move.voice().say(key, problem.arguments());
            lines.add(
                    problem.arguments().containsKey(Reading.ROW)
                            ? move.voice()
                                    .say(
                                            "engine.in_row",
                                            Map.of("row", problem.arguments().get(Reading.ROW), "problem", line))
                            : line);
        }
        return String.join("\n", lines);
    }
}
