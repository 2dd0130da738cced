package pk.rahnuma.messaging.conversation;

import java.util.Optional;

/// A channel that supports links from outside. A person who follows such a link sends `/start <word>-<rest>` there.
public interface DeepLinkProvider {

    Channel channel();

    /// @param word name of the link
    /// @param rest answer that it carries; both together at most 63 of `A-Z a-z 0-9 _ -`, Telegram's limit
    /// @return the link; empty when the channel does not know its own address (yet)
    Optional<String> createLink(String word, String rest);
}
