package pk.rahnuma.messaging.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the last positions and the languages of conversations, so that readers notice what other nodes wrote.
@Singleton
public final class ConversationPositionService {

    private final ConversationRepository conversations;

    ConversationPositionService(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    /// Last position of a conversation.
    ///
    /// @param held true when there are messages that may not be shown yet
    public record ConversationPosition(int seq, boolean held) {}

    /// False once its person was erased, or their chats were attached to another one.
    public boolean exists(long conversation) {
        return conversations.findLastSeq(conversation).isPresent();
    }

    /// Language that the person has chosen, without a lock.
    public Optional<String> findLanguage(long conversation) {
        return conversations.findLanguage(conversation);
    }

    /// Positions of existing conversations.
    public Map<Long, ConversationPosition> findPositions(Collection<Long> ids, Instant now) {
        Map<Long, ConversationPosition> found = new HashMap<>();
        conversations
                .findLastPositions(ids)
                .forEach((conversation, position) -> found.put(
                        conversation,
                        new ConversationPosition(
                                position.seq(),
                                position.heldUntil() != null
                                        && position.heldUntil().isAfter(now))));
        return found;
    }
}
