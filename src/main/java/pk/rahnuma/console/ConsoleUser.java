package pk.rahnuma.console;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;

/// Who looks at a page.
///
/// @param signed as it was when the request came
public record ConsoleUser(AuthenticatedStaff signed) {

    private static final String REQUEST_ATTRIBUTE = ConsoleUser.class.getName();

    /// Empty where nobody has signed in.
    public static Optional<ConsoleUser> findUser(HttpRequest<?> request) {
        return request.getAttribute(REQUEST_ATTRIBUTE, ConsoleUser.class);
    }

    /// Of a request that has passed the [ConsoleSecurityFilter] with a session.
    public static ConsoleUser requireUser(HttpRequest<?> request) {
        return findUser(request).orElseThrow(() -> new IllegalStateException("nobody has signed in"));
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
