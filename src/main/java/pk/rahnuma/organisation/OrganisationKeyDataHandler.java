package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.organisation.OrganisationKeyRepository.KeyRow;
import pk.rahnuma.person.ErasureRequestRepository;
import pk.rahnuma.vault.PersonalDataHandler;

/// Personal data handler for keys. They outlast the person who made them, without the link to that person, and go with
/// their organisation.
@Singleton
final class OrganisationKeyDataHandler implements PersonalDataHandler {

    private final OrganisationKeyRepository keys;
    private final ErasureRequestRepository erasures;

    OrganisationKeyDataHandler(OrganisationKeyRepository keys, ErasureRequestRepository erasures) {
        this.keys = keys;
        this.erasures = erasures;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        List<Map<String, Object>> exported =
                keys.findByMaker(person).stream().map(this::toExport).toList();
        return exported.isEmpty() ? Map.of() : Map.of("keys_made", exported);
    }

    private Map<String, Object> toExport(KeyRow row) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("key_name", keys.openName(row));
        one.put("made", row.createdAt());
        return one;
    }

    /// The subject may be the person who made a key, an organisation, or the conversation of a key.
    @Override
    public void eraseData(long subject, Instant now) {
        keys.forgetMaker(subject);
        keys.findNewest(subject).forEach(key -> erasures.insertSilentRequest(key.id(), now));
        keys.deleteByOrganisationId(subject);
        keys.deleteById(subject);
    }

    /// Forms and files of a key belong to the organisation.
    @Override
    public Set<Long> findWithCases(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : keys.findIds(persons);
    }

    /// A key is kept although its program only reads.
    @Override
    public Set<Long> findRetained(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : keys.findIds(persons);
    }
}
