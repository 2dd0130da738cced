package pk.rahnuma.registration;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Numbers of the lines of an application by status. The status of the application follows from them alone.
///
/// @param byStatus each at least 1, in the order of [LineStatus]; not empty
public record LineCounts(Map<LineStatus, Integer> byStatus) {

    private static final Set<LineStatus> IN_WORK =
            EnumSet.of(LineStatus.WITH_PROVIDER, LineStatus.CONFIRMED, LineStatus.CHANGE_PENDING);

    public LineCounts {
        byStatus = new EnumMap<>(byStatus);
    }

    /// Counts lines, at least one.
    public static LineCounts ofLines(Collection<Line> lines) {
        return new LineCounts(
                lines.stream().collect(Collectors.groupingBy(Line::status, Collectors.summingInt(line -> 1))));
    }

    /// Number of lines of one status each.
    public static LineCounts ofStatus(LineStatus status, int count) {
        return new LineCounts(Map.of(status, count));
    }

    /// Status of the application: whatever the applicant must do leads. Without that, it is in work while a line is on
    /// its way. Once none is, it is decided if any line was.
    public ApplicationStatus applicationStatus() {
        if (has(LineStatus.ASKED)) {
            return ApplicationStatus.NEEDS_YOU;
        }
        boolean decided = byStatus.keySet().stream()
                .anyMatch(status ->
                        !status.isUndecided() && status != LineStatus.WITHDRAWN && status != LineStatus.LAPSED);
        if (has(LineStatus.REQUESTED)) {
            return decided || byStatus.keySet().stream().anyMatch(IN_WORK::contains)
                    ? ApplicationStatus.IN_WORK
                    : ApplicationStatus.RECEIVED;
        }
        if (byStatus.keySet().stream().anyMatch(IN_WORK::contains)) {
            return ApplicationStatus.IN_WORK;
        }
        if (decided) {
            return ApplicationStatus.DECIDED;
        }
        return has(LineStatus.LAPSED) ? ApplicationStatus.LAPSED : ApplicationStatus.WITHDRAWN;
    }

    /// True when at least one line has this status.
    public boolean has(LineStatus status) {
        return byStatus.containsKey(status);
    }

    /// Status of the lines with most work to come, the first in the order of [LineStatus]; that of all lines if they
    /// have the same.
    public LineStatus leading() {
        return byStatus.keySet().iterator().next();
    }

    /// True when all lines have the same status.
    public boolean isUniform() {
        return byStatus.size() == 1;
    }

    /// True when at least one line reserves its addresses in the register.
    public boolean isLive() {
        return byStatus.keySet().stream().anyMatch(LineStatus::isLive);
    }

    /// True while at least one new line waits for its decision.
    public boolean isUndecided() {
        return byStatus.keySet().stream().anyMatch(LineStatus::isUndecided);
    }

    /// Number of lines.
    public int total() {
        return byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Number of lines that are registered, also while a change of them waits.
    public int registered() {
        return byStatus.entrySet().stream()
                .filter(each -> each.getKey().isRegistered())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// Form in which it is stored: `ASKED:1,ACTIVE:3`.
    public String toColumn() {
        return byStatus.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /// Parses the result of [#toColumn()].
    public static LineCounts fromColumn(String column) {
        return new LineCounts(Arrays.stream(column.split(","))
                .map(each -> each.split(":"))
                .collect(Collectors.toMap(each -> LineStatus.valueOf(each[0]), each -> Integer.valueOf(each[1]))));
    }
}
