package pk.rahnuma.desk;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import pk.rahnuma.staff.Right;

/// The start of the console: what whoever came in works on.
@Controller("/desk")
final class HomeController {

    /// Whether the session goes on: pages ask once a minute, and go to the sign-in when it does not.
    @Get("/session")
    @Open(Open.Door.HALL)
    @BackgroundRoute
    HttpResponse<?> session() {
        return HttpResponse.noContent().header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get
    @Open(Open.Door.HALL)
    HttpResponse<?> home(HttpRequest<?> request) {
        Viewer viewer = Viewer.at(request);
        return HttpResponse.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path(viewer));
    }

    private static String path(Viewer viewer) {
        if (!viewer.may(Right.READ_APPLICATIONS)) {
            return "/desk/staff";
        }
        return viewer.may(Right.DECIDE) || !viewer.may(Right.ANSWER_TICKETS) ? "/desk/applications" : "/desk/tickets";
    }
}
