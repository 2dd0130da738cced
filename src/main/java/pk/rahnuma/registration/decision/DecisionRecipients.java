package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.link.LinkedNewsService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.shared.Reference;

/// Recipients of notices about decisions on an application. For an organisation's, all who act for it, and its sender
/// while they are a member. For a person's own, one chat: that in which the person, or one who is linked with them,
/// wrote last.
@Singleton
final class DecisionRecipients {

    private final PersonLock persons;
    private final OrganisationService organisations;
    private final ApplicationRepository applications;
    private final ApplicationAccess access;
    private final LinkedNewsService linkedNews;

    DecisionRecipients(
            PersonLock persons,
            OrganisationService organisations,
            ApplicationRepository applications,
            ApplicationAccess access,
            LinkedNewsService linkedNews) {
        this.persons = persons;
        this.organisations = organisations;
        this.applications = applications;
        this.access = access;
        this.linkedNews = linkedNews;
    }

    /// An application, and the language of each recipient of its notices, all locked.
    record LockedApplication(Application application, Map<Long, String> recipients) {}

    /// Locks an application and its recipients, in the common order, in the transaction of the thread.
    ///
    /// @throws RuleViolationException when there is no such application
    LockedApplication lockApplication(Reference reference) {
        Application seen = applications
                .findApplication(reference)
                .orElseThrow(() -> new RuleViolationException("application_missing", "reference", reference));
        if (seen.isErased()) {
            throw new RuleViolationException("application_deleted", "reference", reference);
        }
        Map<Long, String> recipients = lockRecipients(seen);
        return new LockedApplication(applications.lockById(seen.id()), recipients);
    }

    Set<Long> findRecipients(Application application) {
        long sender = application.conversation();
        if (application.isPersonal()) {
            return Set.of(linkedNews.findLastUser(sender));
        }
        Set<Long> all = new HashSet<>(organisations
                .findActingMembers(List.of(application.subject()))
                .getOrDefault(application.subject(), Set.of()));
        if (access.findRights(sender).canSee(sender, application.subject())) {
            all.add(sender);
        }
        return all;
    }

    /// Persons to be locked: under their locks the recipients stay the same.
    private Set<Long> findCandidates(Application application) {
        return application.isPersonal()
                ? linkedNews.findCandidates(application.conversation())
                : findRecipients(application);
    }

    /// Locks all who may be recipients, one after the other in the order of their keys, and the organisation; the
    /// application is locked after that.
    ///
    /// @return their languages
    private Map<Long, String> lockRecipients(Application application) {
        Map<Long, String> locked = new LinkedHashMap<>();
        for (long person : new TreeSet<>(findCandidates(application))) {
            locked.put(person, persons.lockPerson(person));
        }
        if (!application.isPersonal()) {
            organisations.lockOrganisations(List.of(application.subject()));
        }
        return locked;
    }

    /// Locks all who may be recipients without waiting.
    ///
    /// @return empty when one of them is locked
    Optional<Map<Long, String>> lockRecipientsIfFree(Application application) {
        Map<Long, String> locked = new LinkedHashMap<>();
        for (long person : new TreeSet<>(findCandidates(application))) {
            Optional<String> language = persons.lockIfFree(person);
            if (language.isEmpty()) {
                return Optional.empty();
            }
            locked.put(person, language.get());
        }
        return Optional.of(locked);
    }
}
