package pk.rahnuma.conversation.batch;

import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.conversation.intake.TurnReceipt;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.chat.ChatAddress;

/// One input on its way through a turn worker.
///
/// @param from the chat it came from; null when the server wakes a conversation
/// @param conversation to be woken; 0 when it follows from the chat
/// @param update unique within the conversation
/// @param carries see [IncomingMessage]
/// @param span of the turn; invalid when it is not traced
public record TurnRequest(
        ChatAddress from,
        long conversation,
        String update,
        ConversationInput input,
        String language,
        Instant received,
        Predicate<Reply> carries,
        Span span,
        CompletableFuture<TurnReceipt> done) {

    public static TurnRequest fromMessage(IncomingMessage incoming, Span span) {
        return new TurnRequest(
                new ChatAddress(incoming.channel(), incoming.address()),
                0,
                incoming.update(),
                incoming.input(),
                incoming.language(),
                incoming.received(),
                incoming.carries(),
                span,
                new CompletableFuture<>());
    }

    public static TurnRequest ofWakeUp(long conversation, Instant due, Instant now) {
        return new TurnRequest(
                null,
                conversation,
                "wake " + due,
                new ConversationInput.Timer(),
                null,
                now,
                null,
                Span.getInvalid(),
                new CompletableFuture<>());
    }
}
