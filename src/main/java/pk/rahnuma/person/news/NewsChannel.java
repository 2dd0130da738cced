package pk.rahnuma.person.news;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pk.rahnuma.messaging.direct.DirectMessage;
import pk.rahnuma.person.IdentityKind;

/// Channel outside of the chat.
public enum NewsChannel {
    EMAIL(IdentityKind.EMAIL, DirectMessage.Medium.EMAIL),
    SMS(IdentityKind.PHONE, DirectMessage.Medium.SMS),
    /// Browsers and apps that are subscribed, which needs no other choice.
    PUSH(null, null);

    /// Channels to an address that the person has proved, and that they turn on and off.
    public static final List<NewsChannel> ADDRESSED = List.of(EMAIL, SMS);

    private final IdentityKind kind;
    private final DirectMessage.Medium medium;

    NewsChannel(IdentityKind kind, DirectMessage.Medium medium) {
        this.kind = kind;
        this.medium = medium;
    }

    /// Kind of the addresses to which an addressed channel sends.
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

    /// @return empty when the word is that of no addressed channel
    public static Optional<NewsChannel> fromWord(String word) {
        return ADDRESSED.stream()
                .filter(channel -> channel.toWord().equals(word))
                .findFirst();
    }
}
