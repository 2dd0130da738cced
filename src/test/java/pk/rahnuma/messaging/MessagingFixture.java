package pk.rahnuma.messaging;

import io.micronaut.context.event.ApplicationEventPublisher;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.cluster.TestClusterNodes;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.messaging.conversation.ConversationSenderRepository;
import pk.rahnuma.messaging.conversation.OutboxOwner;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Messaging without a listener, for tests of other packages.
public final class MessagingFixture {

    private MessagingFixture() {}

    public static ConversationMessageService messages(TestDatabase database) {
        return messages(database, TestClusterNodes.singleNode(database), event -> {});
    }

    public static ConversationMessageService messages(
            TestDatabase database, ClusterNode node, ApplicationEventPublisher<OutboxEvent> events) {
        return new ConversationMessageService(
                database.transactions(),
                database.getBean(MessageRepository.class),
                database.getBean(MissedMessageRepository.class),
                database.getBean(ConversationRepository.class),
                outbox(database, node),
                database.getBean(SubjectEncryptionService.class),
                node,
                events);
    }

    public static OutboxService outbox(TestDatabase database, ClusterNode node) {
        return new OutboxService(
                database.transactions(),
                node,
                database.getBean(MessageRepository.class),
                database.getBean(ConversationSenderRepository.class));
    }

    public static MessageCorrectionService corrections(
            TestDatabase database, ConversationMessageService messages, OutboxService outbox) {
        return new MessageCorrectionService(
                database.transactions(),
                database.getBean(MessageRepository.class),
                messages,
                outbox,
                database.getBean(ConversationRepository.class));
    }

    /// Appends messages that are left for the node that finds them.
    public static void append(ConversationMessageService messages, List<Message> lines) {
        messages.appendMessages(
                lines,
                lines.stream()
                        .collect(Collectors.toMap(
                                Message::conversation, m -> new OutboxOwner(0, null, 0), (a, b) -> a)));
    }

    /// A reply that was not tried yet.
    ///
    /// @param notBefore or null
    public static Message unsentReply(
            long conversation, int seq, long chat, Reply body, Instant notBefore, Instant at) {
        return new Message(
                conversation,
                seq,
                chat,
                Message.Direction.REPLY,
                body,
                null,
                Message.State.PENDING,
                0,
                notBefore,
                null,
                null,
                at);
    }

    /// Unsent messages to a chat, in order, including those that must wait.
    public static List<Message> pendingMessages(ConversationMessageService messages, Chat chat) {
        return messages.readHistory(chat.conversation(), 0, Integer.MAX_VALUE).stream()
                .filter(message -> message.chat() == chat.id() && message.state() == Message.State.PENDING)
                .toList();
    }

    public static ChatRepository chats(TestDatabase database) {
        return database.getBean(ChatRepository.class);
    }
}
