/// Authentication of chats by token, and the devices of a chat. Controllers call [ChatAuthenticator].
package pk.rahnuma.api.token;
