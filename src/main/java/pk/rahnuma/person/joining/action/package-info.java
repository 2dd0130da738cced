/// Actions with which the bot joins two chats of one person: `connect.yaml`.
package pk.rahnuma.person.joining.action;
