package pk.rahnuma.person;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.model.Action;

/// `people.my_data`: returns the person's consent, and their request for erasure.
@Singleton
@Named("people.my_data")
public final class PersonalDataStatusAction
        implements Action.Query<PersonalDataStatusAction.In, PersonalDataStatusAction.Out> {

    public record In() {}

    /// Result of the action.
    ///
    /// @param consented whether consent to the present version is valid
    /// @param version of the text to which they consented last; empty when there is none
    /// @param agreed_at time of the consent, or null
    /// @param withdrawn_at time of its withdrawal, or null
    /// @param leaving whether they will be erased
    /// @param due time of the erasure, or null
    public record Out(
            boolean consented, String version, Instant agreed_at, Instant withdrawn_at, boolean leaving, Instant due) {}

    private final ConsentRepository consents;
    private final ErasureRequestRepository erasures;

    PersonalDataStatusAction(ConsentRepository consents, ErasureRequestRepository erasures) {
        this.consents = consents;
        this.erasures = erasures;
    }

    @Override
    public List<Out> executeAll(List<Request<In>> requests) {
        List<Long> persons =
                requests.stream().map(Request::conversation).distinct().toList();
        Set<Long> holding = consents.findConsenting(persons);
        Map<Long, ErasureRequestRepository.ErasureRequest> leaving = erasures.findByPersons(persons);
        Map<Long, ConsentRepository.GivenConsent> newest = new HashMap<>();
        persons.forEach(person -> consents.findByPersonOrderByAt(person).forEach(given -> newest.put(person, given)));
        return requests.stream()
                .map(Request::conversation)
                .map(person -> out(holding.contains(person), newest.get(person), leaving.get(person)))
                .toList();
    }

    private static Out out(
            boolean holds, ConsentRepository.GivenConsent given, ErasureRequestRepository.ErasureRequest asked) {
        return new Out(
                holds,
                given == null ? "" : given.version(),
                given == null ? null : given.at(),
                given == null ? null : given.withdrawn(),
                asked != null,
                asked == null ? null : asked.due());
    }
}
