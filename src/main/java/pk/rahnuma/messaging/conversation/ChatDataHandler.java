package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /// Only chats of the page: a Telegram account is linked, so that its owner can part it.
    @Override
    public boolean allowsAttachment(long from, long to) {
        List<Chat> leaving = chats.findByConversation(from);
        return leaving.stream().allMatch(chat -> chat.channel() == Channel.WEB)
                && leaving.size() + chats.countByConversationId(to) <= ChatRepository.MAX_CHATS;
    }

    /// Another node may have the chats in its cache: it finds that their conversation is gone, and reads them again.
    @Override
    public void attachData(long from, long to, Instant now) {
        chats.moveChats(from, to);
        tokens.moveTokens(from, to);
        chats.chatCache().invalidateAll(chat -> chat.conversation() == from);
    }

    @Override
    public void eraseData(long person, Instant now) {
        chats.chatCache().invalidateAll(chat -> chat.conversation() == person);
        tokens.deleteByConversationId(person);
        networks.deleteByPerson(person);
        chats.deleteByConversationId(person);
    }
}
