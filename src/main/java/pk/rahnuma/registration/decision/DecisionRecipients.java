package pk.rahnuma.registration.decision;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.access.ApplicationAccess;
import pk.rahnuma.script.NotificationTexts;

/// Who hears what becomes of an application: the person; of an organisation's, all who act for it, and who sent it, as
/// long as they are a member.
@Singleton
final class DecisionRecipients {

    private final PersonLock persons;
    private final OrganisationService organisations;
    private final ApplicationAccess access;
    private final NotificationTexts notices;
    private final ConversationMessageService messages;

    DecisionRecipients(
            PersonLock persons,
            OrganisationService organisations,
            ApplicationAccess access,
            NotificationTexts notices,
            ConversationMessageService messages) {
        this.persons = persons;
        this.organisations = organisations;
        this.access = access;
        this.notices = notices;
        this.messages = messages;
    }

    Set<Long> findRecipients(Application application) {
        long sender = application.conversation();
        if (application.isPersonal()) {
            return Set.of(sender);
        }
        Set<Long> all = new HashSet<>(organisations
                .findActingMembers(List.of(application.subject()))
                .getOrDefault(application.subject(), Set.of()));
        if (access.findRights(sender).canSee(sender, application.subject())) {
            all.add(sender);
        }
        return all;
    }

    /// Waits for all of them, one after the other in the order of their keys; the application is locked after that.
    ///
    /// @return their languages
    Map<Long, String> lockRecipients(Application application) {
        Map<Long, String> locked = new LinkedHashMap<>();
        for (long person : new TreeSet<>(findRecipients(application))) {
            locked.put(person, persons.lockPerson(person));
        }
        return locked;
    }

    /// The same, but does not wait.
    ///
    /// @return empty when somebody else holds one of them
    Optional<Map<Long, String>> lockRecipientsIfFree(Application application) {
        Map<Long, String> locked = new LinkedHashMap<>();
        for (long person : new TreeSet<>(findRecipients(application))) {
            Optional<String> language = persons.lockIfFree(person);
            if (language.isEmpty()) {
                return Optional.empty();
            }
            locked.put(person, language.get());
        }
        return Optional.of(locked);
    }

    /// Tells those who are locked and still belong to it, each in their language, for whom it is.
    ///
    /// @param key and `arguments`: see [NotificationTexts#writeNotice]
    void notifyRecipients(
            Application application, Map<Long, String> locked, String key, Map<String, Object> arguments, Instant now) {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("whom", application.isPersonal() ? "" : name(application));
        Set<Long> still = findRecipients(application);
        locked.forEach((person, language) -> {
            if (still.contains(person)) {
                messages.postNoticesAbout(
                        application.id(), person, List.of(notices.writeNotice(language, key, all)), now);
            }
        });
    }

    private String name(Application application) {
        return organisations.findNames(List.of(application.subject())).getOrDefault(application.subject(), "");
    }
}
