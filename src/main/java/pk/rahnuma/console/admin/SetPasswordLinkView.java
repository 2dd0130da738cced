package pk.rahnuma.console.admin;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.account.PasswordLinkService;

/// Link by which a member sets their password, shown once.
///
/// @param address complete URL, to be sent to them
public record SetPasswordLinkView(String name, String address, Instant expires) {

    /// Creates the view; null for null.
    static SetPasswordLinkView fromInvitation(ClientInfoResolver visits, HttpRequest<?> request, StaffInvitation made) {
        return made == null
                ? null
                : new SetPasswordLinkView(
                        made.member().name(),
                        visits.absoluteUrl(request, PasswordLinkService.SET_UP_PATH + made.token()),
                        made.expires());
    }

    @Override
    public String toString() {
        return "Link[" + name + "]";
    }
}
