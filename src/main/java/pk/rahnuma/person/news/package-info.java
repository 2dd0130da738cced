/// News of changes of applications outside of the chat: by e-mail, SMS and web push, to the persons who want it.
///
/// The change and the news of it are one transaction: [pk.rahnuma.person.news.StatusNewsService] adds a row for each
/// recipient and channel. [pk.rahnuma.person.news.StatusNewsJob] sends them. They are no messages of the conversation:
/// its history, its numbers and the chats of the person stay as they are.
package pk.rahnuma.person.news;
