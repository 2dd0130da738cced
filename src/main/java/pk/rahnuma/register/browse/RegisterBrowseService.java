package pk.rahnuma.register.browse;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.decision.ApplicationSearchService;
import pk.rahnuma.registration.decision.CustomerSummaryService;
import pk.rahnuma.registration.decision.CustomerSummaryService.CustomerSummary;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.FoundLine;
import pk.rahnuma.registration.record.LineSearchPosition;
import pk.rahnuma.registration.record.LineSearchService;
import pk.rahnuma.registration.record.LineSearchService.LineSearchPage;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;

/// Browses the register for staff. Each view of a page is in the audit log with the references on it; a search is there
/// too, also when it finds nothing.
@Singleton
public final class RegisterBrowseService {

    /// Lines of a page.
    public static final int PAGE_SIZE = 50;

    /// Maximum lines of an export.
    public static final int MAX_EXPORTED_LINES = 50_000;

    private static final int EXPORT_PAGE_SIZE = 500;
    /// Name of the list in the audit log, and the kind of the search.
    private static final String LIST_NAME = "register";
    /// The same for a member who sees addresses and mobile numbers in full.
    private static final String REVEALED_LIST_NAME = "register, revealed";

    private final LineSearchService lines;
    private final ApplicationRepository applications;
    private final CustomerSummaryService customers;
    private final ApplicationSearchService searches;

    RegisterBrowseService(
            LineSearchService lines,
            ApplicationRepository applications,
            CustomerSummaryService customers,
            ApplicationSearchService searches) {
        this.lines = lines;
        this.applications = applications;
        this.customers = customers;
        this.searches = searches;
    }

    /// Lists a page of lines: those that end first, when the filter has a last day, else those that changed last.
    ///
    /// @param filter with codes of the form; each part is readable
    /// @param after position of the last line of the page before; null for the first page
    public RegisterPage listLines(
            AuthenticatedStaff by, RegisterFilter filter, @Nullable LineSearchPosition after, Instant now) {
        by.requirePermission(StaffPermission.READ_APPLICATIONS);
        if (!filter.isEmpty()) {
            searches.recordSearch(by, LIST_NAME, filter.toText(), now);
        }
        String list = by.hasPermission(StaffPermission.REVEAL) ? REVEALED_LIST_NAME : LIST_NAME;
        return readPage(by, filter, after, PAGE_SIZE, some -> customers.findByApplications(by, list, some, now));
    }

    /// Reads all lines that match, page by page as they are needed, and one more than [#MAX_EXPORTED_LINES] when there
    /// are so many. The caller records the export.
    public Stream<RegisterLine> streamLines(AuthenticatedStaff by, RegisterFilter filter) {
        by.requirePermission(StaffPermission.READ_APPLICATIONS);
        by.requirePermission(StaffPermission.EXPORT);
        return Stream.iterate(
                        readExportPage(by, filter, null),
                        Objects::nonNull,
                        page -> page.next() == null ? null : readExportPage(by, filter, page.next()))
                .flatMap(page -> page.lines().stream())
                .limit(MAX_EXPORTED_LINES + 1);
    }

    private RegisterPage readExportPage(
            AuthenticatedStaff by, RegisterFilter filter, @Nullable LineSearchPosition after) {
        return readPage(by, filter, after, EXPORT_PAGE_SIZE, some -> customers.readByApplications(by, some));
    }

    private RegisterPage readPage(
            AuthenticatedStaff by,
            RegisterFilter filter,
            @Nullable LineSearchPosition after,
            int limit,
            Function<List<Application>, Map<Long, CustomerSummary>> findHolders) {
        LineSearchPage found = lines.findLines(filter.toSearch(), after, limit);
        if (found.lines().isEmpty()) {
            return RegisterPage.EMPTY;
        }
        List<Long> ids = found.lines().stream()
                .map(RegisterBrowseService::applicationOf)
                .distinct()
                .toList();
        Map<Long, Application> of = applications.findByIds(ids);
        Map<Long, CustomerSummary> holders =
                findHolders.apply(ids.stream().map(of::get).toList());
        boolean reveal = by.hasPermission(StaffPermission.REVEAL);
        List<RegisterLine> shown = found.lines().stream()
                .map(line -> RegisterLine.ofContent(
                        of.get(applicationOf(line)),
                        line.content(),
                        CustomerSummary.of(holders, applicationOf(line)),
                        reveal))
                .toList();
        return new RegisterPage(shown, found.next());
    }

    private static long applicationOf(FoundLine line) {
        return line.content().line().application();
    }
}
