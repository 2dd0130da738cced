package pk.rahnuma.messaging.chat;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import pk.rahnuma.vault.DataMove;
import pk.rahnuma.vault.MoveRefusedException;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for chats and the devices that open them.
@Singleton
final class ChatDataHandler implements PersonalDataHandler {

    private final ChatRepository chats;
    private final ChatTokenRepository tokens;
    private final ChatNetworkRepository networks;

    ChatDataHandler(ChatRepository chats, ChatTokenRepository tokens, ChatNetworkRepository networks) {
        this.chats = chats;
        this.tokens = tokens;
        this.networks = networks;
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
                        .map(ChatDataHandler::toExport)
                        .toList());
        exported.put(
                "devices",
                tokens.findByConversation(person).stream()
                        .map(ChatDataHandler::toExport)
                        .toList());
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

    @Override
    public Map<String, Long> countData(long person) {
        return Map.of("chats", chats.countByConversationId(person));
    }

    @Override
    public void prepareMove(DataMove move) {
        if (chats.countByConversationId(move.from()) + chats.countByConversationId(move.to())
                > ChatRepository.MAX_CHATS) {
            throw new MoveRefusedException(MoveRefusedException.Reason.TOO_MANY);
        }
    }

    /// Another node may have the chats in its cache: it finds that their conversation is gone, and reads them again.
    @Override
    public void moveData(DataMove move) {
        chats.moveChats(move.from(), move.to());
        tokens.moveTokens(move.from(), move.to());
        chats.chatCache().invalidateAll(chat -> chat.conversation() == move.from());
    }

    @Override
    public void eraseData(long person, Instant now) {
        chats.chatCache().invalidateAll(chat -> chat.conversation() == person);
        tokens.deleteByConversationId(person);
        networks.deleteByPerson(person);
        chats.deleteByConversationId(person);
    }
}
