package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.vault.PersonalDataHandler;

/// Handles the applications of a person or an organisation as personal data.
@Singleton
public final class ApplicationDataHandler implements PersonalDataHandler {

    private final ApplicationExportService exportService;
    private final ApplicationErasureService erasureService;
    private final ApplicationErasureRepository erasures;
    private final LookupFailureRepository lookupFailures;
    private final PersonMarkRepository marks;

    ApplicationDataHandler(
            ApplicationExportService exportService,
            ApplicationErasureService erasureService,
            ApplicationErasureRepository erasures,
            LookupFailureRepository lookupFailures,
            PersonMarkRepository marks) {
        this.exportService = exportService;
        this.erasureService = erasureService;
        this.erasures = erasures;
        this.lookupFailures = lookupFailures;
        this.marks = marks;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.APPLICATION;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        Map<String, Object> exported = exportService.exportApplications(person);
        LookupFailureRepository.FailureRecord failures =
                lookupFailures.findRecords(List.of(person)).get(person);
        if (failures != null) {
            exported.put("failed_look_ups", Map.of("count", failures.failures(), "at", failures.last()));
        }
        return exported;
    }

    @Override
    public void eraseData(long person, Instant now) {
        erasureService.eraseApplications(person, now);
        lookupFailures.deleteRecord(person);
        marks.deleteByPerson(person);
    }

    @Override
    public int deleteExpired(Instant now, int most) {
        return erasureService.deleteExpired(now, most);
    }

    @Override
    public Set<Long> findWithCases(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : erasures.findSenders(persons);
    }

    @Override
    public Set<Long> findRetained(Collection<Long> persons) {
        return persons.isEmpty() ? Set.of() : erasures.findSubjectsWithApplications(persons);
    }
}
