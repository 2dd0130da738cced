package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;

/// Member of staff who views a page. Their permissions are what Micronaut Security calls roles.
///
/// @param signed the session as it was when the request arrived
public record ConsoleUser(AuthenticatedStaff signed) implements Authentication {

    /// Finds the user; empty without a session.
    public static Optional<ConsoleUser> findUser(HttpRequest<?> request) {
        return request.getUserPrincipal(ConsoleUser.class);
    }

    /// User of a request to a route that needs a session.
    public static ConsoleUser requireUser(HttpRequest<?> request) {
        return findUser(request).orElseThrow(() -> new IllegalStateException("no user is signed in"));
    }

    public long id() {
        return signed.member().id();
    }

    public String name() {
        return signed.member().name();
    }

    public Set<StaffRole> roles() {
        return signed.member().roles();
    }

    public String csrfToken() {
        return signed.csrf();
    }

    public boolean hasPermission(StaffPermission right) {
        return signed.hasPermission(right);
    }

    @Override
    public String getName() {
        return name();
    }

    @Override
    public Collection<String> getRoles() {
        return Stream.of(StaffPermission.values())
                .filter(this::hasPermission)
                .map(StaffPermission::name)
                .toList();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }
}
