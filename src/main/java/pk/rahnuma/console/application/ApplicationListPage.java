package pk.rahnuma.console.application;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.decision.ApplicationReviewService;

/// A page of the list of applications.
///
/// @param show the tab that is open; none, where it is what is behind a chart
/// @param query of its address, without the page
/// @param page from 0
/// @param more whether there is another page
public record ApplicationListPage(
        String show, String query, List<Tab> tabs, List<Application> rows, int page, boolean more) {

    /// Rows of a page.
    static final int PAGE_SIZE = 50;

    /// One of the ways to look at applications.
    public record Tab(String name, long count, boolean chosen) {}

    /// How many there are.
    ///
    /// @param overdue those whose target is missed now
    record TabCounts(Map<ApplicationStatus, Long> byStatus, long overdue) {

        static TabCounts loadCounts(ApplicationReviewService dossiers, Instant now) {
            return new TabCounts(dossiers.countByStatus(), dossiers.countOverdue(now));
        }
    }

    /// By whom they wait for.
    enum TabFilter {
        DESK(EnumSet.of(
                ApplicationStatus.SUBMITTED,
                ApplicationStatus.SCREENING,
                ApplicationStatus.UNDER_REVIEW,
                ApplicationStatus.APPROVED,
                ApplicationStatus.CHANGE_PENDING)),
        /// Those whose target is missed now, whoever must act.
        LATE(EnumSet.copyOf(ApplicationStatus.liveStatuses())),
        PROVIDER(EnumSet.of(ApplicationStatus.ISP_VERIFICATION)),
        APPLICANT(EnumSet.of(ApplicationStatus.NEEDS_INFO)),
        REGISTERED(EnumSet.of(ApplicationStatus.ACTIVE)),
        SUSPENDED(EnumSet.of(ApplicationStatus.SUSPENDED)),
        ENDED(EnumSet.of(
                ApplicationStatus.REJECTED,
                ApplicationStatus.EXPIRED,
                ApplicationStatus.REVOKED,
                ApplicationStatus.CANCELLED,
                ApplicationStatus.WITHDRAWN,
                ApplicationStatus.LAPSED));

        final Set<ApplicationStatus> statuses;

        TabFilter(Set<ApplicationStatus> statuses) {
            this.statuses = statuses;
        }

        /// What waits for the desk where it is none of these.
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

    /// @param found one more than a page, when there are more
    static ApplicationListPage createPage(TabFilter show, TabCounts counts, List<Application> found, int page) {
        return new ApplicationListPage(
                show.toParameter(),
                "show=" + show.toParameter(),
                createTabs(counts, show),
                found.subList(0, Math.min(PAGE_SIZE, found.size())),
                page,
                found.size() > PAGE_SIZE);
    }

    /// @param chosen or null for none of them
    static List<Tab> createTabs(TabCounts counts, TabFilter chosen) {
        return Arrays.stream(TabFilter.values())
                .map(each -> each.toTab(chosen, counts))
                .toList();
    }

    /// What is behind a chart.
    static ApplicationListPage createPage(String query, TabCounts counts, List<Application> found, int page) {
        return new ApplicationListPage(
                "cases",
                query,
                createTabs(counts, null),
                found.subList(0, Math.min(PAGE_SIZE, found.size())),
                page,
                found.size() > PAGE_SIZE);
    }
}
