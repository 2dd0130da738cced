package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleForm.Untrimmed;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.SessionCookie;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.http.QrCode;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.account.OwnAccountService;
import pk.rahnuma.staff.account.StaffSessionService;
import pk.rahnuma.staff.account.TelegramAccountLinkService;
import pk.rahnuma.staff.account.TotpEnrolment;

/// Shows and changes the user's own account: password, recovery codes, and sessions. For every role.
@Controller(value = OwnAccountController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class OwnAccountController {

    static final String PATH = "/desk/me";

    private final OwnAccountService ownAccounts;
    private final StaffSessionService sessions;
    private final SessionCookie sessionCookie;
    private final TelegramAccountLinkService accountLinks;
    private final ClientInfoResolver clientInfoResolver;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    OwnAccountController(
            OwnAccountService ownAccounts,
            StaffSessionService sessions,
            SessionCookie sessionCookie,
            TelegramAccountLinkService accountLinks,
            ClientInfoResolver clientInfoResolver,
            TemplateRenderer templates,
            InstantSource clock) {
        this.ownAccounts = ownAccounts;
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
        this.accountLinks = accountLinks;
        this.clientInfoResolver = clientInfoResolver;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> showAccount(HttpRequest<?> request, @QueryValue(defaultValue = "false") boolean changed) {
        return showAccount(request, changed, List.of(), null);
    }

    @Introspected
    record NewPasswordForm(
            @Untrimmed String present,
            @Untrimmed String password,
            @Untrimmed String again) implements ConsoleForm {}

    @Post("/password")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> changePassword(HttpRequest<?> request, @Valid @Body NewPasswordForm form) {
        if (!form.password().equals(form.again())) {
            throw new RuleViolationException("passwords_differ");
        }
        ownAccounts.changePassword(
                ConsoleUser.requireUser(request).signed(),
                form.present(),
                form.password(),
                clientInfoResolver.clientInfo(request),
                clock.instant());
        return TemplateRenderer.redirectTo(request, PATH + "?changed=true");
    }

    /// Confirmation of a change by the present password.
    @Introspected
    record PasswordForm(@Untrimmed String present) implements ConsoleForm {}

    /// Replaces the recovery codes and shows them once, at the top of the page.
    @Post("/codes")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> replaceRecoveryCodes(HttpRequest<?> request, @Valid @Body PasswordForm form) {
        List<String> codes = ownAccounts.renewRecoveryCodes(
                ConsoleUser.requireUser(request).signed(),
                form.present(),
                clientInfoResolver.clientInfo(request),
                clock.instant());
        return showAccount(request, false, codes, null);
    }

    @Introspected
    record NewFactorForm(@Untrimmed String present, String code) implements ConsoleForm {}

    /// Shows a new second factor to be scanned.
    @Post("/second-factor")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> replaceSecondFactor(HttpRequest<?> request, @Valid @Body NewFactorForm form) {
        String pending = ownAccounts.beginSecondFactorChange(
                ConsoleUser.requireUser(request).signed(),
                form.present(),
                form.code(),
                clientInfoResolver.clientInfo(request),
                clock.instant());
        return showFactorForm(request, pending);
    }

    private HttpResponse<String> showFactorForm(HttpRequest<?> request, String pending) {
        TotpEnrolment made =
                ownAccounts.pendingEnrolment(ConsoleUser.requireUser(request).signed(), pending, clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                "account/factor.jte",
                "pending",
                pending,
                "secret",
                made.secret(),
                "picture",
                QrCode.toSvg(made.uri()));
    }

    @Introspected
    record ConfirmationForm(String pending, String code) implements ConsoleForm {}

    /// Confirms the new second factor and shows new recovery codes at the top of the page.
    @Post("/second-factor/confirm")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> confirmSecondFactor(HttpRequest<?> request, @Valid @Body ConfirmationForm form) {
        List<String> codes = ownAccounts.confirmSecondFactor(
                ConsoleUser.requireUser(request).signed(),
                form.pending(),
                form.code(),
                clientInfoResolver.clientInfo(request),
                clock.instant());
        return showAccount(request, false, codes, null);
    }

    @Post("/sessions/{session}/end")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> endSession(HttpRequest<?> request, @PathVariable long session) {
        AuthenticatedStaff user = ConsoleUser.requireUser(request).signed();
        if (!sessions.endSession(user, session, clock.instant())) {
            throw new RuleViolationException("session_over");
        }
        return session == user.session() ? redirectToSignIn(request) : TemplateRenderer.redirectTo(request, PATH);
    }

    @Post("/sign-out-everywhere")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> signOutEverywhere(HttpRequest<?> request) {
        sessions.signOutEverywhere(ConsoleUser.requireUser(request).signed(), clock.instant());
        return redirectToSignIn(request);
    }

    private HttpResponse<String> redirectToSignIn(HttpRequest<?> request) {
        return sessionCookie.clearCookie(request, TemplateRenderer.redirectTo(request, SessionCookie.SIGN_IN_PATH));
    }

    /// Shows a code that links an account on Telegram, once, at the top of the page.
    @Post("/telegram")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> createTelegramCode(HttpRequest<?> request, @Valid @Body PasswordForm form) {
        String code = ownAccounts.createTelegramCode(
                ConsoleUser.requireUser(request).signed(),
                form.present(),
                clientInfoResolver.clientInfo(request),
                clock.instant());
        return showAccount(request, false, List.of(), code);
    }

    @Post("/telegram/unlink")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    HttpResponse<String> unlinkTelegram(HttpRequest<?> request) {
        accountLinks.unlinkAccount(ConsoleUser.requireUser(request).signed(), clock.instant());
        return TemplateRenderer.redirectTo(request, PATH);
    }

    private HttpResponse<String> showAccount(HttpRequest<?> request, boolean changed, List<String> codes, String link) {
        AuthenticatedStaff user = ConsoleUser.requireUser(request).signed();
        return templates.renderPage(
                templates.createContext(request),
                "account/me.jte",
                "sessions",
                sessions.listSessions(user, clock.instant()),
                "left",
                ownAccounts.countRecoveryCodes(user, clock.instant()),
                "changed",
                changed,
                "codes",
                codes,
                "grouped",
                accountLinks.isOffered(),
                "linked",
                accountLinks.isOffered() && accountLinks.isLinked(user.member().id()),
                "link",
                link == null ? "" : link);
    }
}
