package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.registration.Application;

/// Decides who may see an application and act on it; no other code does. The permission depends on the subject: a
/// person's own applications, and those of organisations of which the person is a member. The sender does not count, so
/// that former members see nothing.
@Singleton
public final class ApplicationAccess {

    private final OrganisationService organisations;

    public ApplicationAccess(OrganisationService organisations) {
        this.organisations = organisations;
    }

    /// Permissions of some persons at the time of reading. The subject of erased applications belongs to no person.
    public record AccessRights(Map<Long, Map<Long, OrganisationRole>> roles) {

        /// True when the person may see the application.
        ///
        /// @param subject whose data the application is
        public boolean canSee(long person, long subject) {
            return isOwn(person, subject) || role(person, subject) != null;
        }

        /// True when the person may answer, change, withdraw, or report that the line is blocked.
        public boolean canAct(long person, long subject) {
            OrganisationRole role = role(person, subject);
            return isOwn(person, subject) || role != null && role.canAct();
        }

        /// Subjects whose applications the person may see.
        public Set<Long> visibleSubjects(long person) {
            Set<Long> all = new HashSet<>(roles.getOrDefault(person, Map.of()).keySet());
            all.add(person);
            return all;
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

        private OrganisationRole role(long person, long subject) {
            return roles.getOrDefault(person, Map.of()).get(subject);
        }
    }

    /// Reads the permissions of all persons with one statement.
    public AccessRights findRights(Collection<Long> persons) {
        return new AccessRights(organisations.findRoles(persons));
    }

    /// Reads the permissions of one person.
    public AccessRights findRights(long person) {
        return findRights(List.of(person));
    }
}
