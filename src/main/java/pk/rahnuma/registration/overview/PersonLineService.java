package pk.rahnuma.registration.overview;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.FoundLine;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.registration.record.LineFilter;
import pk.rahnuma.registration.record.LineQueryService;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;
import pk.rahnuma.shared.Reference;

/// Lists the lines that a person may see: their own, those of their organisations and of linked persons.
@Singleton
public final class PersonLineService {

    /// Maximum lines of a file.
    static final int MAX_EXPORTED_LINES = 10_000;

    private static final int PAGE_SIZE = 500;

    private final LineQueryService lines;
    private final ApplicationRepository applications;
    private final ApplicationAccess access;
    private final OrganisationService organisations;

    PersonLineService(
            LineQueryService lines,
            ApplicationRepository applications,
            ApplicationAccess access,
            OrganisationService organisations) {
        this.lines = lines;
        this.applications = applications;
        this.access = access;
        this.organisations = organisations;
    }

    /// A line as a person sees it.
    ///
    /// @param organisation name of its holder; null for a person's own
    /// @param acts whether the person may act on it; else its identifying parts are to be masked
    /// @param actions that the person may take now
    public record LineView(
            Application application,
            LineContent content,
            @Nullable String organisation,
            boolean acts,
            List<ApplicantAction> actions) {}

    /// The application of a reference, if the person may see it.
    public Optional<Application> findApplication(long person, String typed) {
        ApplicationAccess.AccessRights rights = access.findRights(person);
        return Reference.parseText(typed)
                .flatMap(applications::findApplication)
                .filter(application -> rights.canSee(person, application.subject()));
    }

    /// Lists lines by application and number.
    ///
    /// @param after position of the last line of the page before
    /// @param limit at least 1
    public List<LineView> listLines(long person, LineFilter filter, LinePosition after, int limit, Instant now) {
        ApplicationAccess.AccessRights rights = access.findRights(person);
        List<FoundLine> found = lines.findLines(rights.visibleSubjects(person), filter, after, limit);
        Map<Long, Application> of = findApplications(found);
        access.recordReads(person, of.values(), now);
        Map<Long, String> names = organisations.findNames(rights.organisationIds());
        return found.stream()
                .map(line -> new LineView(
                        of.get(line.content().line().application()),
                        line.content(),
                        names.get(line.subject()),
                        rights.canAct(person, line.subject()),
                        rights.canAct(person, line.subject()) ? listActions(line.content(), now) : List.of()))
                .toList();
    }

    private static List<ApplicantAction> listActions(LineContent content, Instant now) {
        return Arrays.stream(ApplicantAction.values())
                .filter(action -> action.isAllowed(content.line(), now))
                .toList();
    }

    /// As [#listLines], all of them, read page by page as they are needed; at most [#MAX_EXPORTED_LINES].
    public Stream<LineView> streamLines(long person, LineFilter filter, Instant now) {
        return Stream.iterate(
                        listLines(person, filter, LinePosition.START, PAGE_SIZE, now),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE_SIZE
                                ? List.of()
                                : listLines(person, filter, positionOf(page.getLast()), PAGE_SIZE, now))
                .flatMap(List::stream)
                .limit(MAX_EXPORTED_LINES);
    }

    /// Numbers of the lines among these that allow an action of the person now.
    ///
    /// @param application which the person may see
    /// @param numbers at least one
    public Set<Integer> findAllowing(
            long person, Application application, ApplicantAction action, Set<Integer> numbers, Instant now) {
        LineFilter filter = new LineFilter(application.id(), null, null, null, null, null);
        int first = Collections.min(numbers);
        LinePosition before = new LinePosition(application.id(), first - 1);
        return listLines(person, filter, before, Collections.max(numbers) - first + 1, now).stream()
                .filter(view -> view.actions().contains(action))
                .map(view -> view.content().line().number())
                .filter(numbers::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LinePosition positionOf(LineView view) {
        Line line = view.content().line();
        return new LinePosition(line.application(), line.number());
    }

    private Map<Long, Application> findApplications(Collection<FoundLine> found) {
        Set<Long> ids =
                found.stream().map(line -> line.content().line().application()).collect(Collectors.toSet());
        return ids.isEmpty() ? Map.of() : applications.findByIds(ids);
    }
}
