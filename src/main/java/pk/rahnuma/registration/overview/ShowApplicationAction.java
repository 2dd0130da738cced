package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.document.Document;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.AnswerVersionRepository;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationDocumentService;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationRepository;
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
    /// @param reference and what follows, up to `whom`, as in [ListApplicationsAction.Item]
    /// @param form name of the script with which it was submitted
    /// @param note of staff on the present status, or empty
    /// @param asked names of the answers to give again
    /// @param ways possible actions by code (for viewers only `nothing`): `answer`, `line_blocked`, `change_line`,
    ///     `take_back`, `withdraw`, `cancel`, `look_again`, `documents`, and finally `nothing`
    /// @param line the addresses, or the masked mobile number
    /// @param protocol of the VPN; empty when unknown
    /// @param registered time of registration, or null
    /// @param changed time of the last change of the line after that, or null
    /// @param checked automatic findings about the line, for staff
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
            String form,
            String note,
            List<String> asked,
            List<AvailableAction> ways,
            String line,
            String protocol,
            Instant registered,
            Instant changed,
            String checked) {

        private static final Out NOT_FOUND = new Out(
                false, "", "", null, null, null, null, List.of(), "", "", "", "", "", List.of(), List.of(), "", "",
                null, null, "");

        private static Out fromView(ApplicationView view, List<AvailableAction> ways, Instant now) {
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
                    view.application().script(),
                    details.note() == null ? "" : details.note(),
                    view.application().asked(),
                    ways,
                    details.line(),
                    details.protocol(),
                    details.registered(),
                    details.changed(),
                    formatChecked(view.application(), details.line(), details.registered(), details.changed(), now));
        }
    }

    /// A possible action.
    ///
    /// @param code in small letters; in words, the text `values.<code>`
    public record AvailableAction(String code) {}

    private static final DateTimeFormatter MINUTE_FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(WorkingCalendar.PAKISTAN_ZONE);

    private final ApplicationRepository applications;
    private final ApplicationContentService contents;
    private final AnswerVersionRepository versions;
    private final ApplicationHistoryRepository history;
    private final ApplicationAccess access;
    private final OrganisationService organisations;
    private final ApplicationDocumentService papers;
    private final ApplicationAimService aims;

    ShowApplicationAction(
            ApplicationRepository applications,
            ApplicationContentService contents,
            AnswerVersionRepository versions,
            ApplicationHistoryRepository history,
            ApplicationAccess access,
            OrganisationService organisations,
            ApplicationDocumentService papers,
            ApplicationAimService aims) {
        this.applications = applications;
        this.contents = contents;
        this.versions = versions;
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
        List<Optional<Application>> asked = findApplications(requests, rights);
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
        List<Long> registered = all.stream()
                .map(Application::id)
                .filter(id -> ApplicationView.wasRegistered(events.get(id)))
                .toList();
        Map<Long, Instant> replaced = registered.isEmpty() ? Map.of() : versions.findReplacedAt(registered);
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
                        return Out.fromView(view, listWays(view.actions(), hasFiles), request.now());
                    })
                    .orElse(Out.NOT_FOUND));
        }
        return results;
    }

    private static List<AvailableAction> listWays(List<String> actions, boolean hasFiles) {
        return Stream.of(actions, hasFiles ? List.of("documents") : List.<String>of(), List.of("nothing"))
                .flatMap(List::stream)
                .map(AvailableAction::new)
                .toList();
    }

    /// Finds the requested applications; the only place that checks whether they belong to the person.
    List<Optional<Application>> findApplications(List<Request<In>> requests, ApplicationAccess.AccessRights rights) {
        List<Reference> references = requests.stream()
                .flatMap(request -> Reference.parseText(request.arguments().reference()).stream())
                .distinct()
                .toList();
        Set<Long> subjects = requests.stream()
                .filter(request -> request.arguments().reference().isBlank())
                .flatMap(request -> rights.visibleSubjects(request.conversation()).stream())
                .collect(Collectors.toSet());
        Map<Reference, ApplicationRepository.ApplicationWithProofs> named =
                references.isEmpty() ? Map.of() : applications.findWithProofs(references);
        Map<Long, ApplicationRepository.NewestApplications> newest =
                subjects.isEmpty() ? Map.of() : applications.findNewest(subjects, 1);
        List<Optional<Application>> found = requests.stream()
                .map(request -> request.arguments().reference().isBlank()
                        ? rights.visibleSubjects(request.conversation()).stream()
                                .map(newest::get)
                                .filter(Objects::nonNull)
                                .map(one -> one.applications().getFirst())
                                .min(Application.NEWEST_FIRST)
                        : Reference.parseText(request.arguments().reference())
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

    /// Automatic findings about a line, for staff.
    static String formatChecked(Application a, String line, Instant registered, Instant changed, Instant now) {
        List<String> parts = new ArrayList<>();
        parts.add(a.status() + " since " + MINUTE_FORMAT.format(a.since()));
        parts.add(registered == null ? "never registered" : "registered " + MINUTE_FORMAT.format(registered));
        parts.add("line " + line);
        parts.add(changed == null ? "unchanged since" : "changed " + MINUTE_FORMAT.format(changed));
        return "Checked " + MINUTE_FORMAT.format(now) + ": " + String.join("; ", parts);
    }
}
