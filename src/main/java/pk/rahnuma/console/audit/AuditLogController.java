package pk.rahnuma.console.audit;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.console.BackgroundRoute;
import pk.rahnuma.console.ConsoleUser;
import pk.rahnuma.console.RequiresPermission;
import pk.rahnuma.console.page.CsvExport;
import pk.rahnuma.console.page.TemplateRenderer;
import pk.rahnuma.console.page.ViewContext;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.account.StaffAccountService;
import pk.rahnuma.staff.record.StaffAuditService;

/// Shows the audit log by object or by actor. Each view is logged too.
@Controller(value = "/desk", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditLogController {

    static final int PAGE_SIZE = 50;
    private static final int MAX_PAGES = 200;
    private static final int MAX_EXPORT_ROWS = 10_000;
    private static final int MAX_QUERY_LENGTH = 100;

    private final AuditLog audit;
    private final AuditVerificationService verification;
    private final StaffAccountService accounts;
    private final StaffAuditService staffAudit;
    private final TemplateRenderer screens;
    private final InstantSource clock;

    AuditLogController(
            AuditLog audit,
            AuditVerificationService verification,
            StaffAccountService accounts,
            StaffAuditService staffAudit,
            TemplateRenderer screens,
            InstantSource clock) {
        this.audit = audit;
        this.verification = verification;
        this.accounts = accounts;
        this.staffAudit = staffAudit;
        this.screens = screens;
        this.clock = clock;
    }

    /// Filter of entries.
    ///
    /// @param ids all objects that `about` may mean; empty without a filter
    /// @param known true when `about` is a reference, a ticket or a member
    /// @param by the name of a member or of an actor without a name; null without a filter
    private record EntryFilter(String about, List<String> ids, boolean known, String by) {}

    @Get("/audit")
    @RequiresPermission(StaffPermission.READ_AUDIT)
    HttpResponse<String> listEntries(
            HttpRequest<?> request,
            @Nullable @QueryValue String about,
            @Nullable @QueryValue String who,
            @QueryValue(defaultValue = "0") int page) {
        EntryFilter wanted = wanted(about, who);
        int turned = Math.clamp(page, 0, MAX_PAGES);
        List<AuditEntry> found = audit.findLatest(wanted.ids(), wanted.by(), turned * PAGE_SIZE, PAGE_SIZE + 1);
        note(request, "audit.read", wanted);
        return screens.renderPage(
                screens.createContext(request),
                "auditing/log.jte",
                "page",
                AuditLogPage.createPage(wanted.about(), wanted.by(), found, names(), turned),
                "state",
                verification.currentState(),
                "last",
                verification.findLastResult().orElse(null));
    }

    @Get("/audit.csv")
    @RequiresPermission({StaffPermission.READ_AUDIT, StaffPermission.EXPORT})
    HttpResponse<String> exportCsv(
            HttpRequest<?> request, @Nullable @QueryValue String about, @Nullable @QueryValue String who) {
        EntryFilter wanted = wanted(about, who);
        ViewContext screen = screens.createContext(request);
        CsvExport csv = new CsvExport("at", "who", "what", "about", "detail", "chain");
        audit.findLatest(wanted.ids(), wanted.by(), 0, MAX_EXPORT_ROWS)
                .forEach(entry -> csv.addRow(
                        entry.at(),
                        entry.who(),
                        entry.what(),
                        entry.about(),
                        entry.detail() == null ? "" : entry.detail(),
                        entry.chain()));
        note(request, "audit.exported", wanted);
        return csv.toResponse("audit-" + screen.currentDate() + ".csv");
    }

    /// Starts a verification of the whole log, which adds one entry with its result.
    @Post("/audit/verify")
    @RequiresPermission(StaffPermission.READ_AUDIT)
    HttpResponse<String> startVerification(HttpRequest<?> request) {
        verification.startVerification(ConsoleUser.requireUser(request).signed());
        return showVerification(request);
    }

    /// Progress of the verification, for a page that polls.
    @Get("/audit/verification")
    @BackgroundRoute
    @RequiresPermission(StaffPermission.READ_AUDIT)
    HttpResponse<String> showVerification(HttpRequest<?> request) {
        return screens.renderPage(
                screens.createContext(request),
                "auditing/verification.jte",
                "state",
                verification.currentState(),
                "last",
                verification.findLastResult().orElse(null));
    }

    private EntryFilter wanted(String about, String who) {
        String typed = cut(about);
        List<String> ids = new ArrayList<>();
        if (!typed.isEmpty()) {
            ids.add(typed);
            Reference.parseText(typed).map(Reference::symbols).ifPresent(ids::add);
            accounts.findByName(typed).map(member -> Long.toString(member.id())).ifPresent(ids::add);
        }
        String by = cut(who);
        return new EntryFilter(
                typed,
                ids,
                ids.size() > 1,
                by.isEmpty()
                        ? null
                        : accounts.findByName(by).map(StaffMember::name).orElse(by));
    }

    private static String cut(String typed) {
        return typed == null
                ? ""
                : typed.substring(0, Math.min(MAX_QUERY_LENGTH, typed.length())).strip();
    }

    /// Logs a view. The typed text is stored only when it names an object of the desk: it might be a personal number.
    private void note(HttpRequest<?> request, String what, EntryFilter wanted) {
        Instant now = clock.instant();
        String about = wanted.about().isEmpty() ? "everything" : wanted.known() ? wanted.about() : "something unknown";
        Optional<String> by = Optional.ofNullable(wanted.by())
                .map(name -> StaffNames.validateHistoryName(name).isEmpty()
                                || accounts.findByName(name).isPresent()
                        ? name
                        : "somebody unknown");
        staffAudit.recordAction(
                ConsoleUser.requireUser(request).signed(),
                what,
                Long.toString(ConsoleUser.requireUser(request).id()),
                "about " + about + by.map(name -> ", by " + name).orElse(""),
                now);
    }

    private Map<String, String> names() {
        return accounts.listMembers().stream()
                .collect(Collectors.toMap(member -> Long.toString(member.id()), StaffMember::name, (one, same) -> one));
    }
}
