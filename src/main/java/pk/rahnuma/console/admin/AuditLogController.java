package pk.rahnuma.console.admin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.CsvExport;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.console.TemplateRenderer;
import pk.rahnuma.console.ViewContext;
import pk.rahnuma.staff.AuditVerificationService;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.account.AuditReviewService;
import pk.rahnuma.staff.account.StaffAccountService;

/// Shows the audit log by object or by actor. Each view is logged too.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditLogController {

    static final int PAGE_SIZE = 50;
    private static final int MAX_PAGES = 200;
    private static final int MAX_EXPORT_ROWS = 10_000;

    private final AuditReviewService audit;
    private final AuditVerificationService verification;
    private final StaffAccountService accounts;
    private final TemplateRenderer templates;
    private final InstantSource clock;

    AuditLogController(
            AuditReviewService audit,
            AuditVerificationService verification,
            StaffAccountService accounts,
            TemplateRenderer templates,
            InstantSource clock) {
        this.audit = audit;
        this.verification = verification;
        this.accounts = accounts;
        this.templates = templates;
        this.clock = clock;
    }

    @Get("/audit")
    @Secured(PermissionNames.READ_AUDIT)
    HttpResponse<String> listEntries(
            HttpRequest<?> request,
            @Nullable @QueryValue String about,
            @Nullable @QueryValue("who") String actorName,
            @QueryValue(defaultValue = "0") int page) {
        int turned = Math.clamp(page, 0, MAX_PAGES);
        AuditReviewService.AuditView view = audit.readEntries(
                ConsoleUser.requireUser(request).signed(),
                about,
                actorName,
                turned * PAGE_SIZE,
                PAGE_SIZE + 1,
                clock.instant());
        return templates.renderPage(
                templates.createContext(request),
                "auditing/log.jte",
                "page",
                AuditLogPage.createPage(view.about(), view.by(), view.entries(), listMemberNames(), turned),
                "state",
                verification.currentState(),
                "last",
                verification.findLastResult().orElse(null));
    }

    @Get("/audit.csv")
    @Secured(PermissionNames.READ_AUDIT + PermissionNames.AND + PermissionNames.EXPORT)
    HttpResponse<String> exportCsv(
            HttpRequest<?> request, @Nullable @QueryValue String about, @Nullable @QueryValue("who") String actorName) {
        ViewContext screen = templates.createContext(request);
        CsvExport csv = new CsvExport("at", "who", "what", "about", "detail", "chain");
        audit.exportEntries(
                        ConsoleUser.requireUser(request).signed(), about, actorName, MAX_EXPORT_ROWS, clock.instant())
                .entries()
                .forEach(entry -> csv.addRow(
                        entry.at(),
                        entry.who(),
                        entry.what(),
                        entry.about(),
                        entry.detail() == null ? "" : entry.detail(),
                        entry.chain()));
        return csv.toResponse("audit-" + screen.currentDate() + ".csv");
    }

    /// Starts a verification of the whole log, which adds one entry with its result.
    @Post("/audit/verify")
    @Secured(PermissionNames.READ_AUDIT)
    HttpResponse<String> startVerification(HttpRequest<?> request) {
        verification.startVerification(ConsoleUser.requireUser(request).signed());
        return showVerification(request);
    }

    /// Progress of the verification, for a page that polls.
    @Get("/audit/verification")
    @BackgroundRoute
    @Secured(PermissionNames.READ_AUDIT)
    HttpResponse<String> showVerification(HttpRequest<?> request) {
        return templates.renderPage(
                templates.createContext(request),
                "auditing/verification.jte",
                "state",
                verification.currentState(),
                "last",
                verification.findLastResult().orElse(null));
    }

    private Map<String, String> listMemberNames() {
        return accounts.listMembers().stream()
                .collect(Collectors.toMap(member -> Long.toString(member.id()), StaffMember::name, (one, same) -> one));
    }
}
