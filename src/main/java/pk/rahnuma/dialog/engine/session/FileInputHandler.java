package pk.rahnuma.dialog.engine.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.field.LongTextField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.PendingFile;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Handles a file: at once when it is stored, otherwise after the host has downloaded it. Meanwhile the question waits.
final class FileInputHandler {

    private FileInputHandler() {}

    static void handleFile(SessionStep sessionStep, ConversationInput.File input) {
        for (Journey.JourneyStep answered : sessionStep.journey().changeableSteps()) {
            StoredAnswer answer = sessionStep.session().answers().get(answered.key());
            if (answer != null && takesFiles(answered.step()) && isOf(input.message(), answer)) {
                // The picture of that message was replaced.
                new NavigationHandler(sessionStep).focusQuestion(answered.key());
                break;
            }
        }
        ItemRowHandler items = new ItemRowHandler(sessionStep);
        if (items.takeTable(input.file())) {
            return;
        }
        if (input.file().away() && items.mayBeTable(input.file())) {
            awaitFile(sessionStep, input, null);
            return;
        }
        boolean asked =
                takesFiles(sessionStep.currentStep().step()) && !input.file().isInPlaceOfWords();
        if (!asked || isFilePending(sessionStep, sessionStep.currentStep().key())) {
            ScriptStep.Question later =
                    findFileQuestion(sessionStep, input.file(), input.message()).orElse(null);
            if (later != null) {
                takeEarly(sessionStep, later, input);
                return;
            }
        }
        if (!asked) {
            if (!input.file().reachesStaff()) {
                sessionStep.repeatStep(input.file().unexpectedKey());
                return;
            }
            if (sessionStep.context().openTicket() != null && input.file().away()) {
                sessionStep.requestFile(FileFetch.forStaff(input));
            }
            sessionStep.refuseInput(input.file().unexpectedKey());
            return;
        }
        keepCaption(sessionStep, input.caption());
        ScriptStep.Question question =
                (ScriptStep.Question) sessionStep.currentStep().step();
        FieldParseResult reading = parseFile(sessionStep, question, input.file());
        if (input.file().away() && reading instanceof FieldParseResult.Accepted) {
            awaitFile(sessionStep, input, null);
        } else {
            sessionStep.handleReading(question, reading, input.message());
        }
    }

    private static void takeEarly(SessionStep sessionStep, ScriptStep.Question question, ConversationInput.File input) {
        keepCaption(sessionStep, input.caption());
        if (input.file().away()) {
            awaitFile(sessionStep, input, question.name());
        } else {
            takeFile(sessionStep, question, parseFile(sessionStep, question, input.file()), input.message());
        }
    }

    /// Adds what the person wrote with a file to the answer that takes captions: each text once, as with a picture that
    /// was refused and is sent again. The person reads when a text has to be cut.
    private static void keepCaption(SessionStep sessionStep, String caption) {
        if (caption == null || caption.isBlank()) {
            return;
        }
        for (ScriptStep step : sessionStep.journey().script().named().values()) {
            if (step instanceof ScriptStep.Question question && question.captions()) {
                keepCaption(sessionStep, question, caption.strip());
            }
        }
    }

    private static void keepCaption(SessionStep sessionStep, ScriptStep.Question question, String caption) {
        Session session = sessionStep.session();
        FieldContext context = sessionStep.fieldContext(question, null);
        StoredAnswer before = session.answers().get(question.name());
        String kept = before == null || before.value() == null ? "" : before.value() + "\n";
        if (("\n" + kept).contains("\n" + caption + "\n")) {
            return;
        }
        String text = kept + caption;
        int most = (int) context.numberProperty("most", LongTextField.MAX_LENGTH);
        boolean cut = TextNormaliser.countCharacters(text) > most;
        String fitting = cut ? text.substring(0, text.offsetByCodePoints(0, most)) : text;
        if (question.type().parseAnswer(fitting, context) instanceof FieldParseResult.Accepted accepted) {
            Instant now = sessionStep.now();
            sessionStep.updateSession(session.withAnswer(question.name(), new StoredAnswer(accepted.value(), null), now)
                    .withFocus(session.focus(), now)
                    .withPendingFiles(session.awaited()));
        }
        if (cut) {
            sessionStep.addText(
                    sessionStep.textRenderer().formatText("engine.caption_cut", Map.of("most", (long) most)));
        }
    }

