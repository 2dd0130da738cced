package pk.rahnuma.staff;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// An account of a member of staff. Contains no secret.
///
/// @param name for sign-in and history
/// @param roles at least one; in the order of [StaffRole]
/// @param languages that they can answer in: `en`, `ur`, `ur-Latn`
/// @param topics that they know, as tickets have them; empty for all
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

    /// True when they manage accounts and also take part in decisions, which two persons should do.
    public boolean managesAndDecides() {
        return hasPermission(StaffPermission.MANAGE_STAFF)
                && (hasPermission(StaffPermission.DECIDE) || hasPermission(StaffPermission.APPROVE_SECOND));
    }
}
