package pk.rahnuma.registration.overview;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationRepository;

/// `registration.mine`: the applications of the person, of the organisations of which they are a member, and of persons
/// who are linked with them, which need no second proof.
@Singleton
@Named("registration.mine")
public final class ListApplicationsAction
        implements Action.Query<ListApplicationsAction.In, ListApplicationsAction.Out> {

    private static final int MAX_LISTED = 10;

    public record In() {}

    /// Result of the action.
    ///
    /// @param count number of applications
    /// @param own number of those that belong to the person alone
    /// @param items the newest, newest first, at most ten
    public record Out(long count, long own, List<Item> items) {}

    /// An application in the list.
    ///
    /// @param reference grouped for reading
    /// @param status name of the [pk.rahnuma.registration.LineStatus] of all its lines; if they have several, of an
    ///     [pk.rahnuma.registration.ApplicationStatus]
    /// @param due see [ApplicationAimService.ApplicationAim]; was_due and next too
    /// @param since time of the present status
    /// @param reasons names of [pk.rahnuma.registration.DecisionReason]s of this status
    /// @param authority_reference empty when there is none
    /// @param whom name of its organisation; empty for a person's own
    /// @param lines_total number of its lines
    /// @param lines_registered number of these that are registered
    public record Item(
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
            long lines_registered) {

        static Item fromView(ApplicationView view) {
            Application application = view.application();
            return new Item(
                    view.reference(),
                    application.shownStatus().name(),
                    application.submitted(),
                    view.aim().due(),
                    view.aim().wasDue(),
                    application.since(),
                    application.reasonCodes(),
                    application.authorityReference() == null ? "" : application.authorityReference(),
                    view.aim().next(),
                    view.organisation() == null ? "" : view.organisation(),
                    application.lines().total(),
                    application.lines().registered());
        }
    }

    private final ApplicationRepository applications;
    private final ApplicationAccess access;
    private final OrganisationService organisations;
    private final ApplicationAimService aims;

    ListApplicationsAction(
            ApplicationRepository applications,
            ApplicationAccess access,
            OrganisationService organisations,
            ApplicationAimService aims) {
        this.applications = applications;
        this.access = access;
        this.organisations = organisations;
        this.aims = aims;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        ApplicationAccess.AccessRights rights = access.findRights(
                requests.stream().map(Request::conversation).distinct().toList());
        Set<Long> subjects = new HashSet<>();
        requests.forEach(request -> subjects.addAll(rights.visibleSubjects(request.conversation())));
        Map<Long, ApplicationRepository.NewestApplications> newestApplications =
                applications.findNewest(subjects, MAX_LISTED);
        Map<Long, String> names = organisations.findNames(rights.organisationIds());
        ApplicationAimService.Aims present = aims.readAims(requests.getFirst().now());
        return requests.stream()
                .map(request -> toOut(
                        request, rights.visibleSubjects(request.conversation()), newestApplications, names, present))
                .toList();
    }

    private Out toOut(
            Request<In> request,
            Set<Long> subjects,
            Map<Long, ApplicationRepository.NewestApplications> found,
            Map<Long, String> names,
            ApplicationAimService.Aims aims) {
        List<ApplicationRepository.NewestApplications> all =
                subjects.stream().map(found::get).filter(Objects::nonNull).toList();
        List<Application> listed = all.stream()
                .flatMap(newest -> newest.applications().stream())
                .sorted(Application.NEWEST_FIRST)
                .limit(MAX_LISTED)
                .toList();
        access.recordReads(request.conversation(), listed, request.now());
        List<Item> items = listed.stream()
                .map(a -> Item.fromView(ApplicationView.ofStatus(a, names.get(a.subject()), aims)))
                .toList();
        ApplicationRepository.NewestApplications own = found.get(request.conversation());
        return new Out(
                all.stream()
                        .mapToLong(ApplicationRepository.NewestApplications::count)
                        .sum(),
                own == null ? 0 : own.count(),
                items);
    }
}
