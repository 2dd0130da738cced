package pk.rahnuma.turn;

import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.post.Chats;

/// One input on its way through a runner.
///
/// @param from the chat it came from; null when the house itself wakes a conversation
/// @param conversation to be woken; 0 when it follows from the chat
/// @param update unique within the conversation
/// @param span of the turn; invalid when it is not traced
record Work(
        Chats.Address from,
        long conversation,
        String update,
        Input input,
        String language,
        Instant received,
        Span span,
        CompletableFuture<Receipt> done) {

    static Work of(Incoming incoming, Span span) {
        return new Work(
                new Chats.Address(incoming.channel(), incoming.address()),
                0,
                incoming.update(),
                incoming.input(),
                incoming.language(),
                incoming.received(),
                span,
                new CompletableFuture<>());
    }

    static Work wake(long conversation, Instant due, Instant now) {
        return new Work(
                null,
                conversation,
                "wake " + due,
                new Input.Timer(),
                null,
                now,
                Span.getInvalid(),
                new CompletableFuture<>());
    }
}
