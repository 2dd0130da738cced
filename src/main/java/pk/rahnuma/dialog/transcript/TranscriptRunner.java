package pk.rahnuma.dialog.transcript;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.engine.FaqMatcher;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.OperatingMode;

/// Plays a transcript and reports the first difference.
public final class TranscriptRunner {

    /// Handle of each photo.
    private static final String PHOTO_HANDLE = "f1";

    private final ScriptTranscript transcript;
    private final ConversationSimulator simulator;
    private final Deque<Reply> pending = new ArrayDeque<>();
    private final List<Reply> all = new ArrayList<>();
    private final Map<String, String> messages = new HashMap<>();
    private String heard = "the beginning";
    private int message;

    /// A difference; the message names file, line, the expected and the actual text.
    public static final class TranscriptMismatchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TranscriptMismatchException(String message) {
            super(message);
        }
    }

    TranscriptRunner(
            ScriptTranscript transcript,
            ScriptLibrary library,
            Map<String, ActionType> actions,
            Map<String, Map<String, Object>> given) {
        this.transcript = transcript;
        String language = (String) transcript.head().get("language");
        String at = (String) transcript.head().getOrDefault("at", "2026-11-24T10:00");
        this.simulator = new ConversationSimulator(
                new DialogEngine(library, new ListedQuestions(listedQuestions(transcript))),
                actions,
                new ConversationState(language, List.of(), List.of(), 0),
                LocalDateTime.parse(at).atZone(EngineContext.PAKISTAN_ZONE).toInstant(),
                readDesk(transcript.head()),
                (String) transcript.head().getOrDefault("channel", "telegram"));
        given.forEach(simulator::setResult);
        setResults(transcript.head().get("given"));
    }

    /// Desk of a transcript: by default an assistance desk that an operator runs.
    private static DeskIdentity readDesk(Map<String, Object> head) {
        OperatingMode mode = OperatingMode.fromWord((String) head.getOrDefault("mode", "assistance"));
        DeskIdentity.RunBy runBy =
                DeskIdentity.RunBy.valueOf(((String) head.getOrDefault("run_by", "operator")).toUpperCase(Locale.ROOT));
        return DeskIdentity.ofExample(mode, runBy);
    }

    /// Questions that the answers know, as the head of a transcript lists them: a transcript is played without a
    /// classifier.
    private record ListedQuestions(Set<String> questions) implements FaqMatcher {
        @Override
        public boolean isAnswered(String text) {
            return questions.contains(text);
        }

        @Override
        public boolean isNear(String text) {
            return questions.contains(text);
        }
    }

    private static Set<String> listedQuestions(ScriptTranscript transcript) {
        return transcript.head().get("questions") instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    /// Plays a transcript.
    ///
    /// @param given default results of actions
    /// @return number of replies
    /// @throws TranscriptMismatchException at the first difference
    public static int playTranscript(
            ScriptTranscript transcript,
            ScriptLibrary library,
            Map<String, ActionType> actions,
            Map<String, Map<String, Object>> given) {
        TranscriptRunner rehearsal = new TranscriptRunner(transcript, library, actions, given);
        transcript.lines().forEach(rehearsal::playLine);
        rehearsal.requireQuiet(transcript.lines().getLast());
        return rehearsal.all.size();
    }

    @SuppressWarnings("unchecked")
    private void setResults(Object results) {
        if (results instanceof Map<?, ?> map) {
            map.forEach((action, result) -> simulator.setResult((String) action, (Map<String, Object>) result));
        }
    }

    void playLine(ScriptTranscript.Line line) {
        switch (line.does()) {
            case "bot" -> checkReply(line);
            case "call" -> checkCall(line);
            case "notice" -> requirePart(line, String.valueOf(simulator.notice()), readText(line));
            case "given" -> setResults(line.actionValue());
            case "together" -> sendTogether(line);
            case "wait" -> {
                requireQuiet(line);
                Duration pause = DurationText.parseDuration(readText(line));
                if (pause == null) {
                    throw createMismatch(line, "write `wait: 3 days`, `wait: 2 hours` or `wait: 10 minutes`");
                }
                recordReplies(simulator.advanceClock(pause), "a wait of " + readText(line));
            }
            default -> {
                requireQuiet(line);
                recordReplies(simulator.applyInput(toInput(line)), line.does() + ": " + line.actionValue());
            }
        }
    }

    /// State behind the lines that were played.
    ConversationState conversation() {
        return simulator.conversation();
    }

    private void recordReplies(List<Reply> replies, String after) {
        heard = after;
        pending.addAll(replies);
        all.addAll(replies);
    }

    private static String readText(ScriptTranscript.Line line) {
        return String.valueOf(line.actionValue());
    }

    private ConversationInput toInput(ScriptTranscript.Line line) {
        return switch (line.does()) {
            case "me" -> createText(readText(line), false);
            case "start" -> new ConversationInput.Tap(CommandData.ofScript(readText(line)), null);
            case "tap" -> new ConversationInput.Tap(findButton(line, all.reversed()), null);
            case "stale" -> new ConversationInput.Tap(findButton(line, all), null);
            case "photo" -> toPhoto(line, nextName());
            case "document" ->
                new ConversationInput.File(new FileReference("f2", readText(line), null, 100_000), null, nextName());
            case "table" -> new ConversationInput.File(toTable(line), null, nextName());
            case "contact" -> new ConversationInput.Contact(readText(line), true, nextName());
            case "contact_of_other" -> new ConversationInput.Contact(readText(line), false, nextName());
            case "staff" -> new ConversationInput.StaffMessage(readText(line));
            case "edit" ->
                new ConversationInput.Edit(
                        messages.getOrDefault(readText(line), "?"),
                        String.valueOf(line.values().get("to")));
            default -> throw createMismatch(line, "a line does not begin with `" + line.does() + "`");
        };
    }

    /// A photo that looks `same` as all before, has a flaw by its code (`picture_blurred`), or is like any other.
    private static ConversationInput toPhoto(ScriptTranscript.Line line, String name) {
        String looks = readText(line);
        FileReference photo = new FileReference(PHOTO_HANDLE, null, "image/jpeg", 100_000)
                .withPicture(
                        looks.startsWith("picture_") ? looks : null,
                        looks.equals("same") ? List.of(PHOTO_HANDLE) : List.of());
        return new ConversationInput.File(photo, (String) line.values().get("caption"), name);
    }

    private static FileReference toTable(ScriptTranscript.Line line) {
        List<List<String>> rows = line.actionValue() instanceof List<?> list
                ? list.stream()
                        .map(row -> List.of(String.valueOf(row).split(";")))
                        .toList()
                : List.of();
        return new FileReference("f3", "addresses.csv", "text/csv", 1_000).withRows(rows);
    }

    private ConversationInput.Text createText(String text, boolean blind) {
        String name = nextName();
        messages.put(text, name);
        return new ConversationInput.Text(text, name, blind);
    }

    private String nextName() {
        return "m" + ++message;
    }

    /// Sends several messages that were written before any was answered.
    private void sendTogether(ScriptTranscript.Line line) {
        requireQuiet(line);
        List<ConversationInput> inputs = new ArrayList<>();
        for (Object text : (List<?>) line.actionValue()) {
            inputs.add(createText(String.valueOf(text), !inputs.isEmpty()));
        }
        recordReplies(simulator.applyQueued(inputs), "together: " + readText(line));
    }

    private String findButton(ScriptTranscript.Line line, List<Reply> among) {
        for (Reply reply : among) {
            for (List<ReplyButton> row : reply.buttons()) {
                for (ReplyButton button : row) {
                    if (button.label().equals(readText(line))) {
                        return button.data();
                    }
                }
            }
        }
        throw createMismatch(
                line, "there is no button «" + readText(line) + "»; there are " + listLabels(all.getLast()));
    }

    private static List<String> listLabels(Reply reply) {
        return reply.buttons().stream()
                .flatMap(List::stream)
                .map(ReplyButton::label)
                .toList();
    }

    private void checkReply(ScriptTranscript.Line line) {
        Reply reply = pending.poll();
        if (reply == null) {
            throw createMismatch(line, "the bot is silent after " + heard + ", expected: " + line.actionValue());
        }
        for (Object part : line.actionValue() instanceof List<?> parts ? parts : List.of(line.actionValue())) {
            requirePart(line, reply.text(), String.valueOf(part));
        }
        if (line.values().get("not") instanceof String not
                && toPlain(reply.text()).contains(toPlain(not))) {
            throw createMismatch(line, "this should not be said: " + not + "\n  it was: " + reply.text());
        }
        if (line.values().get("file") instanceof Object file && !file.equals(reply.fileId())) {
            throw createMismatch(line, "expected the file " + file + "\n  came: " + reply.fileId());
        }
        List<String> labels = listLabels(reply);
        if (line.values().get("buttons") instanceof List<?> expected) {
            for (Object label : expected) {
                if (!labels.contains(label)) {
                    throw createMismatch(line, "no button «" + label + "»; there are " + labels);
                }
            }
        }
    }

    private void requirePart(ScriptTranscript.Line line, String text, String part) {
        if (!toPlain(text).contains(toPlain(part))) {
            throw createMismatch(line, "expected: " + part + "\n  came: " + text);
        }
    }

    private static String toPlain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /// Any call of the action may have the expected arguments: a step can make several.
    private void checkCall(ScriptTranscript.Line line) {
        List<ActionCall> calls = simulator.lastCalls().stream()
                .filter(call -> call.action().equals(readText(line)))
                .toList();
        if (calls.isEmpty()) {
            throw createMismatch(line, "no call of " + readText(line) + " after " + heard);
        }
        if (line.values().get("with") instanceof Map<?, ?> expected) {
            List<String> differences = calls.stream()
                    .map(call -> findDifference(call.arguments(), expected))
                    .toList();
            if (differences.stream().noneMatch(Objects::isNull)) {
                throw createMismatch(line, differences.getFirst());
            }
        }
    }

    /// The first difference; null when there is none.
    private static String findDifference(Map<?, ?> actual, Map<?, ?> expected) {
        for (Map.Entry<?, ?> entry : expected.entrySet()) {
            Object actualValue = actual.get(entry.getKey());
            String difference = entry.getValue() instanceof Map<?, ?> inner && actualValue instanceof Map<?, ?> map
                    ? findDifference(map, inner)
                    : String.valueOf(actualValue).equals(String.valueOf(entry.getValue()))
                            ? null
                            : "`" + entry.getKey() + "` was " + actualValue + ", expected " + entry.getValue();
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /// Fails when the bot said more than was expected.
    private void requireQuiet(ScriptTranscript.Line line) {
        if (!pending.isEmpty()) {
            throw createMismatch(
                    line,
                    "the bot said more after " + heard + ": " + pending.peek().text());
        }
    }

    private TranscriptMismatchException createMismatch(ScriptTranscript.Line line, String what) {
        return new TranscriptMismatchException(
                transcript.file() + ":" + line.number() + ": «" + transcript.name() + "»: " + what);
    }
}
