package pk.rahnuma.desk.account;

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
import pk.rahnuma.desk.Open;
import pk.rahnuma.desk.SessionCookie;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.Visits;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.QrCode;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.ChatAccounts;
import pk.rahnuma.staff.Enrolment;
import pk.rahnuma.staff.OwnAccount;
import pk.rahnuma.staff.Sessions;
import pk.rahnuma.staff.SignedIn;

/// The account of whoever asks: password, recovery codes, and where they are signed in. For every role.
@Controller(value = AccountController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

    static final String PATH = "/desk/me";

    private final OwnAccount own;
    private final Sessions sessions;
    private final SessionCookie cookies;
    private final ChatAccounts chats;
    private final boolean grouped;
    private final Visits visits;
    private final Screens screens;
    private final InstantSource clock;

    /// @param group the staff's group on Telegram; empty when there is none
    /// @param bot empty when the desk is not on Telegram
    AccountController(
            OwnAccount own,
            Sessions sessions,
            SessionCookie cookies,
            ChatAccounts chats,
            @Property(name = "rahnuma.telegram.staff.group", defaultValue = "") String group,
            @Property(name = "rahnuma.telegram.token", defaultValue = "") String bot,
            Visits visits,
            Screens screens,
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
    @Open(Open.Door.HALL)
    HttpResponse<String> page(HttpRequest<?> request, @QueryValue(defaultValue = "false") boolean changed) {
        return shown(request, changed, List.of(), null);
    }

    /// @param form `present`, `password`, `again`
    @Post("/password")
    @Open(Open.Door.HALL)
    HttpResponse<String> password(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        if (!fields.raw("password").equals(fields.raw("again"))) {
            throw new NotPossible("passwords_differ");
        }
        own.password(
                Viewer.at(request).signed(),
                fields.raw("present"),
                fields.raw("password"),
                visits.of(request),
                clock.instant());
        return Screens.go(request, PATH + "?changed=true");
    }

    /// The page, with new codes on top of it. They are shown this once.
    ///
    /// @param form `present`
    @Post("/codes")
    @Open(Open.Door.HALL)
    HttpResponse<String> codes(HttpRequest<?> request, @Nullable @Body byte[] form) {
        List<String> codes = own.recoveryCodes(
                Viewer.at(request).signed(), Fields.of(form).raw("present"), visits.of(request), clock.instant());
        return shown(request, false, codes, null);
    }

    /// The page with another second factor, to be scanned.
    ///
    /// @param form `present`, `code`
    @Post("/second-factor")
    @Open(Open.Door.HALL)
    HttpResponse<String> replace(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        String pending = own.replace(
                Viewer.at(request).signed(),
                fields.raw("present"),
                fields.one("code"),
                visits.of(request),
                clock.instant());
        return factor(request, pending);
    }

    private HttpResponse<String> factor(HttpRequest<?> request, String pending) {
        Enrolment made = own.replacing(Viewer.at(request).signed(), pending, clock.instant());
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
    @Open(Open.Door.HALL)
    HttpResponse<String> confirm(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        List<String> codes = own.confirm(
                Viewer.at(request).signed(),
                fields.one("pending"),
                fields.one("code"),
                visits.of(request),
                clock.instant());
        return shown(request, false, codes, null);
    }

    @Post("/sessions/{session}/end")
    @Open(Open.Door.HALL)
    HttpResponse<String> end(HttpRequest<?> request, @PathVariable long session) {
        SignedIn who = Viewer.at(request).signed();
        if (!sessions.end(who, session, clock.instant())) {
            throw new NotPossible("session_over");
        }
        return session == who.session() ? out(request) : Screens.go(request, PATH);
    }

    @Post("/sign-out-everywhere")
    @Open(Open.Door.HALL)
    HttpResponse<String> everywhere(HttpRequest<?> request) {
        sessions.signOutEverywhere(Viewer.at(request).signed(), clock.instant());
        return out(request);
    }

    private HttpResponse<String> out(HttpRequest<?> request) {
        return cookies.leave(request, Screens.go(request, SessionCookie.SIGN_IN));
    }

    /// The page, with a code on top of it that links an account on Telegram. It is shown this once.
    ///
    /// @param form `present`
    @Post("/telegram")
    @Open(Open.Door.HALL)
    HttpResponse<String> link(HttpRequest<?> request, @Nullable @Body byte[] form) {
        String code = own.chatCode(
                Viewer.at(request).signed(), Fields.of(form).raw("present"), visits.of(request), clock.instant());
        return shown(request, false, List.of(), code);
    }

    @Post("/telegram/unlink")
    @Open(Open.Door.HALL)
    HttpResponse<String> unlink(HttpRequest<?> request) {
        chats.unlink(Viewer.at(request).signed(), clock.instant());
        return Screens.go(request, PATH);
    }

    private HttpResponse<String> shown(HttpRequest<?> request, boolean changed, List<String> codes, String link) {
        SignedIn who = Viewer.at(request).signed();
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
