package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.LineRepository;

/// `registration.ending_lines`: lines that would end with the data of the person: their own, and those of organisations
/// with no other member.
@Singleton
@Named("registration.ending_lines")
public final class FindEndingLinesAction implements Action.Query<FindEndingLinesAction.In, FindEndingLinesAction.Out> {

    /// Input of the action.
    public record In() {}

    /// Result of the action.
    ///
    /// @param own number of the person's own lines that are requested or registered
    /// @param organisations names of organisations that would be deleted, with commas between them; may be empty
    /// @param organisation_lines number of their lines that are requested or registered
    public record Out(long own, String organisations, long organisation_lines) {}

    private final OrganisationService organisations;
    private final LineRepository lines;

    FindEndingLinesAction(OrganisationService organisations, LineRepository lines) {
        this.organisations = organisations;
        this.lines = lines;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        Set<Long> persons = requests.stream().map(Request::conversation).collect(Collectors.toSet());
        Map<Long, Set<Long>> sole = organisations.findSoleMemberships(persons);
        Set<Long> subjects = new HashSet<>(persons);
        sole.values().forEach(subjects::addAll);
        Map<Long, Map<LineStatus, Long>> counts = lines.countByStatus(subjects);
        Map<Long, String> names = organisations.findNames(subjects);
        return requests.stream()
                .map(request -> {
                    Set<Long> ending = sole.getOrDefault(request.conversation(), Set.of());
                    return new Out(
                            countLive(counts, Set.of(request.conversation())),
                            ending.stream().map(names::get).sorted().collect(Collectors.joining(", ")),
                            countLive(counts, ending));
                })
                .toList();
    }

    private static long countLive(Map<Long, Map<LineStatus, Long>> counts, Collection<Long> subjects) {
        return subjects.stream()
                .flatMap(subject -> counts.getOrDefault(subject, Map.of()).entrySet().stream())
                .filter(count -> count.getKey().isLive())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
