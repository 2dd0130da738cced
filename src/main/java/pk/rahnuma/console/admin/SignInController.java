package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
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
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.Valid;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleForm.Untrimmed;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.DeviceCookie;
import pk.rahnuma.console.SessionCookie;
import pk.rahnuma.console.SignInRedirect;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.http.QrCode;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.PasswordLinkService;
import pk.rahnuma.staff.account.SignInResult;
import pk.rahnuma.staff.account.SignInService;
import pk.rahnuma.staff.account.StaffSessionService;
import pk.rahnuma.staff.account.TotpEnrolment;

/// Handles the steps of signing in. The token of the step between password and code is in the page, not in a cookie: it
/// is valid for this step only, and for ten minutes.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class SignInController {

    private final SignInService signIn;
    private final PasswordLinkService links;
    private final StaffSessionService sessions;
    private final ClientInfoResolver clientInfoResolver;
    private final SessionCookie sessionCookie;
    private final DeviceCookie devices;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    SignInController(
            SignInService signIn,
            PasswordLinkService links,
            StaffSessionService sessions,
            ClientInfoResolver clientInfoResolver,
            SessionCookie sessionCookie,
            DeviceCookie devices,
            TemplateRenderer templates,
            InstantSource clock) {
        this.signIn = signIn;
        this.links = links;
        this.sessions = sessions;
        this.clientInfoResolver = clientInfoResolver;
        this.sessionCookie = sessionCookie;
        this.devices = devices;
        this.templates = templates;
        this.clock = clock;
    }

    @Get("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> showSignIn(
            HttpRequest<?> request,
            @Nullable @QueryValue String next,
            @QueryValue(value = SignInRedirect.ENDED_PARAMETER, defaultValue = "false") boolean ended) {
        if (ConsoleUser.findUser(request).isPresent()) {
            return TemplateRenderer.redirectTo(request, toConsolePath(next));
        }
        ViewContext screen = templates.createContext(request);
        return showPasswordForm(HttpStatus.OK, screen, next, ended ? screen.formatText("signin.ended") : null, "");
    }

    /// Name and password.
    ///
    /// @param next page to show afterwards
    @Introspected
    record SignInForm(String name, @Untrimmed String password, String next) implements ConsoleForm {}

    @Post("/sign-in")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> submitPassword(HttpRequest<?> request, @Valid @Body SignInForm form) {
        SignInResult step = signIn.checkPassword(
                form.name(), form.password(), clientInfoResolver.clientInfo(request), clock.instant());
        return step instanceof SignInResult.SecondFactorRequired second
                ? showSecondStep(request, second, form.next())
                : showPasswordResult(request, toStatus(step), form.next(), step, form.name());
    }

    /// Second step of a sign-in.
    ///
    /// @param setUp true when the code confirms a new second factor
    @Introspected
    record CodeForm(String pending, boolean setUp, String code, String next) implements ConsoleForm {}

    @Post("/second-factor")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> submitCode(HttpRequest<?> request, @Valid @Body CodeForm form) {
        SignInResult step = form.setUp()
                ? signIn.confirmEnrolment(
                        form.pending(), form.code(), clientInfoResolver.clientInfo(request), clock.instant())
                : signIn.checkCode(
                        form.pending(), form.code(), clientInfoResolver.clientInfo(request), clock.instant());
        return switch (step) {
            case SignInResult.SignedIn in -> finishSignIn(request, in, form.next());
            case SignInResult.Expired over ->
                showPasswordResult(request, HttpStatus.UNAUTHORIZED, form.next(), over, "");
            default -> showCodeForm(request, toStatus(step), form.pending(), form.setUp(), form.next(), step);
        };
    }

    private static HttpStatus toStatus(SignInResult step) {
        return step instanceof SignInResult.Overloaded ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.UNAUTHORIZED;
    }

    private HttpResponse<String> finishSignIn(HttpRequest<?> request, SignInResult.SignedIn in, String next) {
        MutableHttpResponse<String> response = in.recoveryCodes().isEmpty()
                ? HttpResponse.<String>status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, toConsolePath(next))
                : showRecoveryCodes(request, in.recoveryCodes(), toConsolePath(next));
        return response.cookie(sessionCookie.createCookie(request, in.token()))
                .cookie(devices.createCookie(request, in.device()));
    }

    private MutableHttpResponse<String> showRecoveryCodes(HttpRequest<?> request, List<String> codes, String next) {
        return templates.renderPage(templates.createContext(request), "signin/codes.jte", "codes", codes, "next", next);
    }

    /// Opens the link of a new member.
    @Get("/set-up/{token}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> setUpAccount(HttpRequest<?> request, @PathVariable String token) {
        return showLinkForm(
                request,
                PasswordLinkService.SET_UP_PATH + token,
                links.findMember(token, clock.instant()).map(StaffMember::name),
                false,
                null);
    }

    /// First password of an account.
    ///
    /// @param name of the first administrator; empty for other members, who have one
    @Introspected
    record AccountForm(
            String name,
            @Untrimmed String password,
            @Untrimmed String again) implements ConsoleForm {}

    @Post("/set-up/{token}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> setUpAccount(
            HttpRequest<?> request, @PathVariable String token, @Valid @Body AccountForm form) {
        Optional<String> name = links.findMember(token, clock.instant()).map(StaffMember::name);
        return acceptLink(
                request,
                PasswordLinkService.SET_UP_PATH + token,
                name,
                false,
                form,
                () -> links.setPassword(token, form.password(), clock.instant()));
    }

    /// Opens the link that the first start prints.
    @Get("/first/{token}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> setUpFirstAccount(HttpRequest<?> request, @PathVariable String token) {
        Optional<String> nobody = links.isFirstLink(token, clock.instant()) ? Optional.of("") : Optional.empty();
        return showLinkForm(request, PasswordLinkService.FIRST_LINK_PATH + token, nobody, true, null);
    }

    @Post("/first/{token}")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> setUpFirstAccount(
            HttpRequest<?> request, @PathVariable String token, @Valid @Body AccountForm form) {
        return acceptLink(
                request,
                PasswordLinkService.FIRST_LINK_PATH + token,
                Optional.of(form.name()),
                true,
                form,
                () -> links.createFirstAdministrator(token, form.name(), form.password(), clock.instant()));
    }

    @Post("/sign-out")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> signOut(HttpRequest<?> request) {
        sessions.signOut(ConsoleUser.requireUser(request).signed(), clock.instant());
        return sessionCookie.clearCookie(request, TemplateRenderer.redirectTo(request, SessionCookie.SIGN_IN_PATH));
    }

    private HttpResponse<String> acceptLink(
            HttpRequest<?> request,
            String path,
            Optional<String> name,
            boolean first,
            AccountForm form,
            Supplier<SignInResult.SecondFactorRequired> set) {
        if (!form.password().equals(form.again())) {
            return showLinkForm(request, path, name, first, "again");
        }
        try {
            return showSecondStep(request, set.get(), "");
        } catch (StaffException refusal) {
            return showLinkForm(
                    request, path, name, first, refusal.reason().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private HttpResponse<String> showLinkForm(
            HttpRequest<?> request, String path, Optional<String> name, boolean first, String problem) {
        HttpStatus status =
                name.isEmpty() ? HttpStatus.NOT_FOUND : problem == null ? HttpStatus.OK : HttpStatus.CONFLICT;
        return templates.renderPage(
                status,
                templates.createContext(request),
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

    private HttpResponse<String> showSecondStep(
            HttpRequest<?> request, SignInResult.SecondFactorRequired second, String next) {
        return showCodeForm(request, HttpStatus.OK, second.pending(), second.setUp(), next, null);
    }

    private HttpResponse<String> showCodeForm(
            HttpRequest<?> request, HttpStatus status, String pending, boolean setUp, String next, SignInResult step) {
        Optional<TotpEnrolment> enrolment = setUp ? signIn.findEnrolment(pending, clock.instant()) : Optional.empty();
        ViewContext screen = templates.createContext(request);
        return templates.renderPage(
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
                enrolment.map(made -> QrCode.toSvg(made.uri())).orElse(null),
                "next",
                next,
                "problem",
                describeProblem(screen, step));
    }

    private MutableHttpResponse<String> showPasswordResult(
            HttpRequest<?> request, HttpStatus status, String next, SignInResult step, String name) {
        ViewContext screen = templates.createContext(request);
        return showPasswordForm(status, screen, next, describeProblem(screen, step), name);
    }

    private MutableHttpResponse<String> showPasswordForm(
            HttpStatus status, ViewContext screen, String next, String problem, String name) {
        return templates.renderPage(
                status, screen, "signin/password.jte", "name", name, "next", toConsolePath(next), "problem", problem);
    }

    private static String describeProblem(ViewContext screen, SignInResult step) {
        return switch (step) {
            case null -> null;
            case SignInResult.Throttled wait ->
                screen.formatText(
                        "signin.wait", "seconds", Math.max(1, wait.left().toSeconds()));
            case SignInResult.Expired over -> screen.formatText("signin.over");
            case SignInResult.Overloaded busy -> screen.codeText("refusal", "busy");
            default -> screen.formatText("signin.wrong");
        };
    }

    /// Accepts only a page of the console, otherwise its start: a link cannot redirect to another site.
    static String toConsolePath(String next) {
        return next != null && next.matches("/desk(/[A-Za-z0-9/_.?=&%-]*)?") ? next : "/desk";
    }
}
