/// The post: chats, what was heard and said, what is still to be sent, and which updates were taken. A room sends
/// through it without knowing the hall.
///
/// * [pk.rahnuma.messaging.chat.ChatRepository]: addresses on channels, and whose they are.
/// * [pk.rahnuma.messaging.ConversationMessageService]: the lines of a conversation, numbered from 1; those that are
///   `PENDING` are the outbox.
/// * [pk.rahnuma.messaging.OutboxOwnershipService]: which node sends what is said in a conversation.
/// * [pk.rahnuma.messaging.LastMessageStatusRepository]: what became of the last thing said to a person, for staff.
/// * [pk.rahnuma.messaging.conversation.ConversationPositionRepository]: how far conversations have come.
/// * [pk.rahnuma.messaging.conversation.ProcessedUpdateRepository]: updates that were taken, with the lines that
///   answered them.
/// * [pk.rahnuma.messaging.file.PendingDownloadRepository]: files that are still to be fetched;
///   [pk.rahnuma.messaging.file.FileStore] keeps them then.
/// * [pk.rahnuma.messaging.OutboxListener]: who is told when a room has posted something.
///
/// Everyone locks in this order: conversation (by key), application, ticket, outbox. Addresses and words are sealed
/// under the conversation's subject, whose number is the conversation's.
package pk.rahnuma.messaging;
