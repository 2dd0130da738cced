package pk.rahnuma.person.signin;

import java.time.Instant;

/// Tokens for a device, shown once.
///
/// @param access for requests
/// @param refresh for the next tokens
public record IssuedTokens(String access, Instant accessExpires, String refresh, Instant refreshExpires) {

    @Override
    public String toString() {
        return "tokens until " + refreshExpires;
    }
}
