package pk.rahnuma.registration.overview;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationRepository.ApplicationWithProofs;
import pk.rahnuma.registration.record.LookupProofs;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.registration.record.SearchTerms;
import pk.rahnuma.shared.Reference;

/// Finds applications of persons with an address that a person has proved, and a second proof. Those of organisations
/// are left out.
@Singleton
final class ProvedApplicationFinder {

    /// Maximum applications that are compared, the newest first.
    static final int MAX_APPLICATIONS = 20;

    private final PersonIdentityRepository identities;
    private final SearchIndexRepository index;
    private final ApplicationRepository applications;
    private final LookupProofs proofs;

    ProvedApplicationFinder(
            PersonIdentityRepository identities,
            SearchIndexRepository index,
            ApplicationRepository applications,
            LookupProofs proofs) {
        this.identities = identities;
        this.index = index;
        this.applications = applications;
        this.proofs = proofs;
    }

    /// Applications of others, the newest first.
    ///
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    List<Application> findProved(long person, String proof) {
        Set<String> terms = identities.findByPerson(person).stream()
                .map(identity -> SearchTerms.parseQuery(identity.address().address()))
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        List<Reference> references = terms.isEmpty() ? List.of() : index.findOthers(person, terms, MAX_APPLICATIONS);
        Map<Reference, ApplicationWithProofs> candidates =
                references.isEmpty() ? Map.of() : applications.findWithProofs(references);
        return references.stream()
                .map(candidates::get)
                .filter(candidate ->
                        candidate != null && candidate.application().isPersonal())
                .filter(candidate -> proofs.isProof(proof, candidate))
                .map(ApplicationWithProofs::application)
                .toList();
    }
}
