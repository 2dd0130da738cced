package pk.rahnuma.registration.overview;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.VerifiedContactService;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.ApplicationHistoryRepository;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;

/// Applications that a person may see, for pages and programs. What is shown is what the actions of the chat show.
@Singleton
public class PersonApplicationService {

    private final ApplicationRepository applications;
    private final ApplicationAccess access;
    private final OrganisationService organisations;
    private final ApplicationHistoryRepository history;
    private final ApplicationContentService contents;
    private final VerifiedContactService verifiedContacts;
    private final ApplicationAimService aims;

    PersonApplicationService(
            ApplicationRepository applications,
            ApplicationAccess access,
            OrganisationService organisations,
            ApplicationHistoryRepository history,
            ApplicationContentService contents,
            VerifiedContactService verifiedContacts,
            ApplicationAimService aims) {
        this.applications = applications;
        this.access = access;
        this.organisations = organisations;
        this.history = history;
        this.contents = contents;
        this.verifiedContacts = verifiedContacts;
        this.aims = aims;
    }

    /// Lists the person's own applications, those of their organisations and of linked persons, newest first.
    ///
    /// @param submitted time of the application after which the page begins, with its `id`
    /// @param limit at least 1
    public List<ApplicationView> listApplications(
            long conversation, Instant submitted, long id, int limit, Instant now) {
        ApplicationAccess.AccessRights rights = access.findRights(conversation);
        Map<Long, String> names = organisations.findNames(rights.organisationIds());
        ApplicationAimService.Aims present = aims.readAims(now);
        List<Application> listed = applications.listAfter(rights.visibleSubjects(conversation), submitted, id, limit);
        access.recordReads(conversation, listed, now);
        return listed.stream()
                .map(application -> ApplicationView.ofStatus(application, names.get(application.subject()), present))
                .toList();
    }

    /// Finds an application that the person may see.
    ///
    /// @param reference of any form
    public Optional<ApplicationView> findApplication(long conversation, String reference, Instant now) {
        return Reference.parseText(reference).flatMap(parsed -> show(parsed, conversation, now));
    }

    /// Finds the application that a session submitted, or changed.
    public Optional<ApplicationView> findSubmitted(long conversation, String session, Instant now) {
        return applications.findBySessions(List.of(conversation), List.of(session)).stream()
                .findFirst()
                .or(() -> history.findBySession(conversation, session).stream()
                        .findFirst()
                        .flatMap(applications::findApplication))
                .flatMap(application -> show(application.reference(), conversation, now));
    }

    private Optional<ApplicationView> show(Reference reference, long conversation, Instant now) {
        Optional<Application> found = applications.findApplication(reference);
        if (found.isPresent() && found.get().subject() == conversation) {
            return Optional.of(show(found.get(), conversation, null, true, now));
        }
        // An unknown reference takes the same statements as that of a stranger.
        ApplicationAccess.AccessRights rights = access.findRights(conversation);
        return found.filter(application -> rights.canSee(conversation, application.subject()))
                .map(application -> {
                    long subject = application.subject();
                    String name = organisations.findNames(List.of(subject)).get(subject);
                    access.recordReads(conversation, List.of(application), now);
                    return show(application, conversation, name, rights.canAct(conversation, subject), now);
                });
    }

    private ApplicationView show(
            Application application, long viewer, @Nullable String organisation, boolean acts, Instant now) {
        FormAnswers given = contents.readAnswers(application);
        List<ApplicationEvent> events = history.findEvents(application);
        Instant replaced = ApplicationView.wasRegistered(events)
                ? contents.findReplacedAt(List.of(application)).get(application.id())
                : null;
        return ApplicationView.ofDetails(
                application,
                organisation,
                acts,
                new ApplicationView.ApplicationData(given, events, replaced),
                application.conversation() == viewer ? verifiedContacts.findVerified(viewer, given) : Map.of(),
                aims.readAims(now));
    }
}
