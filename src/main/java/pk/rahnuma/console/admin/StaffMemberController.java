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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import pk.rahnuma.console.ClientInfoResolver;
import pk.rahnuma.console.ConsoleForm;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.CsvExport;
import pk.rahnuma.console.FormSubmissionService;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TableExportService;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.decision.FourEyesConfiguration;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.staff.account.TelegramAccountLinkService;

/// Lists and edits the members of staff. [StaffAccountService] checks permissions again on each operation.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
class StaffMemberController {

    private static final String STAFF_PATH = "/desk/staff";

    private final StaffAccountService accounts;
    private final TelegramAccountLinkService accountLinks;
    private final ClientInfoResolver clientInfoResolver;
    private final boolean fourEyes;
    private final TemplateRenderer templates;
    private final TableExportService exports;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    StaffMemberController(
            StaffAccountService accounts,
            TelegramAccountLinkService accountLinks,
            ClientInfoResolver clientInfoResolver,
            FourEyesConfiguration fourEyes,
            TemplateRenderer templates,
            TableExportService exports,
            FormSubmissionService submissions,
            InstantSource clock) {
        this.accounts = accounts;
        this.accountLinks = accountLinks;
        this.clientInfoResolver = clientInfoResolver;
        this.fourEyes = fourEyes.isUsed();
        this.templates = templates;
        this.exports = exports;
        this.submissions = submissions;
        this.clock = clock;
    }

    @Get("/staff")
    @Secured(PermissionNames.READ_STAFF)
    HttpResponse<String> listMembers(HttpRequest<?> request) {
        return listMembers(request, null);
    }

    @Get("/staff.csv")
    @Secured(PermissionNames.READ_STAFF + PermissionNames.AND + PermissionNames.EXPORT)
    HttpResponse<String> exportCsv(HttpRequest<?> request) {
        ViewContext screen = templates.createContext(request);
        CsvExport csv =
                new CsvExport("name", "roles", "languages", "topics", "password", "second factor", "since", "disabled");
        accounts.listMembers()
                .forEach(member -> csv.addRow(
                        member.name(),
                        member.roles().stream().map(StaffRole::name).collect(Collectors.joining(" ")),
                        String.join(" ", member.languages()),
                        String.join(" ", member.topics()),
                        member.passwordSet() ? "yes" : "no",
                        member.secondFactor() ? "yes" : "no",
                        member.createdAt(),
                        member.isEnabled() ? "" : member.disabledAt()));
        return exports.exportTable(request, csv, "staff-" + screen.currentDate() + ".csv");
    }

    /// New member, or the roles or skills of one.
    @Introspected
    record MemberForm(String name, List<String> role, List<String> language, List<String> topic)
            implements ConsoleForm {}

    /// Adds a member and shows their link once, at the top of the list. When the response is lost, a second request
    /// replaces the link.
    @Post("/staff")
    @Secured(PermissionNames.MANAGE_STAFF)
    HttpResponse<String> addMember(HttpRequest<?> request, @Valid @Body MemberForm form) {
        AccountActor by = requireActor(request);
        Instant now = clock.instant();
        AtomicReference<StaffInvitation> made = new AtomicReference<>();
        String id = submissions.submitOnce(request, () -> {
            made.set(accounts.addMember(by, form.name(), parseRoles(form), form.language(), form.topic(), now));
            return Long.toString(made.get().member().id());
        });
        return listMembers(request, made.get() == null ? renewInvitation(by, Long.parseLong(id), now) : made.get());
    }

    /// New invitation; null when the member has a password.
    private StaffInvitation renewInvitation(AccountActor by, long id, Instant now) {
        return accounts.findMember(id)
                .filter(member -> !member.passwordSet())
                .map(member -> accounts.resetPassword(by, id, now))
                .orElse(null);
    }

    @Get("/staff/{id}")
    @Secured(PermissionNames.READ_STAFF)
    HttpResponse<String> showMember(HttpRequest<?> request, @PathVariable long id) {
        return showMember(request, id, null);
    }

