package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.document.Document;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationDocumentService;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineContent;
import pk.rahnuma.shared.Reference;

/// `registration.own`: all about one application of the person, and their possible actions.
@Singleton
@Named("registration.own")
public final class ShowApplicationAction implements Action.Query<ShowApplicationAction.In, ShowApplicationAction.Out> {

    /// Input of the action.
    ///
    /// @param reference as typed or shown; empty for the newest
    public record In(String reference) {}

    /// Result of the action.
    ///
    /// @param found false when the person has no such application; then all else is empty
    /// @param reference and what follows, up to `lines_registered`, as in [ListApplicationsAction.Item]
    /// @param line_groups its lines by status and provider; none when it has one line only
    /// @param form name of the script with which it was submitted
    /// @param note of staff on the present status, or empty
    /// @param asked names of the answers to give again
    /// @param ways possible actions by code (for viewers only `nothing`): words of [ApplicantAction], `lines`,
    ///     `documents`, and finally `nothing`
    /// @param line the addresses, or the masked mobile number
    /// @param protocol of the VPN; empty when unknown
    /// @param registered time of registration, or null
    /// @param changed time of the last change of the line after that, or null
    /// @param until last day of the registration, of the line that expires first; null when the operator set none
    public record Out(
            boolean found,
            String reference,
            String status,
            Instant submitted,
            Instant due,
            Instant was_due,
            Instant since,
            List<String> reasons,
            String authority_reference,
            String next,
            String whom,
            long lines_total,
            long lines_registered,
            List<LineGroup> line_groups,
            String form,
            String note,
            List<String> asked,
            List<AvailableAction> ways,
            String line,
            String protocol,
            Instant registered,
            Instant changed,
            Instant until) {

        private static final Out NOT_FOUND = new Out(
                false, "", "", null, null, null, null, List.of(), "", "", "", 0, 0, List.of(), "", "", List.of(),
                List.of(), "", "", null, null, null);

        private static Out fromView(ApplicationView view, List<LineGroup> groups, List<AvailableAction> ways) {
            ListApplicationsAction.Item item = ListApplicationsAction.Item.fromView(view);
            ApplicationView.Details details = view.details();
            return new Out(
                    true,
                    item.reference(),
                    item.status(),
                    item.submitted(),
                    item.due(),
                    item.was_due(),
                    item.since(),
                    item.reasons(),
                    item.authority_reference(),
                    item.next(),
                    item.whom(),
                    item.lines_total(),
                    item.lines_registered(),
                    groups,
                    view.application().script(),
                    details.note() == null ? "" : details.note(),
                    view.application().asked(),
                    ways,
                    details.line(),
                    details.protocol(),
                    details.registered(),
                    details.changed(),
                    view.application().expiresAfter() == null
                            ? null
                            : WorkingCalendar.startOf(view.application().expiresAfter()));
        }
    }

    /// Lines of one status; of those that wait for a provider, the lines of one provider.
    ///
    /// @param status name of a [pk.rahnuma.registration.LineStatus]
    /// @param sites at most a few of their places
    /// @param more number of lines beyond these
    /// @param isp code of the form, or a name; empty unless they wait for it
    /// @param reasons names of [pk.rahnuma.registration.DecisionReason]s of this status
    public record LineGroup(String status, String sites, long more, String isp, List<String> reasons) {

        private static LineGroup of(LineStatus status, String isp, List<LineContent> lines) {
            return new LineGroup(
                    status.name(),
                    lines.stream()
                            .limit(MAX_NAMED_SITES)
                            .map(content -> content.answers().textAnswer(FormAnswers.SITE))
                            .collect(Collectors.joining("; ")),
                    Math.max(0, lines.size() - MAX_NAMED_SITES),
                    isp,
                    lines.stream()
                            .flatMap(content -> content.line().reasons().stream())
                            .map(Enum::name)
                            .distinct()
                            .toList());
        }
    }

    /// Maximum places that are named of a group of lines.
    private static final int MAX_NAMED_SITES = 5;

    /// A possible action.
    ///
    /// @param code in small letters; in words, the text `values.<code>`
    public record AvailableAction(String code) {}

    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final ApplicationHistoryRepository history;
    private final ApplicationAccess access;
    private final OrganisationService organisations;
    private final ApplicationDocumentService papers;
    private final ApplicationAimService aims;

