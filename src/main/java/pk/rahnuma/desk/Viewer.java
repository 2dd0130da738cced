package pk.rahnuma.desk;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.staff.Right;
import pk.rahnuma.staff.Role;
import pk.rahnuma.staff.SignedIn;

/// Who looks at a page.
///
/// @param signed as it was when the request came
public record Viewer(SignedIn signed) {

    private static final String ATTRIBUTE = Viewer.class.getName();

    /// Empty where nobody has signed in.
    public static Optional<Viewer> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Viewer.class);
    }

    /// Of a request that has passed the [Gate] with a session.
    public static Viewer at(HttpRequest<?> request) {
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

    public Set<Role> roles() {
        return signed.member().roles();
    }

    public String csrf() {
        return signed.csrf();
    }

    public boolean may(Right right) {
        return signed.may(right);
    }
}
