/// The post: chats, what was heard and said, what is still to be sent, and which updates were taken. A room sends
/// through it without knowing the hall.
///
/// * [pk.rahnuma.post.Chats]: addresses on channels, and whose they are.
/// * [pk.rahnuma.post.Messages]: the lines of a conversation, numbered from 1; those that are `PENDING` are the outbox.
/// * [pk.rahnuma.post.Outbox]: which node sends what is said in a conversation.
/// * [pk.rahnuma.post.LastSaid]: what became of the last thing said to a person, for staff.
/// * [pk.rahnuma.post.Places]: how far conversations have come.
/// * [pk.rahnuma.post.Seen]: updates that were taken, with the lines that answered them.
/// * [pk.rahnuma.post.Downloads]: files that are still to be fetched; [pk.rahnuma.post.FileStore] keeps them then.
/// * [pk.rahnuma.post.Courier]: who is told when a room has posted something.
///
/// Everyone locks in this order: conversation (by key), application, ticket, outbox. Addresses and words are sealed
/// under the conversation's subject, whose number is the conversation's.
package pk.rahnuma.post;