    /// Pictures of one album arrive one after the other, and answer consecutive questions. A single one replaces the
    /// pending file of the question.
    ///
    /// @param early name of a later question, or null for the current one
    private static void awaitFile(SessionStep sessionStep, ConversationInput.File input, String early) {
        String album = input.file().album();
        List<PendingFile> files = new ArrayList<>(sessionStep.session().awaited());
        files.removeIf(other -> early == null
                ? other.early() == null && (album == null || !album.equals(other.album()))
                : early.equals(other.early()));
        boolean first = files.isEmpty();
        String handle = input.message() + ":" + sessionStep.session().token() + ":" + files.size();
        files.add(new PendingFile(handle, input.message(), album, early));
        sessionStep.requestFile(new FileFetch(sessionStep.session().id(), handle, input.file()));
        setPendingFiles(sessionStep, files);
        if (first) {
            sessionStep.addText(sessionStep.textRenderer().formatText("engine.fetching"));
        }
    }

    /// Handles a download; ignores one that no question waits for.
    static void handleFetched(SessionStep sessionStep, ConversationInput.Fetched input) {
        List<PendingFile> left = new ArrayList<>(sessionStep.session().awaited());
        PendingFile mine = left.stream()
                .filter(one -> one.handle().equals(input.handle()))
                .findFirst()
                .orElse(null);
        if (mine == null) {
            return;
        }
        left.remove(mine);
        setPendingFiles(sessionStep, left);
        ScriptStep.Question later = findFileQuestion(sessionStep, mine).orElse(null);
        if (later != null) {
            takeFile(sessionStep, later, parseFetched(sessionStep, later, input), mine.message());
        } else if (input.file() != null && new ItemRowHandler(sessionStep).takeTable(input.file())) {
            setPendingFiles(sessionStep, left);
        } else if (takesFiles(sessionStep.currentStep().step())) {
            ScriptStep.Question question =
                    (ScriptStep.Question) sessionStep.currentStep().step();
            sessionStep.handleReading(question, parseFetched(sessionStep, question, input), mine.message());
            setPendingFiles(sessionStep, left);
        } else {
            sessionStep.repeatStep("errors.any.file_not_expected");
        }
    }

    private static FieldParseResult parseFetched(
            SessionStep sessionStep, ScriptStep.Question question, ConversationInput.Fetched input) {
        return input.problem() == null
                ? parseFile(sessionStep, question, input.file())
                : toRefusal(question, input.problem());
    }

    private static void setPendingFiles(SessionStep sessionStep, List<PendingFile> files) {
        if (!sessionStep.hasEnded() && !files.equals(sessionStep.session().awaited())) {
            sessionStep.updateSession(sessionStep.session().withPendingFiles(files));
        }
    }

    /// Keeps the files that were pending before another input, unless the person has left the question.
    static void keepPendingFiles(SessionStep sessionStep, Session before) {
        if (before.awaited().isEmpty()) {
            return;
        }
        Journey journey = sessionStep.journey();
        Journey.JourneyStep stepBefore =
                journey.afterChange(before, sessionStep.context()).currentStep();
        if (stepBefore.key().equals(journey.currentStep().key())) {
            setPendingFiles(sessionStep, before.awaited());
        }
    }

    /// Reads a file; refuses a picture that already answers another question of the form.
    static FieldParseResult parseFile(SessionStep sessionStep, ScriptStep.Question question, FileReference file) {
        Object partial = sessionStep.currentStep().step() == question
                ? sessionStep.session().partial()
                : null;
        FieldParseResult reading = question.type().parseAnswer(file, sessionStep.fieldContext(question, partial));
        boolean same = reading instanceof FieldParseResult.Accepted
                && file.alike() != null
                && sessionStep.session().answers().keySet().stream()
                        .filter(key -> !key.substring(key.lastIndexOf('/') + 1).equals(question.name()))
                        .map(sessionStep.journey()::answerFor)
                        .anyMatch(other -> other != null
                                && other.value() instanceof String handle
                                && file.alike().contains(handle));
        return same ? FieldParseResult.refused(FileField.SAME_PICTURE_CODE) : reading;
    }