    ShowApplicationAction(
            ApplicationRepository applications,
            ApplicationContentService contents,
            ApplicationHistoryRepository history,
            ApplicationAccess access,
            OrganisationService organisations,
            ApplicationDocumentService papers,
            ApplicationAimService aims) {
        this.applications = applications;
        this.contents = contents;
        this.history = history;
        this.access = access;
        this.organisations = organisations;
        this.papers = papers;
        this.aims = aims;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        ApplicationAccess.AccessRights rights = access.findRights(
                requests.stream().map(Request::conversation).distinct().toList());
        List<Optional<Application>> asked = findApplications(requests, In::reference, rights);
        List<Application> all =
                asked.stream().flatMap(Optional::stream).distinct().toList();
        if (all.isEmpty()) {
            return requests.stream().map(request -> Out.NOT_FOUND).toList();
        }
        Map<Long, FormAnswers> answers = contents.readAnswers(all);
        Map<Long, List<ApplicationEvent>> events = history.findEvents(all);
        Map<Application, FormAnswers> given = new HashMap<>();
        all.forEach(a -> given.put(a, answers.get(a.id())));
        Map<Long, Map<String, Document>> files = papers.findDocuments(given);
        Map<Long, String> names = organisations.findNames(rights.organisationIds());
        List<Application> registered = all.stream()
                .filter(a -> ApplicationView.wasRegistered(events.get(a.id())))
                .toList();
        Map<Long, Instant> replaced = registered.isEmpty() ? Map.of() : contents.findReplacedAt(registered);
        Map<Long, List<LineGroup>> groups = groupLines(all);
        ApplicationAimService.Aims present = aims.readAims(requests.getFirst().now());
        List<Out> results = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Request<In> request = requests.get(i);
            results.add(asked.get(i)
                    .map(a -> {
                        boolean acts = rights.canAct(request.conversation(), a.subject());
                        ApplicationView view = ApplicationView.ofDetails(
                                a,
                                names.get(a.subject()),
                                acts,
                                new ApplicationView.ApplicationData(
                                        answers.get(a.id()), events.get(a.id()), replaced.get(a.id())),
                                Map.of(),
                                present);
                        boolean hasFiles = acts && !files.get(a.id()).isEmpty();
                        return Out.fromView(
                                view,
                                groups.getOrDefault(a.id(), List.of()),
                                listWays(view.actions(), a.lines().total() > 1, hasFiles));
                    })
                    .orElse(Out.NOT_FOUND));
        }
        return results;
    }

    private Map<Long, List<LineGroup>> groupLines(List<Application> all) {
        List<Application> several =
                all.stream().filter(a -> a.lines().total() > 1).toList();
        Map<Long, List<LineGroup>> groups = new HashMap<>();
        if (!several.isEmpty()) {
            contents.readLines(several).forEach((id, lines) -> groups.put(id, listGroups(lines)));
        }
        return groups;
    }

    private static List<LineGroup> listGroups(List<LineContent> lines) {
        Map<LineStatus, Map<String, List<LineContent>>> groups = lines.stream()
                .collect(Collectors.groupingBy(
                        content -> content.line().status(),
                        TreeMap::new,
                        Collectors.groupingBy(
                                ShowApplicationAction::awaitedProvider, LinkedHashMap::new, Collectors.toList())));
        List<LineGroup> listed = new ArrayList<>();
        groups.forEach(
                (status, byProvider) -> byProvider.forEach((isp, some) -> listed.add(LineGroup.of(status, isp, some))));
        return listed;
    }

    private static String awaitedProvider(LineContent content) {
        return content.line().status() == LineStatus.WITH_PROVIDER
                ? content.answers().textAnswer(FormAnswers.PROVIDER)
                : "";
    }

    private static List<AvailableAction> listWays(List<ApplicantAction> actions, boolean hasLines, boolean hasFiles) {
        List<String> codes = actions.stream().map(ApplicantAction::toWord).toList();
        return Stream.of(
                        codes.stream(),
                        Stream.of("lines").filter(code -> hasLines),
                        Stream.of("documents").filter(code -> hasFiles),
                        Stream.of("nothing"))
                .flatMap(all -> all)
                .map(AvailableAction::new)
                .toList();
    }

    /// Finds the requested applications; the only place that checks whether they belong to the person.
    ///
    /// @param referenceOf gives the reference of a request, as typed or shown; empty for the newest
    <I extends Record> List<Optional<Application>> findApplications(
            List<Request<I>> requests, Function<I, String> referenceOf, ApplicationAccess.AccessRights rights) {
        List<Reference> references = requests.stream()
                .flatMap(request -> Reference.parseText(referenceOf.apply(request.arguments())).stream())
                .distinct()
                .toList();
        Set<Long> subjects = requests.stream()
                .filter(request -> referenceOf.apply(request.arguments()).isBlank())
                .flatMap(request -> rights.visibleSubjects(request.conversation()).stream())
                .collect(Collectors.toSet());
        Map<Reference, ApplicationRepository.ApplicationWithProofs> named =
                references.isEmpty() ? Map.of() : applications.findWithProofs(references);
        Map<Long, ApplicationRepository.NewestApplications> newest =
                subjects.isEmpty() ? Map.of() : applications.findNewest(subjects, 1);
        List<Optional<Application>> found = requests.stream()
                .map(request -> referenceOf.apply(request.arguments()).isBlank()
                        ? rights.visibleSubjects(request.conversation()).stream()
                                .map(newest::get)
                                .filter(Objects::nonNull)
                                .map(one -> one.applications().getFirst())
                                .min(Application.NEWEST_FIRST)
                        : Reference.parseText(referenceOf.apply(request.arguments()))
                                .map(named::get)
                                .map(ApplicationRepository.ApplicationWithProofs::application)
                                .filter(a -> rights.canSee(request.conversation(), a.subject())))
                .toList();
        for (int i = 0; i < requests.size(); i++) {
            access.recordReads(
                    requests.get(i).conversation(),
                    found.get(i).stream().toList(),
                    requests.get(i).now());
        }
        return found;
    }
}
