package pk.rahnuma.messaging;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.vault.PagedRows;

/// All messages of a conversation until now. Messages that staff have recalled, or still can recall, are left out.
final class MessageExport implements Iterable<Map<String, Object>> {

    /// Maximum button labels remembered for taps; the oldest are forgotten first.
    static final int MAX_LABELS = 2_000;

    private final ConversationMessageService messages;
    private final long conversation;
    private final Instant now;
    private final int last;

    MessageExport(ConversationMessageService messages, long conversation, Instant now) {
        this.messages = messages;
        this.conversation = conversation;
        this.now = now;
        List<Message> newest = messages.readLast(conversation, 1);
        this.last = newest.isEmpty() ? 0 : newest.getLast().seq();
    }

    @Override
    public Iterator<Map<String, Object>> iterator() {
        Map<String, String> labels = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > MAX_LABELS;
            }
        };
        return new PagedRows<>(
                        this::readPage,
                        (List<Message> page) -> page.stream()
                                .filter(message -> !message.isRecalled() && !message.isHeld(now))
                                .map(message -> toExport(message, labels))
                                .toList())
                .iterator();
    }

    private List<Message> readPage(Message before, int limit) {
        int reached = before == null ? 0 : before.seq();
        List<Message> page = messages.readHistory(conversation, reached, Math.min(limit, last - reached));
        if (page.isEmpty() && reached < last) {
            throw new IllegalStateException("the messages were deleted while they were exported");
        }
        return page;
    }

    /// A tap is exported with the label that the person saw.
    private static Map<String, Object> toExport(Message message, Map<String, String> labels) {
        message.body().buttons().forEach(row -> row.forEach(button -> labels.put(button.data(), button.label())));
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("at", message.at());
        exported.put("who", message.direction() == Message.Direction.RECEIVED ? "you" : "desk");
        String text = message.body().text();
        boolean tap = "tap".equals(message.body().asks());
        exported.put("text", tap ? labels.getOrDefault(text, text) : text);
        return exported;
    }
}
