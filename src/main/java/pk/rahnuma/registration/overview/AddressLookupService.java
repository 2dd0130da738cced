package pk.rahnuma.registration.overview;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.LookupFailureRepository.FailureRecord;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationAimService;
import pk.rahnuma.registration.record.ApplicationAuditEntries;
import pk.rahnuma.registration.record.ApplicationRepository;

/// Finds applications that were sent from another chat, by an address in them that the person has proved with a code,
/// and the second proof of a status look-up instead of the reference. Only the status may be shown: the address can be
/// that of a colleague or relative, so that all else needs a yes from the chat that sent the application, or staff.
///
/// It must not reveal whether an address is in any application: without the right digits the answer is the same, and as
/// late, as for an address in none. Failures count with those of look-ups by reference and make the person wait.
/// Applications of organisations are left out, as in [RecoveryContactService].
@Singleton
public class AddressLookupService {

    /// Entry in the log of each application whose status was shown.
    private static final String FOUND_ACTION = "application.found_by_address";

    private static final String ACTOR = "applicant";

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final ProvedApplicationFinder applicationFinder;
    private final ApplicationRepository applications;
    private final LookupFailureRepository askers;
    private final AuditLog audit;
    private final ApplicationAimService aims;

    AddressLookupService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            ProvedApplicationFinder applicationFinder,
            ApplicationRepository applications,
            LookupFailureRepository askers,
            AuditLog audit,
            ApplicationAimService aims) {
        this.transactions = transactions;
        this.persons = persons;
        this.applicationFinder = applicationFinder;
        this.applications = applications;
        this.askers = askers;
        this.audit = audit;
        this.aims = aims;
    }

    /// Result of a look-up.
    ///
    /// @param applications newest first; empty when nothing was found
    /// @param pause time until the next try after too many failures; else zero
    /// @param held time before which the answer must not be sent
    public record AddressLookup(List<ApplicationView> applications, Duration pause, Duration held) {}

    /// Looks up the applications of others in which the person's addresses are. The caller limits how often a network
    /// asks.
    ///
    /// @param proof the last six digits, or all, of the identity or mobile number in the application
    public AddressLookup findApplications(long person, String proof, Instant now) {
        return transactions.executeWrite(status -> {
            FailureRecord failures = persons.lockIfExists(person)
                    ? askers.findRecords(List.of(person)).getOrDefault(person, FailureRecord.NO_FAILURES)
                    : FailureRecord.NO_FAILURES;
            Duration pause = failures.remainingPause(now);
            if (pause.isPositive()) {
                return toResult(List.of(), pause);
            }
            List<Application> found = applicationFinder.findProved(person, proof);
            if (found.isEmpty()) {
                askers.saveRecords(Map.of(person, failures.afterFailure(now)));
            }
            found.stream()
                    .sorted(Comparator.comparingLong(Application::id))
                    .map(application -> applications.lockById(application.id()))
                    .forEach(application -> audit.appendEntries(
                            List.of(ApplicationAuditEntries.createEntry(application, ACTOR, FOUND_ACTION, null, now))));
            ApplicationAimService.Aims present = aims.readAims(now);
            return toResult(
                    found.stream()
                            .map(application -> ApplicationView.ofStatus(application, null, present))
                            .toList(),
                    Duration.ZERO);
        });
    }

    private static AddressLookup toResult(List<ApplicationView> found, Duration pause) {
        return new AddressLookup(found, pause, ReferenceFailureRepository.MIN_LOOKUP_TIME);
    }
}
