package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.Reference;

/// Finds the applications on which persons may act, for packages that need nothing else.
@Singleton
public final class ApplicationOwnerService {

    private final ApplicationRepository applications;
    private final ApplicationAccess access;

    public ApplicationOwnerService(ApplicationRepository applications, ApplicationAccess access) {
        this.applications = applications;
        this.access = access;
    }

    /// An application that a person named.
    ///
    /// @param typed its reference as typed
    public record NamedApplication(long person, String typed) {}

    /// Ids of those among these applications that exist and on which the person who named them may act.
    public Map<NamedApplication, Long> findActable(Collection<NamedApplication> named) {
        List<Reference> typed = named.stream()
                .flatMap(one -> Reference.parseText(one.typed()).stream())
                .toList();
        Map<Reference, ApplicationRepository.ApplicationWithProofs> found =
                typed.isEmpty() ? Map.of() : applications.findWithProofs(typed);
        // Called whether or not there are such applications, so that the response time does not tell.
        ApplicationAccess.AccessRights rights = access.findRights(
                typed.isEmpty()
                        ? List.of()
                        : named.stream()
                                .map(NamedApplication::person)
                                .distinct()
                                .toList());
        Map<NamedApplication, Long> actable = new HashMap<>();
        named.forEach(one -> Reference.parseText(one.typed())
                .map(found::get)
                .map(ApplicationRepository.ApplicationWithProofs::application)
                .filter(application -> rights.canAct(one.person(), application.subject()))
                .ifPresent(application -> actable.put(one, application.id())));
        return actable;
    }
}
