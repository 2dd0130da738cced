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
import pk.rahnuma.person.link.LinkedNewsService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationAccess;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.script.NotificationTexts;

/// Recipients of notices about an application. For an organisation's, all who act for it, and its sender while they are
/// a member. For a person's own, one chat: that in which the person, or one who is linked with them, wrote last.
@Singleton
final class DecisionRecipients {

    private final PersonLock persons;
    private final OrganisationService organisations;
    private final ApplicationAccess access;
    private final LinkedNewsService linkedNews;
    private final NotificationTexts notices;
    private final ConversationMessageService messages;
    private final ApplicationTransitionService moves;

    DecisionRecipients(
            PersonLock persons,
            OrganisationService organisations,
            ApplicationAccess access,
            LinkedNewsService linkedNews,
            NotificationTexts notices,
            ConversationMessageService messages,
            ApplicationTransitionService moves) {
        this.persons = persons;
        this.organisations = organisations;
        this.access = access;
        this.linkedNews = linkedNews;
        this.notices = notices;
        this.messages = messages;
        this.moves = moves;
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
    Map<Long, String> lockRecipients(Application application) {
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

    /// Sends a notice of a change to the locked recipients who still belong to the application, each in their language,
    /// and outside of the chat to those who want it.
    ///
    /// @param application after the change
    /// @param key see [NotificationTexts#writeNotice]
    /// @param arguments see [NotificationTexts#writeNotice]
    void notifyRecipients(
            Application application, Map<Long, String> locked, String key, Map<String, Object> arguments, Instant now) {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("whom", application.isPersonal() ? "" : name(application));
        Map<Long, String> still = new LinkedHashMap<>(locked);
        still.keySet().retainAll(findRecipients(application));
        still.forEach((person, language) -> messages.postNoticesAbout(
                application.id(), person, List.of(notices.writeNotice(language, key, all)), now));
        long owner = application.conversation();
        // Outside of the chat the choices of the owner count.
        moves.announceStatus(application, application.isPersonal() ? Map.of(owner, locked.get(owner)) : still, now);
    }

    private String name(Application application) {
        return organisations.findNames(List.of(application.subject())).getOrDefault(application.subject(), "");
    }
}
