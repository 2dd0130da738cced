package pk.rahnuma.registration.record;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.record.ApplicationTransitionService.LineSelection;
import pk.rahnuma.vault.PagedRows;

/// Erases applications: withdraws or cancels them as the life cycle allows, and leaves the reference with its states
/// and times.
@Singleton
final class ApplicationErasureService {

    /// Time for which the answers of an ended application are kept, so that its applicant can refer to it.
    static final Duration ANSWERS_TTL = Duration.ofDays(2 * 365);

    /// A transition that ends an application, and who makes it.
    private record Ending(LineTransition act, TransitionActor party) {}

    private static final List<Ending> ENDINGS = List.of(
            new Ending(LineTransition.WITHDRAW, TransitionActor.APPLICANT),
            new Ending(LineTransition.END, TransitionActor.APPLICANT),
            new Ending(LineTransition.FORGET, TransitionActor.CLOCK));

    private final TransactionOperations<Connection> transactions;
    private final PersonLock persons;
    private final ApplicationRepository applications;
    private final ApplicationErasureRepository erasures;
    private final ApplicationTransitionService transitions;
    private final ApplicationContentService contents;
    private final OrganisationService organisations;
    private final AuditLog audit;

    ApplicationErasureService(
            TransactionOperations<Connection> transactions,
            PersonLock persons,
            ApplicationRepository applications,
            ApplicationErasureRepository erasures,
            ApplicationTransitionService transitions,
            ApplicationContentService contents,
            OrganisationService organisations,
            AuditLog audit) {
        this.transactions = transactions;
        this.persons = persons;
        this.applications = applications;
        this.erasures = erasures;
        this.transitions = transitions;
        this.contents = contents;
        this.organisations = organisations;
        this.audit = audit;
    }

    /// Erases the applications of a person or an organisation.
    void eraseApplications(long person, Instant now) {
        List<Application> page;
        do {
            page = erasures.findPageBySubject(person, null, PagedRows.PAGE_SIZE);
            for (Application seen : page) {
                endLines(applications.lockById(seen.id()), now);
                erasures.eraseApplication(seen.id());
            }
        } while (page.size() == PagedRows.PAGE_SIZE);
        handOver(person);
    }

    /// Transfers applications that the person submitted for organisations, so that they no longer lead to the person.
    private void handOver(long person) {
        List<Application> page = List.of();
        do {
            Application last = page.isEmpty() ? null : page.getLast();
            page = erasures.findPageSentForOthers(person, last, PagedRows.PAGE_SIZE);
            Map<Long, Long> owners = organisations.findOwners(
                    page.stream().map(Application::subject).distinct().toList());
            for (Application seen : page) {
                if (owners.containsKey(seen.subject())) {
                    erasures.transferToOther(applications.lockById(seen.id()).id(), owners.get(seen.subject()));
                    contents.replaceTerms(applications.lockById(seen.id()));
                }
            }
        } while (page.size() == PagedRows.PAGE_SIZE);
    }

    /// Deletes the answers of applications that ended long ago. An application whose person is locked waits for the
    /// next run.
    int deleteExpired(Instant now, int most) {
        return (int) erasures.findEnded(now.minus(ANSWERS_TTL), most).stream()
                .filter(late -> forgotten(late, now))
                .count();
    }

    private boolean forgotten(ApplicationRepository.LateApplication late, Instant now) {
        return transactions.executeWrite(status -> {
            boolean hasSender = late.conversation() != Application.ERASED_SUBJECT;
            if (hasSender && persons.lockIfFree(late.conversation()).isEmpty()) {
                return false;
            }
            Application application = applications.lockById(late.id());
            if (application.lines().isLive()) {
                return false;
            }
            erasures.eraseApplication(application.id());
            audit.appendEntries(List.of(ApplicationAuditEntries.createEntry(
                    application, TransitionActor.CLOCK.historyName(), "application.forgotten", null, now)));
            return true;
        });
    }

    /// Ends each line of an application in the first way that its status allows; one that has ended stays as it is.
    private void endLines(Application application, Instant now) {
        Application ended = application;
        for (Ending ending : ENDINGS) {
            Optional<LineSelection> possible = transitions.findPossible(ended, ending.act(), ending.party(), now);
            if (possible.isPresent()) {
                ended = transitions
                        .recordTransition(
                                ended, possible.get(), new ApplicationDecision(ending.act()), ending.party(), null, now)
                        .application();
            }
        }
    }
}
