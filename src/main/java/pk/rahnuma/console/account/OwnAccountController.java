package pk.rahnuma.console.account;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
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
import java.time.InstantSource;
import java.util.List;
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.OpenRoute;
import pk.rahnuma.console.SessionCookie;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.QrCode;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.OwnAccountService;
import pk.rahnuma.staff.StaffSessionService;
import pk.rahnuma.staff.TelegramAccountLinkService;
import pk.rahnuma.staff.TotpEnrolment;

/// The account of whoever asks: password, recovery codes, and where they are signed in. For every role.
@Controller(value = OwnAccountController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OwnAccountController {

    static final String PATH = "/desk/me";

    private final OwnAccountService own;
    private final StaffSessionService sessions;
    private final SessionCookie cookies;
    private final TelegramAccountLinkService chats;
    private final boolean grouped;
    private final ClientInfoResolver visits;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    /// @param group the staff's group on Telegram; empty when there is none
    /// @param bot empty when the desk is not on Telegram
    OwnAccountController(
            OwnAccountService own,
            StaffSessionService sessions,
            SessionCookie cookies,
            TelegramAccountLinkService chats,
            @Property(name = "rahnuma.telegram.staff.group", defaultValue = "") String group,
            @Property(name = "rahnuma.telegram.token", defaultValue = "") String bot,
            ClientInfoResolver visits,
            TemplateRenderer screens,
            InstantSource clock) {
        this.own = own;
        this.sessions = sessions;
        this.cookies = cookies;
        this.chats = chats;
        this.grouped = !group.isBlank() && !bot.isBlank();
        this.visits = visits;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> page(HttpRequest<?> request, @QueryValue(defaultValue = "false") boolean changed) {
        return shown(request, changed, List.of(), null);
    }

    /// @param form `present`, `password`, `again`
    @Post("/password")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> password(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        if (!fields.raw("password").equals(fields.raw("again"))) {
            throw new RuleViolationException("passwords_differ");
        }
        own.password(
                ConsoleUser.at(request).signed(),
                fields.raw("present"),
                fields.raw("password"),
                visits.of(request),
                clock.instant());
        return TemplateRenderer.go(request, PATH + "?changed=true");
    }

    /// The page, with new codes on top of it. They are shown this once.
    ///
    /// @param form `present`
    @Post("/codes")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> codes(HttpRequest<?> request, @Nullable @Body byte[] form) {
        List<String> codes = own.recoveryCodes(
                ConsoleUser.at(request).signed(),
                FormFields.of(form).raw("present"),
                visits.of(request),
                clock.instant());
        return shown(request, false, codes, null);
    }

    /// The page with another second factor, to be scanned.
    ///
    /// @param form `present`, `code`
    @Post("/second-factor")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> replace(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        String pending = own.replace(
                ConsoleUser.at(request).signed(),
                fields.raw("present"),
                fields.one("code"),
                visits.of(request),
                clock.instant());
        return factor(request, pending);
    }

    private HttpResponse<String> factor(HttpRequest<?> request, String pending) {
        TotpEnrolment made = own.replacing(ConsoleUser.at(request).signed(), pending, clock.instant());
        return screens.page(
                screens.screen(request),
                "account/factor.jte",
                "pending",
                pending,
                "secret",
                made.secret(),
                "picture",
                QrCode.svg(made.uri()));
    }

    /// The page, with new recovery codes on top of it.
    ///
    /// @param form `pending`, `code`
    @Post("/second-factor/confirm")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> confirm(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        List<String> codes = own.confirm(
                ConsoleUser.at(request).signed(),
                fields.one("pending"),
                fields.one("code"),
                visits.of(request),
                clock.instant());
        return shown(request, false, codes, null);
    }

    @Post("/sessions/{session}/end")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> end(HttpRequest<?> request, @PathVariable long session) {
        AuthenticatedStaff who = ConsoleUser.at(request).signed();
        if (!sessions.end(who, session, clock.instant())) {
            throw new RuleViolationException("session_over");
        }
        return session == who.session() ? out(request) : TemplateRenderer.go(request, PATH);
    }

    @Post("/sign-out-everywhere")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> everywhere(HttpRequest<?> request) {
        sessions.signOutEverywhere(ConsoleUser.at(request).signed(), clock.instant());
        return out(request);
    }

    private HttpResponse<String> out(HttpRequest<?> request) {
        return cookies.leave(request, TemplateRenderer.go(request, SessionCookie.SIGN_IN));
    }

    /// The page, with a code on top of it that links an account on Telegram. It is shown this once.
    ///
    /// @param form `present`
    @Post("/telegram")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> link(HttpRequest<?> request, @Nullable @Body byte[] form) {
        String code = own.chatCode(
                ConsoleUser.at(request).signed(),
                FormFields.of(form).raw("present"),
                visits.of(request),
                clock.instant());
        return shown(request, false, List.of(), code);
    }

    @Post("/telegram/unlink")
    @OpenRoute(OpenRoute.Access.HALL)
    HttpResponse<String> unlink(HttpRequest<?> request) {
        chats.unlink(ConsoleUser.at(request).signed(), clock.instant());
        return TemplateRenderer.go(request, PATH);
    }

    private HttpResponse<String> shown(HttpRequest<?> request, boolean changed, List<String> codes, String link) {
        AuthenticatedStaff who = ConsoleUser.at(request).signed();
        return screens.page(
                screens.screen(request),
                "account/me.jte",
                "sessions",
                sessions.of(who, clock.instant()),
                "left",
                own.recoveryCodesLeft(who),
                "changed",
                changed,
                "codes",
                codes,
                "grouped",
                grouped,
                "linked",
                grouped && chats.isLinked(who.member().id()),
                "link",
                link == null ? "" : link);
    }
}
