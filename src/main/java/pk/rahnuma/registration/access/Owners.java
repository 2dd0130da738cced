package pk.rahnuma.registration.access;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.records.Applications;

/// Whose applications are whose, for rooms that only need to know that.
@Singleton
public final class Owners {

    private final Applications applications;

    public Owners(Applications applications) {
        this.applications = applications;
    }

    /// @param subject whose data it is; see [Access]
    public record Owned(long id, long subject) {}

    /// Those of these references that exist.
    public Map<Reference, Owned> of(Collection<Reference> references) {
        return references.isEmpty()
                ? Map.of()
                : applications.proven(references).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, found -> {
                            Application a = found.getValue().application();
                            return new Owned(a.id(), a.subject());
                        }));
    }
}
