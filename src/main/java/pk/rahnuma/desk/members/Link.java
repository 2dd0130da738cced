package pk.rahnuma.desk.members;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import pk.rahnuma.desk.Visits;
import pk.rahnuma.staff.Invitation;
import pk.rahnuma.staff.Links;

/// The link by which a member sets their password, shown once.
///
/// @param address whole, to be sent to them
public record Link(String name, String address, Instant expires) {

    /// Null for null.
    static Link of(Visits visits, HttpRequest<?> request, Invitation made) {
        return made == null
                ? null
                : new Link(made.member().name(), visits.link(request, Links.SET_UP + made.token()), made.expires());
    }

    @Override
    public String toString() {
        return "Link[" + name + "]";
    }
}
