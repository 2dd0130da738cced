package pk.rahnuma.registration.record;

import java.util.List;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.erasure.ApplicationDataHandler;
import pk.rahnuma.registration.erasure.ApplicationErasureRepository;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.search.SearchIndexFixture;
import pk.rahnuma.registration.search.SearchIndexRepository;
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
    private final TestDatabase database;
    private final SearchIndexRepository index;

    public ApplicationRecordFixture(
            TestDatabase database,
            PersonLock persons,
            LookupFailureRepository askers,
            OrganisationService organisations,
            DocumentService documents,
            AuditLog audit,
            WorkingCalendar calendar) {
        this.database = database;
        this.index = SearchIndexFixture.index(database);
        this.applications = new ApplicationRepository(database.jdbi());
        this.register = database.getBean(LineRegisterRepository.class);
        this.history = database.getBean(ApplicationHistoryRepository.class);
        this.sealed = new SealedAnswers(database.vault());
        this.proofs = new LookupProofs(database.vault());
        this.versions = database.getBean(AnswerVersionRepository.class);
        this.contents = new ApplicationContentService(
                applications, versions, register, sealed, proofs, index, database.vault());
        this.documentService = new ApplicationDocumentService(documents);
        this.transitions = new ApplicationTransitionService(applications, register, history, audit, calendar);
        this.dataHandler = new ApplicationDataHandler(
                database.jdbi(),
                persons,
                applications,
                new ApplicationErasureRepository(database.jdbi()),
                transitions,
                indexing(),
                history,
                versions,
                sealed,
                askers,
                organisations,
                documentService,
                audit);
    }

    /// The job over the same tables.
    public SearchIndexBackfillJob indexing() {
        return new SearchIndexBackfillJob(database.transactions(), applications, sealed, index);
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
