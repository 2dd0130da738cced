package pk.rahnuma.messaging.chat;

import java.util.Optional;

/// A door that can be linked to from outside. Whoever follows such a link says `/start <word>-<rest>` there.
public interface DeepLinkProvider {

    Channel channel();

    /// @param word and `rest`: together at most 63 of `A-Z a-z 0-9 _ -`, which is what Telegram takes
    /// @return the address; empty when the door does not know its own (yet)
    Optional<String> createLink(String word, String rest);
}
