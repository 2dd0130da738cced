package pk.rahnuma.console;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.security.token.DefaultRolesFinder;
import io.micronaut.security.token.RolesFinder;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Compares the values of `@Secured` with the permissions of a member: one value is enough, and a value of several
/// permissions ([PermissionNames#AND]) needs all of them. Without it such a value matches no member.
@Singleton
@Replaces(DefaultRolesFinder.class)
final class PermissionRolesFinder implements RolesFinder {

    @Override
    public boolean hasAnyRequiredRoles(List<String> requiredRoles, Collection<String> grantedRoles) {
        return requiredRoles.stream()
                .anyMatch(value -> grantedRoles.containsAll(List.of(value.split(PermissionNames.AND))));
    }

    /// Returns none: tokens that name roles are not used.
    @Override
    public List<String> resolveRoles(Map<String, Object> attributes) {
        return List.of();
    }
}
