package pk.rahnuma.console.signin;

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
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.console.ConsoleSecurityFilter;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.DeviceCookie;
import pk.rahnuma.console.OpenRoute;
import pk.rahnuma.console.SessionCookie;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.QrCode;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.console.page.ViewContext;
import pk.rahnuma.staff.PasswordLinkService;
import pk.rahnuma.staff.SignInResult;
import pk.rahnuma.staff.SignInService;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffSessionService;
import pk.rahnuma.staff.TotpEnrolment;

/// Signing in, step by step. The token of the step between password and code stands in the page, not in a cookie: it
/// is good for one thing only, and for ten minutes.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {

    private final SignInService signIn;
    private final PasswordLinkService links;
    private final StaffSessionService sessions;
    private final ClientInfoResolver visits;
    private final SessionCookie cookies;
    private final DeviceCookie devices;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    SignInController(
            SignInService signIn,
            PasswordLinkService links,
            StaffSessionService sessions,
            ClientInfoResolver visits,
            SessionCookie cookies,
            DeviceCookie devices,
            TemplateRenderer screens,
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
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> page(
            HttpRequest<?> request,
            @Nullable @QueryValue String next,
            @QueryValue(value = ConsoleSecurityFilter.ENDED, defaultValue = "false") boolean ended) {
        if (ConsoleUser.of(request).isPresent()) {
            return TemplateRenderer.go(request, local(next));
        }
        ViewContext screen = screens.screen(request);
        return password(HttpStatus.OK, screen, next, ended ? screen.say("signin.ended") : null, "");
    }

    @Post("/sign-in")
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> password(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        String name = fields.one("name");
        SignInResult step = signIn.password(name, fields.raw("password"), visits.of(request), clock.instant());
        return step instanceof SignInResult.SecondFactorRequired second
                ? second(request, second, fields.one("next"))
                : password(request, status(step), fields.one("next"), step, name);
    }

    @Post("/second-factor")
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> code(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        String pending = fields.one("pending");
        boolean setUp = fields.ticked("set_up");
        SignInResult step = setUp
                ? signIn.confirm(pending, fields.one("code"), visits.of(request), clock.instant())
                : signIn.code(pending, fields.one("code"), visits.of(request), clock.instant());
        return switch (step) {
            case SignInResult.SignedIn in -> in(request, in, fields.one("next"));
            case SignInResult.Expired over -> password(request, HttpStatus.UNAUTHORIZED, fields.one("next"), over, "");
            default -> code(request, status(step), pending, setUp, fields.one("next"), step);
        };
    }

    private static HttpStatus status(SignInResult step) {
        return step instanceof SignInResult.Overloaded ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNAUTHORIZED;
    }

    private HttpResponse<String> in(HttpRequest<?> request, SignInResult.SignedIn in, String next) {
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
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> setUp(HttpRequest<?> request, @PathVariable String token) {
        return link(
                request,
                PasswordLinkService.SET_UP + token,
                links.whose(token, clock.instant()).map(StaffMember::name),
                false,
                null);
    }

    @Post("/set-up/{token}")
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> setUp(HttpRequest<?> request, @PathVariable String token, @Nullable @Body byte[] form) {
        Optional<String> name = links.whose(token, clock.instant()).map(StaffMember::name);
        return linked(
                request,
                PasswordLinkService.SET_UP + token,
                name,
                false,
                form,
                fields -> links.setPassword(token, fields.raw("password"), clock.instant()));
    }

    /// The link that the first start prints.
    @Get("/first/{token}")
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> first(HttpRequest<?> request, @PathVariable String token) {
        Optional<String> nobody = links.isFirst(token) ? Optional.of("") : Optional.empty();
        return link(request, PasswordLinkService.FIRST + token, nobody, true, null);
    }

    @Post("/first/{token}")
    @OpenRoute(OpenRoute.Access.STREET)
    HttpResponse<String> first(HttpRequest<?> request, @PathVariable String token, @Nullable @Body byte[] form) {
        return linked(
                request,
                PasswordLinkService.FIRST + token,
                Optional.of(FormFields.of(form).one("name")),
                true,
                form,
                fields -> links.first(token, fields.one("name"), fields.raw("password"), clock.instant()));
    }

    @Post("/sign-out")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> signOut(HttpRequest<?> request) {
        sessions.signOut(ConsoleUser.at(request).signed(), clock.instant());
        return cookies.leave(request, TemplateRenderer.go(request, SessionCookie.SIGN_IN));
    }

    private HttpResponse<String> linked(
            HttpRequest<?> request,
            String path,
            Optional<String> name,
            boolean first,
            byte[] form,
            java.util.function.Function<FormFields, SignInResult.SecondFactorRequired> set) {
        FormFields fields = FormFields.of(form);
        if (!fields.raw("password").equals(fields.raw("again"))) {
            return link(request, path, name, first, "again");
        }
        try {
            return second(request, set.apply(fields), "");
        } catch (StaffException refusal) {
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

    private HttpResponse<String> second(HttpRequest<?> request, SignInResult.SecondFactorRequired second, String next) {
        return code(request, HttpStatus.OK, second.pending(), second.setUp(), next, null);
    }

    private HttpResponse<String> code(
            HttpRequest<?> request, HttpStatus status, String pending, boolean setUp, String next, SignInResult step) {
        Optional<TotpEnrolment> enrolment = setUp ? signIn.enrolment(pending, clock.instant()) : Optional.empty();
        ViewContext screen = screens.screen(request);
        return screens.page(
                status,
                screen,
                "signin/code.jte",
                "pending",
                pending,
                "setUp",
                setUp,
                "secret",
                enrolment.map(TotpEnrolment::secret).orElse(null),
                "picture",
                enrolment.map(made -> QrCode.svg(made.uri())).orElse(null),
                "next",
                next,
                "problem",
                problem(screen, step));
    }

    private MutableHttpResponse<String> password(
            HttpRequest<?> request, HttpStatus status, String next, SignInResult step, String name) {
        ViewContext screen = screens.screen(request);
        return password(status, screen, next, problem(screen, step), name);
    }

    private MutableHttpResponse<String> password(
            HttpStatus status, ViewContext screen, String next, String problem, String name) {
        return screens.page(
                status, screen, "signin/password.jte", "name", name, "next", local(next), "problem", problem);
    }

    private static String problem(ViewContext screen, SignInResult step) {
        return switch (step) {
            case null -> null;
            case SignInResult.Throttled wait ->
                screen.say("signin.wait", "seconds", Math.max(1, wait.left().toSeconds()));
            case SignInResult.Expired over -> screen.say("signin.over");
            case SignInResult.Overloaded busy -> screen.word("refusal", "busy");
            default -> screen.say("signin.wrong");
        };
    }

    /// Only a page of the console, or its start: nobody is led elsewhere by a link.
    private static String local(String next) {
        return next != null && next.matches("/desk(/[A-Za-z0-9/_.?=&%-]*)?") ? next : "/desk";
    }
}
