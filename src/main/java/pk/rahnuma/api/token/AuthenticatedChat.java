package pk.rahnuma.api.token;

import pk.rahnuma.messaging.chat.Chat;

/// Who asks: the owner of a chat.
///
/// @param freshToken of a chat that was opened just now, to be given to its owner; null when the token was known
/// @param program whether the token travels in the header `Authorization`, not in a cookie
public record AuthenticatedChat(Chat chat, String freshToken, boolean program) {

    /// The token for the body of an answer; null where a cookie carries it.
    public String tokenForBody() {
        return program ? freshToken : null;
    }

    /// The token for a cookie, or null.
    String tokenForCookie() {
        return program ? null : freshToken;
    }
}
