package pk.rahnuma.staff;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// An account of a member of staff. Holds no secret.
///
/// @param name to sign in with, and the name in history
/// @param roles at least one; in the order of [StaffRole]
/// @param languages that they can answer in: `en`, `ur`, `ur-Latn`
/// @param topics that they know about, as tickets have them; empty is all
/// @param passwordSet whether a password was ever set by the link
/// @param secondFactor whether one is set up
/// @param disabledAt null when they may sign in
public record StaffMember(
        long id,
        String name,
        Set<StaffRole> roles,
        Set<String> languages,
        Set<String> topics,
        boolean passwordSet,
        boolean secondFactor,
        Instant createdAt,
        Instant disabledAt) {

    public StaffMember {
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }

    public boolean isEnabled() {
        return disabledAt == null;
    }

    public boolean hasPermission(StaffPermission right) {
        return isEnabled() && roles.stream().anyMatch(role -> role.hasPermission(right));
    }

    public boolean hasRole(StaffRole role) {
        return roles.contains(role);
    }

    /// Whether they manage accounts and take part in decisions, which is better given to two.
    public boolean managesAndDecides() {
        return hasPermission(StaffPermission.MANAGE_STAFF)
                && (hasPermission(StaffPermission.DECIDE) || hasPermission(StaffPermission.APPROVE_SECOND));
    }
}
