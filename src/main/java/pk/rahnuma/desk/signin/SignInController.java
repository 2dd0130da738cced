package pk.rahnuma.desk.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.desk.DeviceCookie;
import pk.rahnuma.desk.Gate;
import pk.rahnuma.desk.Open;
import pk.rahnuma.desk.SessionCookie;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.Visits;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.QrCode;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.staff.Enrolment;
import pk.rahnuma.staff.Links;
import pk.rahnuma.staff.Member;
import pk.rahnuma.staff.Refusal;
import pk.rahnuma.staff.Sessions;
import pk.rahnuma.staff.SignIn;
import pk.rahnuma.staff.Step;

/// Signing in, step by step. The token of the step between password and code stands in the page, not in a cookie: it
/// is good for one thing only, and for ten minutes.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {

    private final SignIn signIn;
    private final Links links;
    private final Sessions sessions;
    private final Visits visits;
    private final SessionCookie cookies;
    private final DeviceCookie devices;
    private final Screens screens;
    private final InstantSource clock;

    SignInController(
            SignIn signIn,
            Links links,
            Sessions sessions,
            Visits visits,
            SessionCookie cookies,
            DeviceCookie devices,
            Screens screens,
            InstantSource clock) {
        this.signIn = signIn;
        this.links = links;
        this.sessions = sessions;
        this.visits = visits;
        this.cookies = cookies;
        this.devices = devices;
        this.screens = screens;
        this.clock = clock;
    }

    @Get("/sign-in")
    @Open(Open.Door.STREET)
    HttpResponse<String> page(
            HttpRequest<?> request,
            @Nullable @QueryValue String next,
            @QueryValue(value = Gate.ENDED, defaultValue = "false") boolean ended) {
        if (Viewer.of(request).isPresent()) {
            return Screens.go(request, local(next));
        }
        Screen screen = screens.screen(request);
        return password(HttpStatus.OK, screen, next, ended ? screen.say("signin.ended") : null, "");
    }

    @Post("/sign-in")
    @Open(Open.Door.STREET)
    HttpResponse<String> password(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        String name = fields.one("name");
        Step step = signIn.password(name, fields.raw("password"), visits.of(request), clock.instant());
        return step instanceof Step.SecondFactor second
                ? second(request, second, fields.one("next"))
                : password(request, status(step), fields.one("next"), step, name);
    }

    @Post("/second-factor")
    @Open(Open.Door.STREET)
    HttpResponse<String> code(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        String pending = fields.one("pending");
        boolean setUp = fields.ticked("set_up");
        Step step = setUp
                ? signIn.confirm(pending, fields.one("code"), visits.of(request), clock.instant())
                : signIn.code(pending, fields.one("code"), visits.of(request), clock.instant());
        return switch (step) {
            case Step.In in -> in(request, in, fields.one("next"));
            case Step.Over over -> password(request, HttpStatus.UNAUTHORIZED, fields.one("next"), over, "");
            default -> code(request, status(step), pending, setUp, fields.one("next"), step);
        };
    }

    private static HttpStatus status(Step step) {
        return step instanceof Step.Busy ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNAUTHORIZED;
    }

    private HttpResponse<String> in(HttpRequest<?> request, Step.In in, String next) {
        MutableHttpResponse<String> response = in.recoveryCodes().isEmpty()
                ? HttpResponse.<String>status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, local(next))
                : codes(request, in.recoveryCodes(), local(next));
        return response.cookies(cookies.of(request, in.token())).cookie(devices.of(request, in.device()));
    }

    private MutableHttpResponse<String> codes(HttpRequest<?> request, List<String> codes, String next) {
        return screens.page(screens.screen(request), "signin/codes.jte", "codes", codes, "next", next);
    }

    /// The link that a new member got.
    @Get("/set-up/{token}")
    @Open(Open.Door.STREET)
    HttpResponse<String> setUp(HttpRequest<?> request, @PathVariable String token) {
        return link(
                request,
                Links.SET_UP + token,
                links.whose(token, clock.instant()).map(Member::name),
                false,
                null);
    }

    @Post("/set-up/{token}")
    @Open(Open.Door.STREET)
    HttpResponse<String> setUp(HttpRequest<?> request, @PathVariable String token, @Nullable @Body byte[] form) {
        Optional<String> name = links.whose(token, clock.instant()).map(Member::name);
        return linked(
                request,
                Links.SET_UP + token,
                name,
                false,
                form,
                fields -> links.setPassword(token, fields.raw("password"), clock.instant()));
    }

    /// The link that the first start prints.
    @Get("/first/{token}")
    @Open(Open.Door.STREET)
    HttpResponse<String> first(HttpRequest<?> request, @PathVariable String token) {
        Optional<String> nobody = links.isFirst(token) ? Optional.of("") : Optional.empty();
        return link(request, Links.FIRST + token, nobody, true, null);
    }

    @Post("/first/{token}")
    @Open(Open.Door.STREET)
    HttpResponse<String> first(HttpRequest<?> request, @PathVariable String token, @Nullable @Body byte[] form) {
        return linked(
                request,
                Links.FIRST + token,
                Optional.of(Fields.of(form).one("name")),
                true,
                form,
                fields -> links.first(token, fields.one("name"), fields.raw("password"), clock.instant()));
    }

    @Post("/sign-out")
    @Open(Open.Door.HALL)
    HttpResponse<String> signOut(HttpRequest<?> request) {
        sessions.signOut(Viewer.at(request).signed(), clock.instant());
        return cookies.leave(request, Screens.go(request, SessionCookie.SIGN_IN));
    }

    private HttpResponse<String> linked(
            HttpRequest<?> request,
            String path,
            Optional<String> name,
            boolean first,
            byte[] form,
            java.util.function.Function<Fields, Step.SecondFactor> set) {
        Fields fields = Fields.of(form);
        if (!fields.raw("password").equals(fields.raw("again"))) {
            return link(request, path, name, first, "again");
        }
        try {
            return second(request, set.apply(fields), "");
        } catch (Refusal refusal) {
            return link(request, path, name, first, refusal.why().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private HttpResponse<String> link(
            HttpRequest<?> request, String path, Optional<String> name, boolean first, String problem) {
        HttpStatus status =
                name.isEmpty() ? HttpStatus.NOT_FOUND : problem == null ? HttpStatus.OK : HttpStatus.CONFLICT;
        return screens.page(
                status,
                screens.screen(request),
                "signin/link.jte",
                "path",
                path,
                "name",
                name.orElse(null),
                "first",
                first,
                "problem",
                problem);
    }

    private HttpResponse<String> second(HttpRequest<?> request, Step.SecondFactor second, String next) {
        return code(request, HttpStatus.OK, second.pending(), second.setUp(), next, null);
    }

    private HttpResponse<String> code(
            HttpRequest<?> request, HttpStatus status, String pending, boolean setUp, String next, Step step) {
        Optional<Enrolment> enrolment = setUp ? signIn.enrolment(pending, clock.instant()) : Optional.empty();
        Screen screen = screens.screen(request);
        return screens.page(
                status,
                screen,
                "signin/code.jte",
                "pending",
                pending,
                "setUp",
                setUp,
                "secret",
                enrolment.map(Enrolment::secret).orElse(null),
                "picture",
                enrolment.map(made -> QrCode.svg(made.uri())).orElse(null),
                "next",
                next,
                "problem",
                problem(screen, step));
    }

    private MutableHttpResponse<String> password(
            HttpRequest<?> request, HttpStatus status, String next, Step step, String name) {
        Screen screen = screens.screen(request);
        return password(status, screen, next, problem(screen, step), name);
    }

    private MutableHttpResponse<String> password(
            HttpStatus status, Screen screen, String next, String problem, String name) {
        return screens.page(
                status, screen, "signin/password.jte", "name", name, "next", local(next), "problem", problem);
    }

    private static String problem(Screen screen, Step step) {
        return switch (step) {
            case null -> null;
            case Step.Wait wait ->
                screen.say("signin.wait", "seconds", Math.max(1, wait.left().toSeconds()));
            case Step.Over over -> screen.say("signin.over");
            case Step.Busy busy -> screen.word("refusal", "busy");
            default -> screen.say("signin.wrong");
        };
    }

    /// Only a page of the console, or its start: nobody is led elsewhere by a link.
    private static String local(String next) {
        return next != null && next.matches("/desk(/[A-Za-z0-9/_.?=&%-]*)?") ? next : "/desk";
    }
}
