/// Messaging: chats, received and sent messages, the outbox, and processed updates. Domain packages send through it
/// without depending on conversations or channels.
///
/// * [pk.rahnuma.messaging.conversation.ChatRepository]: addresses on channels, and their conversations.
/// * [ConversationMessageService]: the messages of a conversation, numbered from 1; the `PENDING`
///   ones are the outbox.
/// * [OutboxService]: the node that sends the messages of a conversation.
/// * [MessageStatusRepository]: the status of the last message to a person, for staff.
/// * [pk.rahnuma.messaging.conversation.ConversationRepository]: the rows of conversations, which are the locks of
/// their
///   persons.
/// * [pk.rahnuma.messaging.conversation.ProcessedUpdateRepository]: processed updates, with the messages that they
///   caused.
/// * [PendingDownloadRepository]: files still to be downloaded;
///   [FileStore] stores them.
/// * [OutboxEvent]: published when messages are committed.
///
/// All code locks in this order: conversation (by key), organisation, application, ticket, outbox. Addresses and texts
/// are sealed under the conversation's subject, whose number is the conversation's.
package pk.rahnuma.messaging;
