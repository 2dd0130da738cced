package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;

/// Member of staff who views a page.
///
/// @param signed the session as it was when the request arrived
public record ConsoleUser(AuthenticatedStaff signed) {

    private static final String REQUEST_ATTRIBUTE = ConsoleUser.class.getName();

    /// Finds the user; empty without a session.
    public static Optional<ConsoleUser> findUser(HttpRequest<?> request) {
        return request.getAttribute(REQUEST_ATTRIBUTE, ConsoleUser.class);
    }

    /// User of a request that has passed the [ConsoleSecurityFilter] with a session.
    public static ConsoleUser requireUser(HttpRequest<?> request) {
        return findUser(request).orElseThrow(() -> new IllegalStateException("no user is signed in"));
    }

    void attachTo(HttpRequest<?> request) {
        request.setAttribute(REQUEST_ATTRIBUTE, this);
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
}
