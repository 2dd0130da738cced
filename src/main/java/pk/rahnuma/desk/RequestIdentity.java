package pk.rahnuma.desk;

/// Identity of a request that is an input of the conversation, by which a repeat is recognised.
///
/// @param id of the input, unique to the chat
/// @param content that a repeat with the same id must have too
/// @param byClient whether the client chose the id for requests of all kinds, as an `Idempotency-Key`
public record RequestIdentity(String id, String content, boolean byClient) {

    /// The same request with an id that its page has, so that a second click takes effect once.
    public RequestIdentity withId(String pageId) {
        return new RequestIdentity(pageId, content, byClient);
    }

    /// A further input of the same request.
    RequestIdentity next(String part) {
        return new RequestIdentity(id + "." + part, content, false);
    }
}
