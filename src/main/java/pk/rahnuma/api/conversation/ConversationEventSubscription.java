package pk.rahnuma.api.conversation;

import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.desk.ConversationChangeNotifier;
import pk.rahnuma.desk.ConversationEntry;
import pk.rahnuma.desk.ConversationHistoryService;
import pk.rahnuma.http.ApiConfiguration;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ConversationPositionService;
import reactor.core.publisher.FluxSink;

/// Follows a conversation for one connection, on a thread of its own: reads new messages, passes them on, waits for a
/// notification.
///
/// Reads the history with each heartbeat too, also without a notification. Ends when the conversation is gone, because
/// its person was erased, or their chats were attached to another one: a client that reconnects reads the other
/// conversation. Ends too when the token of the client opens the conversation no longer, before it passes anything more
/// on, and when there has been no message for a while: a client that still reads reconnects with the last place that it
/// has.
final class ConversationEventSubscription implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ConversationEventSubscription.class);
    private static final int PAGE_SIZE = 100;

    private final Chat chat;
    private final ConversationHistoryService history;
    private final BooleanSupplier access;
    private final ConversationPositionService positions;
    private final ConversationChangeNotifier.ChangeListener listener;
    private final Duration heartbeat;

    /// Heartbeats in a row after which the stream ends.
    private final long maxBeats;

    private final FluxSink<Event<Object>> out;
    private int seq;
    private boolean closed;
    private long beats;
    private String spoken;

    /// Creates a subscription.
    ///
    /// @param seq the last place that the client has
    /// @param access whether the token of the client still opens the conversation
    ConversationEventSubscription(
            Chat chat,
            int seq,
            ConversationHistoryService history,
            BooleanSupplier access,
            ConversationPositionService positions,
            ConversationChangeNotifier.ChangeListener listener,
            ApiConfiguration settings,
            FluxSink<Event<Object>> out) {
        this.chat = chat;
        this.seq = seq;
        this.history = history;
        this.access = access;
        this.positions = positions;
        this.listener = listener;
        this.heartbeat = settings.heartbeat();
        this.maxBeats = Math.max(1, settings.streamIdle().dividedBy(heartbeat));
        this.out = out;
    }

    @Override
    public void run() {
        try {
            beat();
            while (!closed && !out.isCancelled() && !listener.isClosed()) {
                boolean more = pass();
                if (!more && !listener.awaitChange(heartbeat)) {
                    if (++beats >= maxBeats || !positions.exists(chat.conversation()) || !access.getAsBoolean()) {
                        break;
                    }
                    beat();
                }
            }
            out.complete();
        } catch (InterruptedException e) {
            out.complete();
        } catch (RuntimeException e) {
            // The database is not available. The client reconnects and sends the last place that it has.
            LOG.warn(
                    "api: an event stream was closed after an error ({}); its client reconnects",
                    e.getClass().getName());
            out.complete();
        }
    }

    /// Passes new messages on.
    ///
    /// @return true when there may be more at once, or the stream ends
    private boolean pass() {
        int limit = (int) Math.min(PAGE_SIZE, out.requestedFromDownstream());
        if (limit == 0) {
            return false;
        }
        List<ConversationEntry> news = history.readAfter(chat, seq, limit);
        closed = !news.isEmpty() && !access.getAsBoolean();
        if (closed) {
            return true;
        }
        for (ConversationEntry entry : news) {
            seq = entry.message().seq();
            out.next(Event.<Object>of(MessageResponse.fromEntry(entry))
                    .id(Integer.toString(seq))
                    .name("message"));
        }
        if (!news.isEmpty()) {
            beats = 0;
            speak();
        }
        return news.size() == limit;
    }

    private void speak() {
        String now = positions.findLanguage(chat.conversation()).orElse(null);
        if (now != null && !Objects.equals(now, spoken)) {
            spoken = now;
            out.next(Event.<Object>of(Map.of("language", now)).name("language"));
        }
    }

    private void beat() {
        if (out.requestedFromDownstream() > 0) {
            out.next(Event.<Object>of("").comment(""));
        }
    }
}
