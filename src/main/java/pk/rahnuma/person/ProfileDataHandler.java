package pk.rahnuma.person;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles a person's language, consents and audit entries as personal data. The audit log stays after an erasure,
/// since it contains no names.
@Singleton
final class ProfileDataHandler implements PersonalDataHandler {

    private final PersonLock persons;
    private final ConsentRepository consents;
    private final ErasureRequestRepository erasures;
    private final AuditLog audit;

    ProfileDataHandler(
            PersonLock persons, ConsentRepository consents, ErasureRequestRepository erasures, AuditLog audit) {
        this.persons = persons;
        this.consents = consents;
        this.erasures = erasures;
        this.audit = audit;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.PERSON;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        Map<String, Object> exported = new LinkedHashMap<>();
        persons.findLanguage(person).ifPresent(language -> exported.put("language", language));
        exported.put(
                "consents",
                consents.findByPersonOrderByAt(person).stream()
                        .map(ProfileDataHandler::toExport)
                        .toList());
        erasures.findByPerson(person)
                .ifPresent(asked -> exported.put("erasure", Map.of("asked", asked.asked(), "due", asked.due())));
        exported.put("log", audit.exportChain(person));
        return exported;
    }

    private static Map<String, Object> toExport(ConsentRepository.GivenConsent given) {
        Map<String, Object> exported = new LinkedHashMap<>();
        exported.put("version", given.version());
        exported.put("given", given.at());
        if (given.withdrawn() != null) {
            exported.put("withdrawn", given.withdrawn());
        }
        return exported;
    }

    @Override
    public boolean allowsAttachment(long from, long to) {
        return erasures.findByPerson(from).isEmpty();
    }

    @Override
    public void eraseData(long person, Instant now) {
        consents.deleteByPerson(person);
        erasures.deleteByPerson(person);
    }
}
