package pk.rahnuma.registration.record;

import java.time.Instant;
import java.util.List;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.person.news.StatusNewsService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.vault.PersonalDataHandler;

/// The tables of applications over a database, for tests.
public final class ApplicationRecordFixture {

    public final ApplicationRepository applications;
    public final LineRegisterRepository register;
    public final ApplicationHistoryRepository history;
    public final LookupProofs proofs;
    public final LineRepository lines;
    public final ApplicationContentService contents;
    public final ApplicationDocumentService documentService;
    public final ApplicationTransitionService transitions;
    public final PersonalDataHandler dataHandler;

    public ApplicationRecordFixture(
            TestDatabase database, DocumentService documents, AuditLog audit, WorkingCalendar calendar) {
        this.applications = database.getBean(ApplicationRepository.class);
        this.register = database.getBean(LineRegisterRepository.class);
        this.history = database.getBean(ApplicationHistoryRepository.class);
        this.proofs = database.getBean(LookupProofs.class);
        this.lines = database.getBean(LineRepository.class);
        this.contents = database.getBean(ApplicationContentService.class);
        this.documentService = new ApplicationDocumentService(documents);
        this.transitions = new ApplicationTransitionService(
                applications,
                lines,
                register,
                history,
                audit,
                calendar,
                database.getBean(StatusNewsService.class),
                database.getBean(LinkedApplicationLog.class));
        this.dataHandler = database.getBean(ApplicationDataHandler.class);
    }

    /// The stored answers of an application.
    public byte[] sealed(long application) {
        return applications.findAnswers(List.of(application)).get(application);
    }

    /// The answers that are not in force.
    public List<ApplicationContentService.EarlierAnswers> findEarlier(Application application) {
        return contents.findEarlier(application, contents.readAnswers(application));
    }

    /// Makes a transition of all lines for which it is possible.
    public Application makeTransition(Application application, LineTransition act, TransitionActor actor, Instant now) {
        return transitions
                .recordTransition(
                        application,
                        transitions.findPossible(application, act, actor, now).orElseThrow(),
                        new ApplicationDecision(act),
                        actor,
                        actor == TransitionActor.STAFF ? "Sana" : null,
                        now)
                .application();
    }
}
