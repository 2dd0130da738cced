package pk.rahnuma.http.caller;

import pk.rahnuma.messaging.conversation.Chat;

/// Authenticated owner of a chat.
///
/// @param freshToken of a chat that this request opened, to be given to its owner; null when the token was known
/// @param program true when the token is sent in the header `Authorization`, not in a cookie
public record AuthenticatedChat(Chat chat, String freshToken, boolean program) {

    /// Token for the body of a response; null when a cookie has it.
    public String tokenForBody() {
        return program ? freshToken : null;
    }

    /// Token for a cookie, or null.
    String tokenForCookie() {
        return program ? null : freshToken;
    }
}
