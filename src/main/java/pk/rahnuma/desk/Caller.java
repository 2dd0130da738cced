package pk.rahnuma.desk;

import pk.rahnuma.messaging.conversation.Chat;

/// Sender of a request.
///
/// @param chat through which the person came
/// @param language in which they are answered
/// @param byKey whether a program sent it with the key of an organisation
public record Caller(Chat chat, String language, boolean byKey) {

    /// Id of the person, which is that of their conversation.
    public long person() {
        return chat.conversation();
    }

    /// The same in a language.
    public Caller inLanguage(String wanted) {
        return new Caller(chat, wanted, byKey);
    }
}
