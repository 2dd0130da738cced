package pk.rahnuma.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Reads dead letters and their sealed content.
@Singleton
class DeadLetterReader {

    private final DeadLetterRepository deadLetters;
    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final SubjectEncryptionService vault;

    DeadLetterReader(
            DeadLetterRepository deadLetters,
            ConversationRepository conversations,
            ChatRepository chats,
            SubjectEncryptionService vault) {
        this.deadLetters = deadLetters;
        this.conversations = conversations;
        this.chats = chats;
        this.vault = vault;
    }

    /// Reads a dead letter with its conversation locked; empty for an erased person.
    Optional<DeadLetterRepository.StoredDeadLetter> lockLetter(long id) {
        Optional<DeadLetterRepository.StoredDeadLetter> seen = deadLetters.findDeadLetter(id);
        if (seen.isEmpty()) {
            return seen;
        }
        long conversation = seen.get().letter().conversation();
        boolean there = !conversations
                .lockConversations(new TreeSet<>(List.of(conversation)))
                .isEmpty();
        return there && vault.openKeys(List.of(conversation)).hasKey(conversation)
                ? deadLetters.findDeadLetter(id)
                : Optional.empty();
    }

    /// The input as JSON; personal.
    byte[] openContent(DeadLetterRepository.StoredDeadLetter stored) {
        return vault.open(
                DeadLetterRepository.BODY_COLUMN.placeAt(
                        stored.letter().conversation(), stored.letter().id()),
                stored.body());
    }

    /// Chat that a dead letter came from; the last one of its person when that is unknown.
    Chat chatOf(DeadLetterRepository.StoredDeadLetter stored) {
        long last = conversations
                .findById(stored.letter().conversation())
                .map(ConversationRepository.ConversationRow::lastChat)
                .orElse(0L);
        return chats.getById(stored.chat() == null ? last : stored.chat());
    }
}
