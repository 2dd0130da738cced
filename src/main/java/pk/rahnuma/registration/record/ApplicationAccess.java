package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.document.Document;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.link.PersonLinkRepository;
import pk.rahnuma.registration.Application;

/// Decides who may see an application and act on it; no other code does. The permission depends on the subject: a
/// person's own applications, those of organisations of which the person is a member, and those of persons who are
/// linked with them. The sender does not count, so that former members see nothing.
@Singleton
public final class ApplicationAccess {

    private final OrganisationService organisations;
    private final PersonLinkRepository links;
    private final LinkedApplicationLog linkedLog;

    public ApplicationAccess(
            OrganisationService organisations, PersonLinkRepository links, LinkedApplicationLog linkedLog) {
        this.organisations = organisations;
        this.links = links;
        this.linkedLog = linkedLog;
    }

    /// Permissions of some persons at the time of reading. The subject of erased applications belongs to no person.
    ///
    /// @param roles by person, by organisation
    /// @param links linked persons, by person
    public record AccessRights(Map<Long, Map<Long, OrganisationRole>> roles, Map<Long, Set<Long>> links) {

        /// True when the person may see the application.
        ///
        /// @param subject whose data the application is
        public boolean canSee(long person, long subject) {
            return isOwn(person, subject) || isLinked(person, subject) || role(person, subject) != null;
        }

        /// True when the person may answer, change, withdraw, or report that the line is blocked.
        public boolean canAct(long person, long subject) {
            return isOwn(person, subject) || isLinked(person, subject) || actsFor(person, subject);
        }

        /// True when the person may act for an organisation.
        public boolean actsFor(long person, long organisation) {
            OrganisationRole role = role(person, organisation);
            return role != null && role.canAct();
        }

        /// Subjects whose applications the person may see.
        public Set<Long> visibleSubjects(long person) {
            Set<Long> all = new HashSet<>(organisationsOf(person));
            all.addAll(links.getOrDefault(person, Set.of()));
            all.add(person);
            return all;
        }

        /// Organisations of which the person is a member.
        public Set<Long> organisationsOf(long person) {
            return roles.getOrDefault(person, Map.of()).keySet();
        }

        /// Subjects on whose applications the person may act.
        Set<Long> editableSubjects(long person) {
            Set<Long> all = visibleSubjects(person);
            all.removeIf(subject -> !canAct(person, subject));
            return all;
        }

        /// Organisations of which any of these persons is a member.
        public Set<Long> organisationIds() {
            return roles.values().stream()
                    .flatMap(each -> each.keySet().stream())
                    .collect(Collectors.toSet());
        }

        private static boolean isOwn(long person, long subject) {
            return person == subject && subject != Application.ERASED_SUBJECT;
        }

        /// True when the persons are linked.
        private boolean isLinked(long person, long subject) {
            return links.getOrDefault(person, Set.of()).contains(subject);
        }

        private OrganisationRole role(long person, long subject) {
            return roles.getOrDefault(person, Map.of()).get(subject);
        }
    }

    /// Reads the permissions of all persons with two statements.
    public AccessRights findRights(Collection<Long> persons) {
        return new AccessRights(organisations.findRoles(persons), links.findLinked(persons));
    }

    /// Reads the permissions of one person.
    public AccessRights findRights(long person) {
        return findRights(List.of(person));
    }

    /// Audits that a person is shown applications which they may see, as far as these are those of a linked person.
    /// Takes part in the transaction of the thread, if there is one.
    public void recordReads(long reader, Collection<Application> shown, Instant now) {
        linkedLog.recordReads(reader, shown, now);
    }

    /// Audits that a person is given documents, as far as these are those of a linked person.
    void recordDocumentReads(long reader, Collection<Document> given, Instant now) {
        Set<Long> linked = links.findLinked(List.of(reader)).getOrDefault(reader, Set.of());
        linkedLog.recordDocumentReads(
                reader,
                given.stream()
                        .filter(document -> linked.contains(document.subject()))
                        .map(Document::id)
                        .toList(),
                now);
    }
}