    /// A problem without a text in the type becomes `type`: not a file that the question takes.
    private static FieldParseResult toRefusal(ScriptStep.Question question, String problem) {
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

    /// Question that a file answers which was sent before it: the one that the same message answered, or the next open
    /// one, if that is early. A picture does not say which paper it shows; its owner reads which question it answered.
    ///
    /// @return empty when the script has none, or when it is refused by its description
    private static Optional<ScriptStep.Question> findFileQuestion(
            SessionStep sessionStep, FileReference file, String message) {
        List<ScriptStep.Question> later = sessionStep.journey().laterFileQuestions();
        Optional<ScriptStep.Question> same = later.stream()
                .filter(question -> isAnsweredBy(sessionStep, question, message))
                .findFirst();
        return same.or(() -> later.stream()
                        .filter(question -> isFileOpen(sessionStep, question))
                        .findFirst())
                .filter(question -> question.early() && isFitting(sessionStep, question, file));
    }

    /// True when a file for the question is being downloaded that was sent before the question was asked.
    private static boolean isFilePending(SessionStep sessionStep, String question) {
        return pendingFiles(sessionStep).anyMatch(file -> question.equals(file.early()));
    }

    private static Stream<PendingFile> pendingFiles(SessionStep sessionStep) {
        return sessionStep.session().awaited().stream();
    }

    private static boolean isAnsweredBy(SessionStep sessionStep, ScriptStep.Question question, String message) {
        StoredAnswer answer = sessionStep.session().answers().get(question.name());
        return message != null
                && (answer != null && Objects.equals(message, answer.message())
                        || pendingFiles(sessionStep)
                                .anyMatch(file ->
                                        question.name().equals(file.early()) && message.equals(file.message())));
    }

    private static boolean isFileOpen(SessionStep sessionStep, ScriptStep.Question question) {
        return !sessionStep.session().answers().containsKey(question.name())
                && !isFilePending(sessionStep, question.name());
    }

    /// False for a video or a text document. A stored picture that is blurred is fitting: its sender reads why it was
    /// refused.
    private static boolean isFitting(SessionStep sessionStep, ScriptStep.Question question, FileReference file) {
        return !(question.type().parseAnswer(file, sessionStep.fieldContext(question, null))
                        instanceof FieldParseResult.Refused refused)
                || !file.away() && !"type".equals(refused.problems().getFirst().code());
    }

    /// Question ahead that a downloaded file was sent for.
    private static Optional<ScriptStep.Question> findFileQuestion(SessionStep sessionStep, PendingFile file) {
        return sessionStep.journey().laterFileQuestions().stream()
                .filter(question -> question.name().equals(file.early()))
                .findFirst();
    }

    /// Stores the file, or says why it is refused; the current question is asked again below.
    private static void takeFile(
            SessionStep sessionStep, ScriptStep.Question question, FieldParseResult reading, String message) {
        String label = sessionStep.textRenderer().formatLabel(question);
        switch (reading) {
            case FieldParseResult.Accepted accepted -> {
                StoredAnswer answer = new StoredAnswer(accepted.value(), message, true);
                sessionStep.updateSession(
                        sessionStep.session().withEarlyAnswer(question.name(), answer, sessionStep.now()));
                showBelow(sessionStep, "engine.early_file", Map.of("label", label));
            }
            case FieldParseResult.Refused refused ->
                showBelow(
                        sessionStep,
                        "engine.early_file_refused",
                        Map.of("label", label, "problem", sessionStep.formatProblems(question, refused.problems())));
            default -> throw new IllegalStateException("a file was read as " + reading);
        }
    }

    private static void showBelow(SessionStep sessionStep, String textKey, Map<String, Object> arguments) {
        sessionStep.showCurrentStep(sessionStep.textRenderer().formatText(textKey, arguments), DisplayMode.PLAIN);
    }
}
