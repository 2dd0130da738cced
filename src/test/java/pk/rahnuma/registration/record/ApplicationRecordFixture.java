package pk.rahnuma.registration.record;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
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
    public final ApplicationDocumentService papers;
    public final ApplicationTransitionService moves;
    public final PersonalDataHandler keeper;
    private final Jdbi jdbi;
    private final SearchIndexRepository index;

    public ApplicationRecordFixture(
            TestDatabase database,
            PersonLock persons,
            LookupFailureRepository askers,
            OrganisationService organisations,
            DocumentRepository documents,
            AuditLog audit,
            WorkingCalendar calendar) {
        this.jdbi = database.jdbi();
        this.index = SearchIndexFixture.index(database);
        this.applications = new ApplicationRepository(database.jdbi());
        this.register = new LineRegisterRepository(database.jdbi(), database.vault());
        this.history = new ApplicationHistoryRepository(database.jdbi(), database.vault());
        this.sealed = new SealedAnswers(database.vault());
        this.proofs = new LookupProofs(database.vault());
        this.versions = new AnswerVersionRepository(database.jdbi());
        this.contents = new ApplicationContentService(
                applications, versions, register, sealed, proofs, index, database.vault());
        this.papers = new ApplicationDocumentService(documents);
        this.moves = new ApplicationTransitionService(applications, register, history, audit, calendar);
        this.keeper = new ApplicationDataHandler(
                database.jdbi(),
                persons,
                applications,
                new ApplicationErasureRepository(database.jdbi()),
                moves,
                indexing(),
                history,
                versions,
                sealed,
                askers,
                organisations,
                papers,
                audit);
    }

    /// Over the same tables.
    public SearchIndexBackfillJob indexing() {
        return new SearchIndexBackfillJob(jdbi, applications, sealed, index, null);
    }

    /// The answers of an application as they lie there.
    public byte[] sealed(long application) {
        return applications.answers(application);
    }

    public FormAnswers open(Application application, byte[] sealed) {
        return this.sealed.open(application, sealed);
    }

    /// The answers beside those in force.
    public List<AnswerVersionRepository.Version> versions(long application) {
        return versions.page(application, 0, 1_000);
    }
}
