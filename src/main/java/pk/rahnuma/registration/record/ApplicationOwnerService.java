package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.shared.Reference;

/// Finds the subject of an application, for packages that need nothing else.
@Singleton
public final class ApplicationOwnerService {

    private final ApplicationRepository applications;

    public ApplicationOwnerService(ApplicationRepository applications) {
        this.applications = applications;
    }

    /// An application and its subject.
    ///
    /// @param subject whose data it is; see [ApplicationAccess]
    public record OwnedApplication(long id, long subject) {}

    /// The applications of these references that exist.
    public Map<Reference, OwnedApplication> findOwned(Collection<Reference> references) {
        return references.isEmpty()
                ? Map.of()
                : applications.findWithProofs(references).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, found -> {
                            Application a = found.getValue().application();
                            return new OwnedApplication(a.id(), a.subject());
                        }));
    }
}
