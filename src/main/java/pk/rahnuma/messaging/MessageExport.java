package pk.rahnuma.messaging;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// All messages of a conversation until now, read page by page on each iteration, so that no more than a page is in
/// memory. Messages that staff have recalled, or still can recall, are left out.
final class MessageExport implements Iterable<Map<String, Object>> {

    static final int PAGE_SIZE = 200;

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
        return new Pages();
    }

    private final class Pages implements Iterator<Map<String, Object>> {

        private final Map<String, String> labels = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > MAX_LABELS;
            }
        };

        private Iterator<Message> page = List.<Message>of().iterator();
        private int reached;

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && reached < last) {
                List<Message> read = messages.readHistory(conversation, reached, Math.min(PAGE_SIZE, last - reached));
                if (read.isEmpty()) {
                    throw new IllegalStateException("the messages were deleted while they were exported");
                }
                reached = read.getLast().seq();
                page = read.stream()
                        .filter(message -> !message.isRecalled() && !message.isHeld(now))
                        .iterator();
            }
            return page.hasNext();
        }

        @Override
        public Map<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Message message = page.next();
            message.body().buttons().forEach(row -> row.forEach(button -> labels.put(button.data(), button.label())));
            return toExport(message);
        }

        /// A tap is exported with the label that the person saw.
        private Map<String, Object> toExport(Message message) {
            Map<String, Object> exported = new LinkedHashMap<>();
            exported.put("at", message.at());
            exported.put("who", message.direction() == Message.Direction.RECEIVED ? "you" : "desk");
            String text = message.body().text();
            boolean tap = "tap".equals(message.body().asks());
            exported.put("text", tap ? labels.getOrDefault(text, text) : text);
            return exported;
        }
    }
}
