package pk.rahnuma.registration.submission;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.decision.ApplicantTransitionService;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.registration.submission.LineDifference.ChangedLine;
import pk.rahnuma.shared.Reference;

/// Lists of lines of an organisation that has lines already: what differs is changed, what is the same stays, and what
/// is new is left for an application.
@Singleton
final class OrganisationLineService {

    /// Maximum number of newest applications whose lines are compared. A line of an older one counts as new; its
    /// addresses cannot be registered twice.
    private static final int MAX_APPLICATIONS = 200;

    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final ApplicationRevisionService revisions;
    private final ApplicantTransitionService transitions;

    OrganisationLineService(
            ApplicationRepository applications,
            ApplicationContentService contents,
            ApplicationRevisionService revisions,
            ApplicantTransitionService transitions) {
        this.applications = applications;
        this.contents = contents;
        this.revisions = revisions;
        this.transitions = transitions;
    }

    /// A list of lines beside those that the organisation has for the same service.
    ///
    /// @param references of the applications of known lines, by id
    record ComparedList(LineDifference difference, Map<Long, Reference> references) {

        /// Application of a known line.
        Reference referenceOf(LineContent known) {
            return references.get(known.line().application());
        }

        /// An application with a line that is on the list; it must be overlapping.
        Reference firstKnown() {
            return referenceOf(
                    difference.unchanged().isEmpty()
                            ? difference.changed().getFirst().known()
                            : difference.unchanged().getFirst());
        }

        /// An application with a known line that has an address which the list gives to another line; empty when each
        /// address stays with its line.
        Optional<Reference> findMovedAddress() {
            Map<String, LineContent> holders = new HashMap<>();
            difference.unchanged().forEach(line -> addHolder(holders, line));
            difference.missing().forEach(line -> addHolder(holders, line));
            difference.changed().forEach(changed -> addHolder(holders, changed.known()));
            return difference.changed().stream()
                    .flatMap(changed -> changed.wanted().singleAddresses().stream()
                            .map(holders::get)
                            .filter(holder -> holder != null && holder != changed.known()))
                    .findFirst()
                    .map(this::referenceOf);
        }

        private static void addHolder(Map<String, LineContent> holders, LineContent line) {
            line.answers().singleAddresses().forEach(address -> holders.put(address, line));
        }
    }

    /// Compares a list with the live lines of an organisation.
    ///
    /// @param service for which the lines are
    ComparedList compareLines(long organisation, String service, List<FormAnswers> listed) {
        ApplicationRepository.NewestApplications newest =
                applications.findNewest(List.of(organisation), MAX_APPLICATIONS).get(organisation);
        List<Application> live = newest == null
                ? List.of()
                : newest.applications().stream()
                        .filter(application -> application.lines().isLive())
                        .toList();
        if (live.isEmpty()) {
            return new ComparedList(LineDifference.compareLines(listed, List.of()), Map.of());
        }
        Map<Long, FormAnswers> answersOf = contents.readCommonAnswers(live);
        List<Application> alike = live.stream()
                .filter(application -> answersOf
                        .get(application.id())
                        .textAnswer(FormAnswers.SERVICE)
                        .equals(service))
                .toList();
        List<LineContent> known = alike.isEmpty()
                ? List.of()
                : contents.readLines(alike).values().stream()
                        .flatMap(Collection::stream)
                        .filter(content -> content.line().status().isLive())
                        .toList();
        return new ComparedList(
                LineDifference.compareLines(listed, known),
                alike.stream().collect(Collectors.toMap(Application::id, Application::reference)));
    }

    /// Changes that were made to lines.
    ///
    /// @param changed number of lines that were changed, or whose change was requested
    /// @param ended number of lines that were ended or withdrawn
    /// @param first an application with a change; null when nothing was changed
    /// @param due time for which the desk aims with a requested change; null when there is none, and while no member
    ///     of staff can decide
    record MadeChanges(
            int changed,
            int ended,
            @Nullable Reference first,
            @Nullable Instant due) {
        static final MadeChanges NONE = new MadeChanges(0, 0, null, null);
    }

    /// Makes the changes of a list to lines that the organisation has, as far as each of them allows it now.
    ///
    /// @param person who acts for the organisation
    /// @param endsMissing whether lines that are not on the list end
    MadeChanges changeLines(long person, ComparedList list, boolean endsMissing, Instant now) {
        int changed = 0;
        int ended = 0;
        Reference first = null;
        Instant due = null;
        for (Map.Entry<Long, Map<Integer, Map<String, Object>>> each :
                groupByApplication(list.difference().changed(), now).entrySet()) {
            Reference reference = list.references().get(each.getKey());
            ApplicationRevisionService.RevisionOutcome outcome = revisions.changeLines(
                    new ApplicationRevisionService.FormSender(person, null),
                    reference.symbols(),
                    new ApplicationRevisionService.LineChange(each.getValue(), ChangeKind.MOVE, Map.of()),
                    now);
            if (outcome.isDone()) {
                changed += each.getValue().size();
                first = first == null ? reference : first;
                due = due == null ? outcome.due() : due;
            }
        }
        Map<Long, Set<Integer>> missing = endsMissing
                ? list.difference().missing().stream()
                        .collect(Collectors.groupingBy(
                                content -> content.line().application(),
                                TreeMap::new,
                                Collectors.mapping(content -> content.line().number(), Collectors.toSet())))
                : Map.of();
        for (Map.Entry<Long, Set<Integer>> each : missing.entrySet()) {
            Reference reference = list.references().get(each.getKey());
            int count = 0;
            for (ApplicantAction action : List.of(ApplicantAction.END, ApplicantAction.WITHDRAW)) {
                count += transitions.takeWherePossible(person, reference.symbols(), action, each.getValue(), now);
            }
            ended += count;
            first = first == null && count > 0 ? reference : first;
        }
        return new MadeChanges(changed, ended, first, due);
    }

    /// Parts of the lines that can be changed now, by application and number.
    private static Map<Long, Map<Integer, Map<String, Object>>> groupByApplication(
            List<ChangedLine> changed, Instant now) {
        Map<Long, Map<Integer, Map<String, Object>>> parts = new TreeMap<>();
        changed.stream()
                .filter(line -> isChangeable(line, now))
                .forEach(line -> parts.computeIfAbsent(line.known().line().application(), id -> new TreeMap<>())
                        .put(line.known().line().number(), line.wanted().values()));
        return parts;
    }

    /// True when the present line can be changed now.
    static boolean isChangeable(ChangedLine line, Instant now) {
        return ApplicantAction.CHANGE.isAllowed(line.known().line(), now);
    }
}
