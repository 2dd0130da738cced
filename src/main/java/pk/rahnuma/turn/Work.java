package pk.rahnuma.turn;

import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.post.Chats;

/// One input on its way through a runner.
///
/// @param from the chat it came from; null when the house itself wakes a conversation
/// @param conversation to be woken; 0 when it follows from the chat
/// @param update unique within the conversation
/// @param carries see [Incoming]
/// @param span of the turn; invalid when it is not traced
record Work(
        Chats.Address from,
        long conversation,
        String update,
        Input input,
        String language,
        Instant received,
        Predicate<Reply> carries,
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
                incoming.carries(),
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
                null,
                Span.getInvalid(),
                new CompletableFuture<>());
    }
}
