package pk.rahnuma.desk.applications;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.decisions.Dossiers;

/// A page of the list of applications.
///
/// @param show the tab that is open; none, where it is what is behind a chart
/// @param query of its address, without the page
/// @param page from 0
/// @param more whether there is another page
public record Queue(String show, String query, List<Tab> tabs, List<Application> rows, int page, boolean more) {

    /// Rows of a page.
    static final int ROWS = 50;

    /// One of the ways to look at applications.
    public record Tab(String name, long count, boolean chosen) {}

    /// How many there are.
    ///
    /// @param overdue those whose target is missed now
    record Counts(Map<Status, Long> byStatus, long overdue) {

        static Counts of(Dossiers dossiers, Instant now) {
            return new Counts(dossiers.counts(), dossiers.countOverdue(now));
        }
    }

    /// By whom they wait for.
    enum Show {
        DESK(EnumSet.of(
                Status.SUBMITTED, Status.SCREENING, Status.UNDER_REVIEW, Status.APPROVED, Status.CHANGE_PENDING)),
        /// Those whose target is missed now, whoever must act.
        LATE(EnumSet.copyOf(Status.open())),
        PROVIDER(EnumSet.of(Status.ISP_VERIFICATION)),
        APPLICANT(EnumSet.of(Status.NEEDS_INFO)),
        REGISTERED(EnumSet.of(Status.ACTIVE)),
        SUSPENDED(EnumSet.of(Status.SUSPENDED)),
        ENDED(EnumSet.of(
                Status.REJECTED, Status.EXPIRED, Status.REVOKED, Status.CANCELLED, Status.WITHDRAWN, Status.LAPSED));

        final Set<Status> statuses;

        Show(Set<Status> statuses) {
            this.statuses = statuses;
        }

        /// What waits for the desk where it is none of these.
        static Show of(String name) {
            return Arrays.stream(values())
                    .filter(show -> show.word().equals(name))
                    .findFirst()
                    .orElse(DESK);
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Tab tab(Show chosen, Counts counts) {
            return new Tab(
                    word(),
                    this == LATE
                            ? counts.overdue()
                            : statuses.stream()
                                    .mapToLong(status -> counts.byStatus().getOrDefault(status, 0L))
                                    .sum(),
                    this == chosen);
        }
    }

    /// @param found one more than a page, when there are more
    static Queue of(Show show, Counts counts, List<Application> found, int page) {
        return new Queue(
                show.word(),
                "show=" + show.word(),
                tabs(counts, show),
                found.subList(0, Math.min(ROWS, found.size())),
                page,
                found.size() > ROWS);
    }

    /// @param chosen or null for none of them
    static List<Tab> tabs(Counts counts, Show chosen) {
        return Arrays.stream(Show.values())
                .map(each -> each.tab(chosen, counts))
                .toList();
    }

    /// What is behind a chart.
    static Queue of(String query, Counts counts, List<Application> found, int page) {
        return new Queue(
                "cases",
                query,
                tabs(counts, null),
                found.subList(0, Math.min(ROWS, found.size())),
                page,
                found.size() > ROWS);
    }
}
