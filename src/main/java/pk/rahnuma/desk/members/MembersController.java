package pk.rahnuma.desk.members;

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
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.Visits;
import pk.rahnuma.desk.page.Csv;
import pk.rahnuma.desk.page.ExportService;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.FormSubmissionService;
import pk.rahnuma.desk.page.Screen;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.decisions.FourEyes;
import pk.rahnuma.staff.Accounts;
import pk.rahnuma.staff.Actor;
import pk.rahnuma.staff.ChatAccounts;
import pk.rahnuma.staff.Invitation;
import pk.rahnuma.staff.Member;
import pk.rahnuma.staff.Refusal;
import pk.rahnuma.staff.Right;
import pk.rahnuma.staff.Role;

/// The members of staff. What is allowed is decided by [Accounts] once more, when it is done.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MembersController {

    private static final String PATH = "/desk/staff";

    private final Accounts accounts;
    private final ChatAccounts chats;
    private final Visits visits;
    private final boolean fourEyes;
    private final Screens screens;
    private final ExportService exports;
    private final FormSubmissionService submissions;
    private final InstantSource clock;

    MembersController(
            Accounts accounts,
            ChatAccounts chats,
            Visits visits,
            FourEyes fourEyes,
            Screens screens,
            ExportService exports,
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
    @Needs(Right.READ_STAFF)
    HttpResponse<String> list(HttpRequest<?> request) {
        return list(request, null);
    }

    @Get("/staff.csv")
    @Needs({Right.READ_STAFF, Right.EXPORT})
    HttpResponse<String> csv(HttpRequest<?> request) {
        Screen screen = screens.screen(request);
        Csv csv = new Csv("name", "roles", "languages", "topics", "password", "second factor", "since", "disabled");
        accounts.all()
                .forEach(member -> csv.row(
                        member.name(),
                        member.roles().stream().map(Role::name).collect(Collectors.joining(" ")),
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
    @Needs(Right.MANAGE_STAFF)
    HttpResponse<String> add(HttpRequest<?> request, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        Actor by = by(request);
        Instant now = clock.instant();
        AtomicReference<Invitation> made = new AtomicReference<>();
        String id = submissions.submitOnce(request, now, () -> {
            made.set(accounts.add(
                    by, fields.one("name"), roles(fields), fields.all("language"), fields.all("topic"), now));
            return Long.toString(made.get().member().id());
        });
        return list(request, made.get() == null ? again(by, Long.parseLong(id), now) : made.get());
    }

    /// Null once they have a password.
    private Invitation again(Actor by, long id, Instant now) {
        return accounts.find(id)
                .filter(member -> !member.passwordSet())
                .map(member -> accounts.resetPassword(by, id, now))
                .orElse(null);
    }

    @Get("/staff/{id}")
    @Needs(Right.READ_STAFF)
    HttpResponse<String> one(HttpRequest<?> request, @PathVariable long id) {
        return one(request, id, null);
    }

    /// @param form `role`, perhaps several times
    @Post("/staff/{id}/role")
    @Needs(Right.MANAGE_STAFF)
    HttpResponse<String> role(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        accounts.changeRoles(by(request), id, roles(Fields.of(form)), clock.instant());
        return Screens.go(request, PATH + "/" + id);
    }

    @Post("/staff/{id}/skills")
    @Needs(Right.MANAGE_STAFF)
    HttpResponse<String> skills(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        Fields fields = Fields.of(form);
        accounts.skills(by(request), id, fields.all("language"), fields.all("topic"), clock.instant());
        return Screens.go(request, PATH + "/" + id);
    }

    @Post("/staff/{id}/disable")
    @Needs(Right.MANAGE_STAFF)
    HttpResponse<String> disable(HttpRequest<?> request, @PathVariable long id) {
        accounts.disable(by(request), id, clock.instant());
        return Screens.go(request, PATH + "/" + id);
    }

    @Post("/staff/{id}/enable")
    @Needs(Right.MANAGE_STAFF)
    HttpResponse<String> enable(HttpRequest<?> request, @PathVariable long id) {
        accounts.enable(by(request), id, clock.instant());
        return Screens.go(request, PATH + "/" + id);
    }

    /// @param form `what`: `password`, `factor` or `both`
    @Post("/staff/{id}/reset")
    @Needs(Right.MANAGE_STAFF)
    HttpResponse<String> reset(HttpRequest<?> request, @PathVariable long id, @Nullable @Body byte[] form) {
        return switch (Fields.of(form).one("what")) {
            case "password" -> one(request, id, accounts.resetPassword(by(request), id, clock.instant()));
            case "both" -> one(request, id, accounts.reset(by(request), id, clock.instant()));
            case "factor" -> {
                accounts.resetSecondFactor(by(request), id, clock.instant());
                yield one(request, id, null);
            }
            default -> throw new NotPossible("choose");
        };
    }

    private HttpResponse<String> list(HttpRequest<?> request, Invitation fresh) {
        List<Member> members = accounts.all();
        return screens.page(
                screens.screen(request),
                "members/list.jte",
                "members",
                members,
                "skills",
                Skills.none(),
                "fresh",
                Link.of(visits, request, fresh),
                "fourEyes",
                fourEyes);
    }

    private HttpResponse<String> one(HttpRequest<?> request, long id, Invitation fresh) {
        Member member = accounts.find(id).orElseThrow(() -> new Refusal(Refusal.Why.NO_SUCH_MEMBER));
        return screens.page(
                screens.screen(request),
                "members/one.jte",
                "member",
                member,
                "skills",
                Skills.of(member),
                "changes",
                Viewer.at(request).may(Right.MANAGE_STAFF),
                "linked",
                chats.isLinked(member.id()),
                "fresh",
                Link.of(visits, request, fresh),
                "fourEyes",
                fourEyes);
    }

    private static Actor by(HttpRequest<?> request) {
        return Actor.of(Viewer.at(request).signed());
    }

    private static Set<Role> roles(Fields fields) {
        Set<Role> chosen = EnumSet.noneOf(Role.class);
        for (String name : fields.all("role")) {
            chosen.add(Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NotPossible("choose")));
        }
        return chosen;
    }
}
