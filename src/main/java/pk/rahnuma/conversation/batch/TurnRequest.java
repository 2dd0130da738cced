package pk.rahnuma.conversation.batch;

import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository;

/// One input on its way through a turn worker.
///
/// @param address of the chat it came from; null when the server wakes or resumes a conversation
/// @param chat with this address; null before [ChatResolver] has found it, and without an address
/// @param conversation of the chat; 0 before it is found
/// @param cachedChat whether the chat comes from the cache, and may be stale
/// @param update unique within the conversation
/// @param language the person's language as reported by the channel (an IETF tag), or null
/// @param received when it reached the adapter
/// @param contentHash of the input; null when it is not compared with that of a repeat
/// @param asksForForms whether the receipt has the forms of the conversation
/// @param span of the turn; invalid when it is not traced
/// @param done completed after the commit
public record TurnRequest(
        ChatAddress address,
        Chat chat,
        long conversation,
        boolean cachedChat,
        String update,
        ConversationInput input,
        String language,
        Instant received,
        Long contentHash,
        boolean asksForForms,
        Span span,
        CompletableFuture<TurnReceipt> done) {

    public static TurnRequest fromMessage(IncomingMessage incoming, Span span) {
        return new TurnRequest(
                new ChatAddress(incoming.channel(), incoming.address()),
                null,
                0,
                false,
                incoming.update(),
                incoming.input(),
                incoming.language(),
                incoming.received(),
                incoming.contentHash(),
                incoming.asksForForms(),
                span,
                new CompletableFuture<>());
    }

    /// Request of the server itself.
    ///
    /// @param chat that the input is said to come from, or null
    public static TurnRequest ofServer(
            Chat chat, long conversation, String update, ConversationInput input, Instant now) {
        return new TurnRequest(
                chat == null ? null : new ChatAddress(chat.channel(), chat.address()),
                chat,
                conversation,
                false,
                update,
                input,
                null,
                now,
                null,
                false,
                Span.getInvalid(),
                new CompletableFuture<>());
    }

    public static TurnRequest ofWakeUp(long conversation, Instant due, Instant now) {
        return ofServer(null, conversation, "wake " + due, new ConversationInput.Timer(), now);
    }

    TurnRequest withChat(Chat found, boolean cached) {
        return new TurnRequest(
                address,
                found,
                found.conversation(),
                cached,
                update,
                input,
                language,
                received,
                contentHash,
                asksForForms,
                span,
                done);
    }

    /// Copy whose chat is believed, because the database was asked since.
    public TurnRequest withConfirmedChat() {
        return cachedChat ? withChat(chat, false) : this;
    }

    /// True for a person's message, also when a dead letter is retried; false when the server itself is the sender.
    public boolean isFromPerson() {
        return address != null;
    }

    /// Key that identifies repeats.
    public ProcessedUpdateRepository.UpdateKey updateKey() {
        return chat == null
                ? new ProcessedUpdateRepository.UpdateKey(conversation, update)
                : ProcessedUpdateRepository.UpdateKey.ofChat(chat, update);
    }

    /// True when another request with the same key is known to say something else.
    boolean hasOtherContent(TurnRequest other) {
        return contentHash != null && other.contentHash != null && !contentHash.equals(other.contentHash);
    }
}
