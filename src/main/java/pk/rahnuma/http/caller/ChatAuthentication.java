package pk.rahnuma.http.caller;

import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import pk.rahnuma.messaging.conversation.Chat;

/// Sender of a request with the token of a chat, or of a device that is signed in.
public record ChatAuthentication(Chat chat) implements Authentication {

    /// Role of these senders, for `@Secured`.
    public static final String ROLE = "CHAT";

    @Override
    public String getName() {
        return Long.toString(chat.id());
    }

    @Override
    public Collection<String> getRoles() {
        return List.of(ROLE);
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }
}
