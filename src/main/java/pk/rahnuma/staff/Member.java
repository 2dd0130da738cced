package pk.rahnuma.staff;

import java.time.Instant;
import java.util.Set;

/// An account of a member of staff. Holds no secret.
///
/// @param name to sign in with, and the name in history
/// @param languages that they can answer in: `en`, `ur`, `ur-Latn`
/// @param topics that they know about, as tickets have them; empty is all
/// @param passwordSet whether a password was ever set by the link
/// @param secondFactor whether one is set up
/// @param disabledAt null when they may sign in
public record Member(
        long id,
        String name,
        Role role,
        Set<String> languages,
        Set<String> topics,
        boolean passwordSet,
        boolean secondFactor,
        Instant createdAt,
        Instant disabledAt) {

    public boolean enabled() {
        return disabledAt == null;
    }

    public boolean may(Right right) {
        return enabled() && role.may(right);
    }
}