    @Post("/staff/{id}/role")
    @Secured(PermissionNames.MANAGE_STAFF)
    HttpResponse<String> changeRoles(HttpRequest<?> request, @PathVariable long id, @Valid @Body MemberForm form) {
        accounts.changeRoles(requireActor(request), id, parseRoles(form), clock.instant());
        return TemplateRenderer.redirectTo(request, STAFF_PATH + "/" + id);
    }

    @Post("/staff/{id}/skills")
    @Secured(PermissionNames.MANAGE_STAFF)
    HttpResponse<String> changeSkills(HttpRequest<?> request, @PathVariable long id, @Valid @Body MemberForm form) {
        accounts.changeSkills(requireActor(request), id, form.language(), form.topic(), clock.instant());
        return TemplateRenderer.redirectTo(request, STAFF_PATH + "/" + id);
    }

    @Post("/staff/{id}/disable")
    @Secured(PermissionNames.MANAGE_STAFF)
    HttpResponse<String> disableMember(HttpRequest<?> request, @PathVariable long id) {
        accounts.disableMember(requireActor(request), id, clock.instant());
        return TemplateRenderer.redirectTo(request, STAFF_PATH + "/" + id);
    }

    @Post("/staff/{id}/enable")
    @Secured(PermissionNames.MANAGE_STAFF)
    HttpResponse<String> enableMember(HttpRequest<?> request, @PathVariable long id) {
        accounts.enableMember(requireActor(request), id, clock.instant());
        return TemplateRenderer.redirectTo(request, STAFF_PATH + "/" + id);
    }

    /// Credentials that can be reset.
    enum Credential {
        PASSWORD,
        FACTOR,
        BOTH
    }

    @Introspected
    record ResetForm(@NotNull(message = "choose") Credential what) implements ConsoleForm {}

    @Post("/staff/{id}/reset")
    @Secured(PermissionNames.MANAGE_STAFF)
    HttpResponse<String> resetCredentials(HttpRequest<?> request, @PathVariable long id, @Valid @Body ResetForm form) {
        return switch (form.what()) {
            case PASSWORD ->
                showMember(request, id, accounts.resetPassword(requireActor(request), id, clock.instant()));
            case BOTH -> showMember(request, id, accounts.resetCredentials(requireActor(request), id, clock.instant()));
            case FACTOR -> {
                accounts.resetSecondFactor(requireActor(request), id, clock.instant());
                yield showMember(request, id, null);
            }
        };
    }

    private HttpResponse<String> listMembers(HttpRequest<?> request, StaffInvitation fresh) {
        List<StaffMember> members = accounts.listMembers();
        return templates.renderPage(
                templates.createContext(request),
                "members/list.jte",
                "members",
                members,
                "skills",
                MemberSkillsView.forNewMember(),
                "fresh",
                SetPasswordLinkView.fromInvitation(clientInfoResolver, request, fresh),
                "fourEyes",
                fourEyes);
    }

    private HttpResponse<String> showMember(HttpRequest<?> request, long id, StaffInvitation fresh) {
        StaffMember member =
                accounts.findMember(id).orElseThrow(() -> new StaffException(StaffException.Reason.NO_SUCH_MEMBER));
        return templates.renderPage(
                templates.createContext(request),
                "members/one.jte",
                "member",
                member,
                "skills",
                MemberSkillsView.forMember(member),
                "changes",
                ConsoleUser.requireUser(request).hasPermission(StaffPermission.MANAGE_STAFF),
                "linked",
                accountLinks.isLinked(member.id()),
                "fresh",
                SetPasswordLinkView.fromInvitation(clientInfoResolver, request, fresh),
                "fourEyes",
                fourEyes);
    }

    private static AccountActor requireActor(HttpRequest<?> request) {
        return AccountActor.fromSession(ConsoleUser.requireUser(request).signed());
    }

    private static Set<StaffRole> parseRoles(MemberForm form) {
        Set<StaffRole> chosen = EnumSet.noneOf(StaffRole.class);
        for (String name : form.role()) {
            chosen.add(Arrays.stream(StaffRole.values())
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RuleViolationException("choose")));
        }
        return chosen;
    }
}
