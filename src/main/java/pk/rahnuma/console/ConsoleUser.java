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

    private static final String ATTRIBUTE = ConsoleUser.class.getName();

    /// Empty where nobody has signed in.
    public static Optional<ConsoleUser> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, ConsoleUser.class);
    }

    /// Of a request that has passed the [ConsoleSecurityFilter] with a session.
    public static ConsoleUser at(HttpRequest<?> request) {
        return of(request).orElseThrow(() -> new IllegalStateException("nobody has signed in"));
    }

    void to(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
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

    public String csrf() {
        return signed.csrf();
    }

    public boolean may(StaffPermission right) {
        return signed.may(right);
    }
}
