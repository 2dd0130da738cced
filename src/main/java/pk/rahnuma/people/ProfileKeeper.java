package pk.rahnuma.people;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.vault.Keeper;

/// A person's language, what they agreed to, and what the audit log says of them. The log stays when they are erased:
/// it names nobody.
@Singleton
final class ProfileKeeper implements Keeper {

    private final Persons persons;
    private final Consents consents;
    private final Erasures erasures;
    private final Audit audit;

    ProfileKeeper(Persons persons, Consents consents, Erasures erasures, Audit audit) {
        this.persons = persons;
        this.consents = consents;
        this.erasures = erasures;
        this.audit = audit;
    }

    @Override
    public Place place() {
        return Place.PERSON;
    }

    @Override
    public Map<String, Object> tell(long person) {
        Map<String, Object> told = new LinkedHashMap<>();
        persons.language(person).ifPresent(language -> told.put("language", language));
        told.put(
                "consents",
                consents.of(person).stream().map(ProfileKeeper::told).toList());
        erasures.of(person).ifPresent(asked -> told.put("erasure", Map.of("asked", asked.asked(), "due", asked.due())));
        told.put("log", audit.told(person));
        return told;
    }

    private static Map<String, Object> told(Consents.Given given) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("version", given.version());
        told.put("given", given.at());
        if (given.withdrawn() != null) {
            told.put("withdrawn", given.withdrawn());
        }
        return told;
    }

    @Override
    public void erase(long person, Instant now) {
        consents.forget(person);
        erasures.forget(person);
    }
}
