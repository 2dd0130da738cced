/// News of changes of applications outside of the chat: by e-mail, SMS and web push, to the persons who want it.
///
/// The change and the news of it are one transaction: [StatusNewsService] adds a row for each
/// recipient and channel. [StatusNewsJob] sends them. They are no messages of the conversation:
/// its history, its numbers and the chats of the person stay as they are.
///
/// [PushSubscriptionService] has the subscriptions to web push, [pk.rahnuma.messaging.push] their encryption.
package pk.rahnuma.person.news;
