package pk.rahnuma.console.application;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.console.DateRangeQuery;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.decision.ApplicationQueryService;

/// Page of the list of applications.
///
/// @param show the open tab; none for the cases behind a chart
/// @param provider of whose lines the applications are; empty for all
/// @param query of its URL, without the page
/// @param page from 0
/// @param more true when there is another page
public record ApplicationListPage(
        String show, String provider, String query, List<Tab> tabs, List<Application> rows, int page, boolean more) {

    /// Number of rows of a page.
    static final int PAGE_SIZE = 40;

    /// Tab of the list.
    ///
    /// @param count number of lines
    public record Tab(String name, long count, boolean chosen) {}

    /// Numbers of the tabs.
    ///
    /// @param byStatus numbers of lines
    /// @param overdue applications whose target is missed now
    record TabCounts(Map<LineStatus, Long> byStatus, long overdue) {

        /// Loads the numbers.
        ///
        /// @param provider of the lines; empty for any
        static TabCounts loadCounts(ApplicationQueryService applications, String provider, Instant now) {
            return new TabCounts(applications.countByStatus(provider), applications.countOverdue(now, provider));
        }
    }

    /// Filters by the party that has to act.
    enum TabFilter {
        DESK(EnumSet.of(LineStatus.REQUESTED, LineStatus.CONFIRMED, LineStatus.CHANGE_PENDING)),
        /// Applications whose target is missed now, whoever has to act.
        LATE(EnumSet.copyOf(LineStatus.liveStatuses())),
        PROVIDER(EnumSet.of(LineStatus.WITH_PROVIDER)),
        APPLICANT(EnumSet.of(LineStatus.ASKED)),
        REGISTERED(EnumSet.of(LineStatus.ACTIVE)),
        SUSPENDED(EnumSet.of(LineStatus.PAUSED, LineStatus.SUSPENDED)),
        ENDED(EnumSet.of(
                LineStatus.REFUSED,
                LineStatus.EXPIRED,
                LineStatus.REVOKED,
                LineStatus.ENDED,
                LineStatus.WITHDRAWN,
                LineStatus.LAPSED));

        final Set<LineStatus> statuses;

        TabFilter(Set<LineStatus> statuses) {
            this.statuses = statuses;
        }

        /// Filter by name; applications that wait for the desk when the name is unknown.
        static TabFilter fromParameter(String name) {
            return Arrays.stream(values())
                    .filter(show -> show.toParameter().equals(name))
                    .findFirst()
                    .orElse(DESK);
        }

        String toParameter() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Tab toTab(TabFilter chosen, TabCounts counts) {
            return new Tab(
                    toParameter(),
                    this == LATE
                            ? counts.overdue()
                            : statuses.stream()
                                    .mapToLong(status -> counts.byStatus().getOrDefault(status, 0L))
                                    .sum(),
                    this == chosen);
        }
    }

    /// Part of the applications that fits on a page.
    static List<Application> clipRows(List<Application> found) {
        return found.subList(0, Math.min(PAGE_SIZE, found.size()));
    }

    /// Creates a page of a tab.
    ///
    /// @param found one more than a page when there are more
    static ApplicationListPage createPage(
            TabFilter show, String provider, TabCounts counts, List<Application> found, int page) {
        return new ApplicationListPage(
                show.toParameter(),
                provider,
                buildQuery(show.toParameter(), provider),
                createTabs(counts, show),
                clipRows(found),
                page,
                found.size() > PAGE_SIZE);
    }

    /// True when the rows wait for one provider, whose confirmation can be recorded for several.
    public boolean isOfOneProvider() {
        return show.equals(TabFilter.PROVIDER.toParameter()) && !provider.isEmpty();
    }

    /// Query of a tab.
    ///
    /// @param provider empty for all
    public static String buildQuery(String show, String provider) {
        return DateRangeQuery.buildQuery("show", show, "provider", provider.isEmpty() ? null : provider);
    }

    /// Creates the tabs.
    ///
    /// @param chosen or null for none of them
    static List<Tab> createTabs(TabCounts counts, TabFilter chosen) {
        return Arrays.stream(TabFilter.values())
                .map(each -> each.toTab(chosen, counts))
                .toList();
    }

    /// Creates a page of the cases behind a chart.
    static ApplicationListPage createPage(String query, TabCounts counts, List<Application> found, int page) {
        return new ApplicationListPage(
                "cases", "", query, createTabs(counts, null), clipRows(found), page, found.size() > PAGE_SIZE);
    }
}
