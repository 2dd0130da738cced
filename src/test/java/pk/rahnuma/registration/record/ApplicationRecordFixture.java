package pk.rahnuma.registration.record;

import java.util.List;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.person.news.StatusNewsService;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.vault.PersonalDataHandler;

/// The tables of applications over a database, for tests.
public final class ApplicationRecordFixture {

    public final ApplicationRepository applications;
    public final LineRegisterRepository register;
    public final ApplicationHistoryRepository history;
    final SealedAnswers sealed;
    public final LookupProofs proofs;
    public final AnswerVersionRepository versions;
    public final ApplicationContentService contents;
    public final ApplicationDocumentService documentService;
    public final ApplicationTransitionService transitions;
    public final PersonalDataHandler dataHandler;

    public ApplicationRecordFixture(
            TestDatabase database, DocumentService documents, AuditLog audit, WorkingCalendar calendar) {
        this.applications = database.getBean(ApplicationRepository.class);
        this.register = database.getBean(LineRegisterRepository.class);
        this.history = database.getBean(ApplicationHistoryRepository.class);
        this.sealed = database.getBean(SealedAnswers.class);
        this.proofs = database.getBean(LookupProofs.class);
        this.versions = database.getBean(AnswerVersionRepository.class);
        this.contents = database.getBean(ApplicationContentService.class);
        this.documentService = new ApplicationDocumentService(documents);
        this.transitions = new ApplicationTransitionService(
                applications,
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
        return applications.findAnswers(application);
    }

    public FormAnswers open(Application application, byte[] sealed) {
        return this.sealed.openAnswers(application, sealed);
    }

    /// The answers that are not in force.
    public List<AnswerVersionRepository.Version> versions(long application) {
        return versions.findPage(application, 0, 1_000);
    }
}
