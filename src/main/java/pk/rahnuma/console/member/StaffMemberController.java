package pk.rahnuma.console.member;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.CsvExport;
import pk.rahnuma.console.page.FormFields;
import pk.rahnuma.console.page.FormSubmissionService;
import pk.rahnuma.console.page.TableExportService;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.console.page.ViewContext;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.FourEyesConfiguration;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.StaffAccountService;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.TelegramAccountLinkService;

/// The members of staff. What is allowed is decided by [StaffAccountService] once more, when it is done.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StaffMemberController {

    private static final String PATH = "/desk/staff";

    private final StaffAccountService accounts;
    private final TelegramAccountLinkService chats;
    private final ClientInfoResolver visits;
    private final boolean fourEyes;
    private final TemplateRenderer screens;
    private final TableExportService exports;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    StaffMemberController(
            StaffAccountService accounts,
            TelegramAccountLinkService chats,
            ClientInfoResolver visits,
            FourEyesConfiguration fourEyes,
            TemplateRenderer screens,
            TableExportService exports,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.accounts = accounts;
        this.chats = chats;
        this.visits = visits;
        this.fourEyes =
                fourEyes.getFourEyes() != null && !fourEyes.getFourEyes().isEmpty();
        this.screens = screens;
        this.exports = exports;
        this.submissions = submissions;
        this.clock = clock;
    }

    @Get("/staff")
    @RequiresPermission(StaffPermission.READ_STAFF)
    HttpResponse<String> list(HttpRequest<?> request) {
        return list(request, null);
    }

    @Get("/staff.csv")
    @RequiresPermission({StaffPermission.READ_STAFF, StaffPermission.EXPORT})
    HttpResponse<String> csv(HttpRequest<?> request) {
        ViewContext screen = screens.screen(request);
        CsvExport csv =
                new CsvExport("name", "roles", "languages", "topics", "password", "second factor", "since", "disabled");
        accounts.all()
                .forEach(member -> csv.row(
                        member.name(),
                        member.roles().stream().map(StaffRole::name).collect(Collectors.joining(" ")),
                        String.join(" ", member.languages()),
                        String.join(" ", member.topics()),
                        member.passwordSet() ? "yes" : "no",
                        member.secondFactor() ? "yes" : "no",
                        member.createdAt(),
                        member.enabled() ? "" : member.disabledAt()));
        return exports.download(request, csv, "staff-" + screen.today() + ".csv");
    }

    /// The list, with the link of the new member on top of it. It is shown this once: where the answer was lost, the
    /// second try makes another link in its place.
    ///
    /// @param form `name`; `role`, `language` and `topic` perhaps several times
    @Post("/staff")
    @RequiresPermission(StaffPermission.MANAGE_STAFF)
    HttpResponse<String> add(HttpRequest<?> request, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        AccountActor by = by(request);
        Instant now = clock.instant();
        AtomicReference<StaffInvitation> made = new AtomicReference<>();
        String id = submissions.submitOnce(request, now, () -> {
            made.set(accounts.add(
                    by, fields.one("name"), roles(fields), fields.all("language"), fields.all("topic"), now));
            return Long.toString(made.get().member().id());
        });
        return list(request, made.get() == null ? again(by, Long.parseLong(id), now) : made.get());
    }

    /// Null once they have a password.
    private StaffInvitation again(AccountActor by, long id, Instant now) {
        return accounts.find(id)
                .filter(member -> !member.passwordSet())
                .map(member -> accounts.resetPassword(by, id, now))
                .orElse(null);
    }

    @Get("/staff/{id}")
    @RequiresPermission(StaffPermission.READ_STAFF)
    HttpResponse<String> one(HttpRequest<?> request, @PathVariable long id) {
        return one(request, id, null);
    }

    /// @param form `role`, perhaps several times
    @Post("/staff/{id}/role")
    @RequiresPermission(StaffPermission.MANAGE_STAFF)
    HttpResponse<String> role(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        accounts.changeRoles(by(request), id, roles(FormFields.of(form)), clock.instant());
        return TemplateRenderer.go(request, PATH + "/" + id);
    }

    @Post("/staff/{id}/skills")
    @RequiresPermission(StaffPermission.MANAGE_STAFF)
    HttpResponse<String> skills(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        FormFields fields = FormFields.of(form);
        accounts.skills(by(request), id, fields.all("language"), fields.all("topic"), clock.instant());
        return TemplateRenderer.go(request, PATH + "/" + id);
    }

    @Post("/staff/{id}/disable")
    @RequiresPermission(StaffPermission.MANAGE_STAFF)
    HttpResponse<String> disable(HttpRequest<?> request, @PathVariable long id) {
        accounts.disable(by(request), id, clock.instant());
        return TemplateRenderer.go(request, PATH + "/" + id);
    }

    @Post("/staff/{id}/enable")
    @RequiresPermission(StaffPermission.MANAGE_STAFF)
    HttpResponse<String> enable(HttpRequest<?> request, @PathVariable long id) {
        accounts.enable(by(request), id, clock.instant());
        return TemplateRenderer.go(request, PATH + "/" + id);
    }

    /// @param form `what`: `password`, `factor` or `both`
    @Post("/staff/{id}/reset")
    @RequiresPermission(StaffPermission.MANAGE_STAFF)
    HttpResponse<String> reset(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        return switch (FormFields.of(form).one("what")) {
            case "password" -> one(request, id, accounts.resetPassword(by(request), id, clock.instant()));
            case "both" -> one(request, id, accounts.reset(by(request), id, clock.instant()));
            case "factor" -> {
                accounts.resetSecondFactor(by(request), id, clock.instant());
                yield one(request, id, null);
            }
            default -> throw new RuleViolationException("choose");
        };
    }

    private HttpResponse<String> list(HttpRequest<?> request, StaffInvitation fresh) {
        List<StaffMember> members = accounts.all();
        return screens.page(
                screens.screen(request),
                "members/list.jte",
                "members",
                members,
                "skills",
                MemberSkillsView.none(),
                "fresh",
                SetPasswordLinkView.of(visits, request, fresh),
                "fourEyes",
                fourEyes);
    }

    private HttpResponse<String> one(HttpRequest<?> request, long id, StaffInvitation fresh) {
        StaffMember member =
                accounts.find(id).orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER));
        return screens.page(
                screens.screen(request),
                "members/one.jte",
                "member",
                member,
                "skills",
                MemberSkillsView.of(member),
                "changes",
                ConsoleUser.at(request).may(StaffPermission.MANAGE_STAFF),
                "linked",
                chats.isLinked(member.id()),
                "fresh",
                SetPasswordLinkView.of(visits, request, fresh),
                "fourEyes",
                fourEyes);
    }

    private static AccountActor by(HttpRequest<?> request) {
        return AccountActor.of(ConsoleUser.at(request).signed());
    }

    private static Set<StaffRole> roles(FormFields fields) {
        Set<StaffRole> chosen = EnumSet.noneOf(StaffRole.class);
        for (String name : fields.all("role")) {
            chosen.add(Arrays.stream(StaffRole.values())
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException("choose")));
        }
        return chosen;
    }
}
