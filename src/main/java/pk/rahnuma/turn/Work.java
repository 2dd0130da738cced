package pk.rahnuma.turn;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.post.Chats;

/// One input on its way through a runner.
///
/// @param from the chat it came from; null when the house itself wakes a conversation
/// @param conversation to be woken; 0 when it follows from the chat
/// @param update unique within the conversation
record Work(
        Chats.Address from,
        long conversation,
        String update,
        Input input,
        String language,
        Instant received,
        CompletableFuture<Receipt> done) {

    static Work of(Incoming incoming) {
        return new Work(
                new Chats.Address(incoming.channel(), incoming.address()),
                0,
                incoming.update(),
                incoming.input(),
                incoming.language(),
                incoming.received(),
                new CompletableFuture<>());
    }

    static Work wake(long conversation, Instant due, Instant now) {
        return new Work(null, conversation, "wake " + due, new Input.Timer(), null, now, new CompletableFuture<>());
    }
}
