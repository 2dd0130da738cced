package pk.rahnuma.messaging;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.messaging.chat.ChatDevice;
import pk.rahnuma.messaging.chat.ChatRepository;
import pk.rahnuma.messaging.chat.ChatTokenRepository;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for chats and messages. Unsent messages are deleted with the rest.
@Singleton
final class MessagingDataHandler implements PersonalDataHandler {

    private final Jdbi jdbi;
    private final ChatRepository chats;
    private final ConversationMessageService messages;
    private final ChatTokenRepository tokens;
    private final InstantSource clock;

    MessagingDataHandler(
            Jdbi jdbi,
            ChatRepository chats,
            ConversationMessageService messages,
            ChatTokenRepository tokens,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.chats = chats;
        this.messages = messages;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.OUTBOX;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put(
                "chats",
                chats.findByConversation(person).stream()
                        .map(MessagingDataHandler::toExport)
                        .toList());
        exported.put(
                "devices",
                tokens.findByConversation(person).stream()
                        .map(MessagingDataHandler::toExport)
                        .toList());
        exported.put("messages", new MessageExport(messages, person, clock.instant()));
        return exported;
    }

    /// Exports a chat. The address of a chat page is a hash of its browser's token.
    private static Map<String, Object> toExport(Chat chat) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("channel", chat.channel().name().toLowerCase(Locale.ROOT));
        exported.put("address", chat.address());
        return exported;
    }

    private static Map<String, Object> toExport(ChatDevice token) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("device", token.device());
        exported.put("since", token.created().toString());
        exported.put("last_used", token.seen().toString());
        return exported;
    }

    /// Keeps unsent messages, so that they are sent first; they are deleted the next time.
    @Override
    public void deleteMessages(long person, Instant now) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from download where conversation_id = ?", person);
            handle.execute("delete from message where conversation_id = ? and state <> 'PENDING'", person);
            MissedMessageRepository.deleteAbsent(handle, person);
        });
    }

    @Override
    public void eraseData(long person, Instant now) {
        chats.chatCache().invalidateAll(chat -> chat.conversation() == person);
        jdbi.useHandle(handle -> {
            handle.execute("delete from download where conversation_id = ?", person);
            handle.execute("delete from message where conversation_id = ?", person);
            MissedMessageRepository.deleteAbsent(handle, person);
            handle.execute("delete from seen where conversation_id = ?", person);
            handle.execute("delete from chat_token where conversation_id = ?", person);
            handle.execute("delete from chat where conversation_id = ?", person);
        });
    }
}
