package pk.rahnuma.dialog.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Reply.DisplayMode;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.PromptRenderer;
import pk.rahnuma.dialog.script.EngineLimits;

/// Merges the replies to inputs of one chat that were queued before any of them was answered: only the last prompt is
/// sent, once, with the texts that led the earlier ones, and the files of the same summary where it was repeated
/// without them. A reply that equals one to an earlier input is not repeated.
public final class ReplyMerger {

    /// Replies to one input.
    ///
    /// @param position of the conversation after them ([#positionOf])
    public record QueuedReplies(List<Reply> replies, String position) {}

    private final String lastLead;
    private final List<String> notes = new ArrayList<>();
    /// Notes for staff who may not see them in full, by note.
    private final Map<String, String> maskedNotes = new HashMap<>();
    private final Set<String> notesBefore = new HashSet<>();
    private final Set<Reply> repliesBefore = new HashSet<>();
    private final List<Reply.AnsweredFile> files;
    private boolean plain;

    /// @param lastLead text before the question of the prompt that is sent, maybe empty
    /// @param files of the prompts at the position of the one that is sent
    private ReplyMerger(String lastLead, List<Reply.AnsweredFile> files) {
        this.lastLead = lastLead;
        this.files = files;
    }

    /// Position to which a prompt belongs: the active session and its move.
    public static String positionOf(ConversationState conversation) {
        return positionOf(conversation.stack());
    }

    static String positionOf(List<Session> stack) {
        return stack.isEmpty()
                ? ""
                : stack.getLast().id() + "." + stack.getLast().token();
    }

    /// Merges the replies to at least one input.
    ///
    /// @param position of the conversation now; a prompt of another one is out of date
    /// @return the replies to each input, in order
    public static List<List<Reply>> mergeReplies(List<QueuedReplies> inputs, String position) {
        if (inputs.size() == 1) {
            return List.of(inputs.getFirst().replies());
        }
        int last = inputs.size() - 1;
        while (last >= 0 && inputs.get(last).replies().stream().noneMatch(Reply::isPrompt)) {
            last--;
        }
        boolean open = last >= 0 && inputs.get(last).position().equals(position);
        List<Reply> openPrompts = inputs.stream()
                .filter(input -> open && input.position().equals(position))
                .flatMap(input -> input.replies().stream())
                .filter(Reply::isPrompt)
                .toList();
        ReplyMerger merger = new ReplyMerger(
                open
                        ? inputs.get(last).replies().stream()
                                .filter(Reply::isPrompt)
                                .map(reply -> reply.lead().text())
                                .findFirst()
                                .orElse("")
                        : "",
                openPrompts.stream()
                        .map(Reply::answeredFiles)
                        .filter(answered -> !answered.isEmpty())
                        .reduce(List.of(), (earlier, later) -> later));
        List<List<Reply>> merged = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            merged.add(merger.mergeInput(inputs.get(i).replies(), open && i == last));
        }
        merger.addNotes(merged.getLast());
        return merged;
    }

    /// @param prompts whether its prompts are sent
    private List<Reply> mergeInput(List<Reply> replies, boolean prompts) {
        List<Reply> kept = new ArrayList<>();
        for (Reply reply : replies) {
            if (reply.isPrompt() && !prompts) {
                plain |= reply.manner() != DisplayMode.REPLACES;
                takeNote(reply.lead().text());
                if (reply.lead().masked() != null) {
                    maskedNotes.put(reply.lead().text(), reply.lead().masked());
                }
            } else if (reply.isPrompt()) {
                kept.addAll(withNotes(reply));
            } else if (!repliesBefore.contains(reply)) {
                addNotes(kept);
                kept.add(reply);
            }
        }
        repliesBefore.addAll(replies);
        return kept;
    }

    /// Keeps the text, once. One that continues an earlier text takes its place.
    private void takeNote(String note) {
        if (note.isBlank()
                || lastLead.startsWith(note)
                || notesBefore.contains(note)
                || notes.stream().anyMatch(earlier -> earlier.startsWith(note))) {
            return;
        }
        notes.removeIf(note::startsWith);
        notes.add(note);
    }

    private String joinNotes() {
        return String.join("\n\n", notes);
    }

    private void addNotes(List<Reply> kept) {
        if (!notes.isEmpty()) {
            kept.add(Reply.ofText(PromptRenderer.clipText(joinNotes())).withMaskedLines(maskedNotes));
            notesBefore.addAll(notes);
            notes.clear();
        }
    }

    /// The prompt in one message with the notes, if they fit. It is a new message below the
    /// person's, unless all prompts whose place it takes were to change one message.
    private List<Reply> withNotes(Reply prompt) {
        List<Reply> kept = new ArrayList<>();
        plain |= !notes.isEmpty();
        Reply shown = (plain && prompt.manner() == DisplayMode.REPLACES ? prompt.withManner(DisplayMode.PLAIN) : prompt)
                .withAnsweredFiles(files);
        String text = PromptRenderer.joinParagraphs(joinNotes(), prompt.text());
        if (text.length() <= EngineLimits.MAX_REPLY_LENGTH) {
            shown = shown.withText(text);
            if (prompt.masked() != null) {
                shown = shown.withMaskedText(
                        PromptRenderer.clipText(PromptRenderer.joinParagraphs(joinNotes(), prompt.masked())));
            }
            shown = shown.withMaskedLines(maskedNotes);
            notes.clear();
        }
        addNotes(kept);
        kept.add(shown);
        return kept;
    }
}
