package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import pk.rahnuma.staff.StaffPermission;

/// Redirects the start of the console to the page that the member works on.
@Controller("/desk")
final class ConsoleHomeController {

    /// Tells whether the session is valid: pages ask once a minute, and show the sign-in page when it is not.
    @Get("/session")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @BackgroundRoute
    HttpResponse<?> checkSession() {
        return HttpResponse.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<?> redirectHome(HttpRequest<?> request) {
        ConsoleUser viewer = ConsoleUser.requireUser(request);
        return HttpResponse.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, findHomePath(viewer));
    }

    private static String findHomePath(ConsoleUser viewer) {
        if (!viewer.hasPermission(StaffPermission.READ_APPLICATIONS)) {
            return "/desk/staff";
        }
        return viewer.hasPermission(StaffPermission.DECIDE) || !viewer.hasPermission(StaffPermission.ANSWER_TICKETS)
                ? "/desk/applications"
                : "/desk/tickets";
    }
}
