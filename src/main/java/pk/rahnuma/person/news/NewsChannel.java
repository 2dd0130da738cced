package pk.rahnuma.person.news;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.person.identity.IdentityKind;

/// Channel outside of the chat.
public enum NewsChannel {
    EMAIL(IdentityKind.EMAIL, DirectMessage.Medium.EMAIL),
    SMS(IdentityKind.PHONE, DirectMessage.Medium.SMS);

    private final IdentityKind kind;
    private final DirectMessage.Medium medium;

    NewsChannel(IdentityKind kind, DirectMessage.Medium medium) {
        this.kind = kind;
        this.medium = medium;
    }

    /// Kind of the addresses to which it sends.
    IdentityKind kind() {
        return kind;
    }

    DirectMessage.Medium medium() {
        return medium;
    }

    /// Word of it in scripts, exports and the API.
    public String toWord() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @return empty when the word is none of them
    public static Optional<NewsChannel> fromWord(String word) {
        return Stream.of(values())
                .filter(channel -> channel.toWord().equals(word))
                .findFirst();
    }
}
