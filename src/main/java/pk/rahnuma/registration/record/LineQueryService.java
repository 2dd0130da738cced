package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;

/// Lists lines of holders in pages, by their application and number.
@Singleton
public final class LineQueryService {

    /// Maximum lines with one address, or at places of one name, that are looked at.
    static final int MAX_CANDIDATES = 1_000;

    private final LineRepository lines;
    private final LineRegisterRepository register;
    private final LineContentService contents;

    LineQueryService(LineRepository lines, LineRegisterRepository register, LineContentService contents) {
        this.lines = lines;
        this.register = register;
        this.contents = contents;
    }

    /// Position in a list.
    ///
    /// @param application id of the application of the last line
    public record LinePosition(long application, int number) {

        public static final LinePosition START = new LinePosition(Long.MIN_VALUE, 0);
    }

    /// Lines of some holders.
    ///
    /// @param subjects holders, at least one
    /// @param after position of the last line of the page before
    public List<FoundLine> findLines(Collection<Long> subjects, LineFilter filter, LinePosition after, int limit) {
        byte[] provider = filter.provider() == null ? null : register.hashProvider(filter.provider());
        if (filter.address() == null && filter.site() == null) {
            return contents.openLines(lines.findPage(
                    PaddedKeys.padKeys(subjects),
                    filter.application(),
                    filter.status(),
                    provider,
                    filter.changedSince(),
                    after.application(),
                    after.number(),
                    limit));
        }
        return contents.openLines(findCandidates(filter).stream()
                .filter(row -> subjects.contains(row.subjectId()) && matches(row, filter, provider))
                .filter(row -> isAfter(row, after))
                .sorted(Comparator.comparingLong(LineRow::applicationId).thenComparingInt(LineRow::number))
                .limit(limit)
                .toList());
    }

    /// Time at which a line last changed its status, by application.
    ///
    /// @param applications ids, at least one
    public Map<Long, Instant> findLastChanges(Collection<Long> applications) {
        return lines.findLastChanges(PaddedKeys.padKeys(applications)).stream()
                .collect(Collectors.toMap(LineRepository.LastChange::applicationId, LineRepository.LastChange::last));
    }

    private static boolean isAfter(LineRow row, LinePosition after) {
        return row.applicationId() > after.application()
                || row.applicationId() == after.application() && row.number() > after.number();
    }

    /// Lines with the address and the place of the filter.
    private List<LineRow> findCandidates(LineFilter filter) {
        List<Set<Long>> found = new ArrayList<>();
        if (filter.address() != null) {
            found.add(new HashSet<>(register.findLinesWithAddress(filter.address(), MAX_CANDIDATES)));
        }
        if (filter.site() != null) {
            found.add(new HashSet<>(lines.findIdsBySite(register.hashSite(filter.site()), MAX_CANDIDATES)));
        }
        Set<Long> ids = found.getFirst();
        ids.retainAll(found.getLast());
        return ids.isEmpty() ? List.of() : lines.findWithAnswers(PaddedKeys.padKeys(ids));
    }

    private static boolean matches(LineRow row, LineFilter filter, @Nullable byte[] provider) {
        return (filter.application() == null || filter.application() == row.applicationId())
                && (filter.status() == null || filter.status() == row.status())
                && (provider == null || Arrays.equals(provider, row.providerHash()))
                && (filter.changedSince() == null || row.statusSince().isAfter(filter.changedSince()));
    }
}
