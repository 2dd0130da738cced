package pk.rahnuma.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pk.rahnuma.dialog.Reply.Manner;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.dialog.field.Reading;
import pk.rahnuma.dialog.script.Step;

/// Takes a file: at once when it is at hand, otherwise when the host has fetched it. Meanwhile the question waits.
final class Filing {

    private Filing() {}

    static void take(Move move, Input.File input) {
        for (Path.Place place : move.path().changeable()) {
            Answer answer = move.session().answers().get(place.key());
            if (answer != null && takesFiles(place.step()) && isOf(input.message(), answer)) {
                // The picture in that message was changed for another one.
                move.goTo(place.key());
                break;
            }
        }
        if (!takesFiles(move.stop().step())) {
            move.show(move.voice().say("errors.any.file_not_expected"), Manner.PLAIN);
            return;
        }
        Step.Question question = (Step.Question) move.stop().step();
        Reading reading = read(move, question, input.file());
        if (input.file().away() && reading instanceof Reading.Accepted) {
            await(move, input);
        } else {
            move.read(question, reading, input.message());
        }
    }

    /// Pictures of one album come after each other, and are answers to questions that follow each other. One that comes
    /// by itself takes the place of what is on its way.
    private static void await(Move move, Input.File input) {
        String album = input.file().album();
        List<Awaited> files = new ArrayList<>();
        if (album != null) {
            move.session().awaited().stream()
                    .filter(other -> album.equals(other.album()))
                    .forEach(files::add);
        }
        boolean first = files.isEmpty();
        String handle = input.message() + ":" + move.session().token() + ":" + files.size();
        files.add(new Awaited(handle, input.message(), album));
        move.fetch(new Fetch(move.session().id(), handle, input.file()), files);
        if (first) {
            move.say(move.voice().say("engine.fetching"));
        }
    }

    /// The outcome of one that nobody waits for any more is ignored.
    static void fetched(Move move, Input.Fetched input) {
        List<Awaited> left = new ArrayList<>(move.session().awaited());
        Awaited mine = left.stream()
                .filter(one -> one.handle().equals(input.handle()))
                .findFirst()
                .orElse(null);
        if (mine == null) {
            return;
        }
        left.remove(mine);
        move.awaiting(left);
        if (takesFiles(move.stop().step())) {
            Step.Question question = (Step.Question) move.stop().step();
            Reading reading =
                    input.problem() == null ? read(move, question, input.file()) : refused(question, input.problem());
            move.read(question, reading, mine.message());
            move.awaiting(left);
        } else {
            move.show(move.voice().say("errors.any.file_not_expected"), Manner.PLAIN);
        }
    }

    /// A picture that shows the same as the one at another question of the form is refused.
    static Reading read(Move move, Step.Question question, FileRef file) {
        Reading reading = question.type().read(file, move.ask(question, null));
        boolean same = reading instanceof Reading.Accepted
                && file.alike() != null
                && move.session().answers().keySet().stream()
                        .filter(key -> !key.substring(key.lastIndexOf('/') + 1).equals(question.name()))
                        .map(move.path()::answer)
                        .anyMatch(other -> other != null
                                && other.value() instanceof String handle
                                && file.alike().contains(handle));
        return same ? Reading.refused(FileField.SAME_PICTURE) : reading;
    }

    /// What a type has no words for means to it that this is not what it takes.
    private static Reading refused(Step.Question question, String problem) {
        if (!question.type().problems().containsKey(problem)) {
            return Reading.refused("type");
        }
        return problem.equals(FileField.TOO_BIG)
                ? Reading.refused(problem, Map.of("most", FileField.MOST_MEGABYTES))
                : Reading.refused(problem);
    }

    private static boolean takesFiles(Step step) {
        return step instanceof Step.Question question && question.type().takesFiles();
    }

    private static boolean isOf(String message, Answer answer) {
        return message != null && Objects.equals(message, answer.message());
    }
}
