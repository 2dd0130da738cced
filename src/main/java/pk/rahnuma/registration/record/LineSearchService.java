package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.field.IpAddresses.AddressBounds;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.record.LineSearchRepository.LineCandidates;

/// Searches among the lines of all holders, in pages. The caller checks the rights.
@Singleton
public final class LineSearchService {

    /// Maximum lines, or applications, with one part of a filter from which a search begins. When more have it, it
    /// begins
    /// with the first lines of the list.
    static final int MAX_CANDIDATES = 2_000;

    private final LineSearchRepository searches;
    private final LineRepository lines;
    private final LineRegisterRepository register;
    private final SearchIndexRepository index;
    private final LineContentService contents;

    LineSearchService(
            LineSearchRepository searches,
            LineRepository lines,
            LineRegisterRepository register,
            SearchIndexRepository index,
            LineContentService contents) {
        this.searches = searches;
        this.lines = lines;
        this.register = register;
        this.index = index;
        this.contents = contents;
    }

    /// A page of lines.
    ///
    /// @param next position of the last line, after which the next page begins; null when there are no more lines
    public record LineSearchPage(
            List<FoundLine> lines, @Nullable LineSearchPosition next) {}

    /// Finds lines that match.
    ///
    /// @param after position of the last line of the page before; null for the first page
    /// @param limit of lines, at least 1
    public LineSearchPage findLines(LineSearchFilter filter, @Nullable LineSearchPosition after, int limit) {
        List<LineSearchPosition> found = findPositions(filter, after, limit + 1);
        List<LineSearchPosition> shown = found.subList(0, Math.min(limit, found.size()));
        return new LineSearchPage(openLines(shown), found.size() > limit ? shown.getLast() : null);
    }

    private List<FoundLine> openLines(List<LineSearchPosition> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        List<Long> ids = positions.stream().map(LineSearchPosition::id).toList();
        Map<Long, FoundLine> opened = contents.openLines(lines.findWithAnswers(PaddedKeys.padKeys(ids))).stream()
                .collect(Collectors.toMap(line -> line.content().line().id(), Function.identity()));
        return ids.stream().map(opened::get).filter(Objects::nonNull).toList();
    }

    private List<LineSearchPosition> findPositions(
            LineSearchFilter filter, @Nullable LineSearchPosition after, int limit) {
        LineCandidates candidates = findCandidates(filter);
        if (candidates != null) {
            return candidates.keys().isEmpty() ? List.of() : searches.findAmong(candidates, filter, after, limit);
        }
        Comparator<LineSearchPosition> order =
                filter.isByLastDay() ? LineSearchPosition.BY_LAST_DAY : LineSearchPosition.NEWEST_FIRST;
        // Of one status, the index has the order of the list.
        return filter.statuses().stream()
                .flatMap(status -> searches.findInOrder(status, filter, after, limit).stream())
                .sorted(order)
                .limit(limit)
                .toList();
    }

    /// Lines with a part of the filter that few have; null when many lines have each part.
    private @Nullable LineCandidates findCandidates(LineSearchFilter filter) {
        int limit = MAX_CANDIDATES + 1;
        AddressBounds addresses = filter.addresses();
        if (addresses != null) {
            List<Long> ids =
                    searches.findIdsByAddress(addresses.first(), addresses.last(), addresses.first().length, limit);
            if (ids.size() < limit) {
                return new LineCandidates("id", ids);
            }
        }
        if (!filter.terms().isEmpty()) {
            List<Long> applications = index.findByTerms(filter.terms(), limit);
            if (applications.size() < limit) {
                return new LineCandidates("application_id", applications);
            }
        }
        if (filter.site() != null) {
            List<Long> ids = lines.findIdsBySite(register.hashSite(filter.site()), limit);
            if (ids.size() < limit) {
                return new LineCandidates("id", ids);
            }
        }
        if (filter.provider() != null) {
            List<Long> ids =
                    searches.findIdsByProvider(filter.statuses(), register.hashProvider(filter.provider()), limit);
            if (ids.size() < limit) {
                return new LineCandidates("id", ids);
            }
        }
        return null;
    }
}
