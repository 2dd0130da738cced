package pk.rahnuma.registration.access;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;

/// Who may see an application, and act on it; the only place that decides this. It hangs on whose data the application
/// is: one's own, or that of an organisation that one is a member of. Who sent it does not count, so that somebody who
/// has left sees nothing more.
@Singleton
public final class ApplicationAccess {

    private final OrganisationService organisations;

    public ApplicationAccess(OrganisationService organisations) {
        this.organisations = organisations;
    }

    /// What some persons may, as it was when it was read.
    public record AccessRights(Map<Long, Map<Long, OrganisationRole>> roles) {

        /// @param subject whose data an application is
        public boolean canSee(long person, long subject) {
            return person == subject || role(person, subject) != null;
        }

        /// Answers, changes, withdraws, reports that the line is blocked.
        public boolean canAct(long person, long subject) {
            OrganisationRole role = role(person, subject);
            return person == subject || role != null && role.canAct();
        }

        /// All whose applications somebody sees.
        public Set<Long> visibleSubjects(long person) {
            Set<Long> all = new HashSet<>(roles.getOrDefault(person, Map.of()).keySet());
            all.add(person);
            return all;
        }

        /// All on whose applications somebody acts.
        Set<Long> editableSubjects(long person) {
            Set<Long> all = visibleSubjects(person);
            all.removeIf(subject -> !canAct(person, subject));
            return all;
        }

        /// All organisations that any of them is a member of.
        public Set<Long> organisationIds() {
            return roles.values().stream()
                    .flatMap(each -> each.keySet().stream())
                    .collect(Collectors.toSet());
        }

        private OrganisationRole role(long person, long subject) {
            return roles.getOrDefault(person, Map.of()).get(subject);
        }
    }

    /// One statement for all.
    public AccessRights findRights(Collection<Long> persons) {
        return new AccessRights(organisations.findRoles(persons));
    }

    /// The same for one.
    public AccessRights findRights(long person) {
        return findRights(List.of(person));
    }
}
