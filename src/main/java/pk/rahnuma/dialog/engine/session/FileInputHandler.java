package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.PendingFile;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;

/// Handles a file: at once when it is stored, otherwise after the host has downloaded it. Meanwhile the question waits.
final class FileInputHandler {

    private FileInputHandler() {}

    static void handleFile(SessionStep move, ConversationInput.File input) {
        for (Journey.JourneyStep place : move.journey().changeableSteps()) {
            StoredAnswer answer = move.session().answers().get(place.key());
            if (answer != null && takesFiles(place.step()) && isOf(input.message(), answer)) {
                // The picture of that message was replaced.
                move.focusQuestion(place.key());
                break;
            }
        }
        if (!takesFiles(move.currentStep().step())) {
            move.showCurrentStep(move.textRenderer().formatText("errors.any.file_not_expected"), DisplayMode.PLAIN);
            return;
        }
        ScriptStep.Question question = (ScriptStep.Question) move.currentStep().step();
        FieldParseResult reading = parseFile(move, question, input.file());
        if (input.file().away() && reading instanceof FieldParseResult.Accepted) {
            await(move, input);
        } else {
            move.handleReading(question, reading, input.message());
        }
    }

    /// Pictures of one album arrive one after the other, and answer consecutive questions. A single one replaces the
    /// pending files.
    private static void await(SessionStep move, ConversationInput.File input) {
        String album = input.file().album();
        List<PendingFile> files = new ArrayList<>();
        if (album != null) {
            move.session().awaited().stream()
                    .filter(other -> album.equals(other.album()))
                    .forEach(files::add);
        }
        boolean first = files.isEmpty();
        String handle = input.message() + ":" + move.session().token() + ":" + files.size();
        files.add(new PendingFile(handle, input.message(), album));
        move.requestFile(new FileFetch(move.session().id(), handle, input.file()), files);
        if (first) {
            move.addText(move.textRenderer().formatText("engine.fetching"));
        }
    }

    /// Handles a download; ignores one that no question waits for.
    static void handleFetched(SessionStep move, ConversationInput.Fetched input) {
        List<PendingFile> left = new ArrayList<>(move.session().awaited());
        PendingFile mine = left.stream()
                .filter(one -> one.handle().equals(input.handle()))
                .findFirst()
                .orElse(null);
        if (mine == null) {
            return;
        }
        left.remove(mine);
        move.setPendingFiles(left);
        if (takesFiles(move.currentStep().step())) {
            ScriptStep.Question question =
                    (ScriptStep.Question) move.currentStep().step();
            FieldParseResult reading = input.problem() == null
                    ? parseFile(move, question, input.file())
                    : refused(question, input.problem());
            move.handleReading(question, reading, mine.message());
            move.setPendingFiles(left);
        } else {
            move.showCurrentStep(move.textRenderer().formatText("errors.any.file_not_expected"), DisplayMode.PLAIN);
        }
    }

    /// Reads a file; refuses a picture that already answers another question of the form.
    static FieldParseResult parseFile(SessionStep move, ScriptStep.Question question, FileReference file) {
        FieldParseResult reading = question.type().parseAnswer(file, move.fieldContext(question, null));
        boolean same = reading instanceof FieldParseResult.Accepted
                && file.alike() != null
                && move.session().answers().keySet().stream()
                        .filter(key -> !key.substring(key.lastIndexOf('/') + 1).equals(question.name()))
                        .map(move.journey()::answerFor)
                        .anyMatch(other -> other != null
                                && other.value() instanceof String handle
                                && file.alike().contains(handle));
        return same ? FieldParseResult.refused(FileField.SAME_PICTURE_CODE) : reading;
    }

    /// A problem without a text in the type becomes `type`: not a file that the question takes.
    private static FieldParseResult refused(ScriptStep.Question question, String problem) {
        if (!question.type().problemCodes().containsKey(problem)) {
            return FieldParseResult.refused("type");
        }
        return problem.equals(FileField.TOO_BIG_CODE)
                ? FieldParseResult.refused(problem, Map.of("most", FileField.MAX_MEGABYTES))
                : FieldParseResult.refused(problem);
    }

    private static boolean takesFiles(ScriptStep step) {
        return step instanceof ScriptStep.Question question && question.type().acceptsFiles();
    }

    private static boolean isOf(String message, StoredAnswer answer) {
        return message != null && Objects.equals(message, answer.message());
    }
}
