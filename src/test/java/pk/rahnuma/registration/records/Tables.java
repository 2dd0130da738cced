package pk.rahnuma.registration.records;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.Database;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.people.Askers;
import pk.rahnuma.people.Persons;
import pk.rahnuma.people.organisations.Organisations;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.form.Answers;
import pk.rahnuma.registration.search.SearchIndex;
import pk.rahnuma.registration.search.SearchTables;
import pk.rahnuma.vault.Keeper;

/// The tables of applications over a database, for tests.
public final class Tables {

    public final Applications applications;
    public final Register register;
    public final History history;
    final SealedAnswers sealed;
    public final Proofs proofs;
    public final Versions versions;
    public final Contents contents;
    public final Papers papers;
    public final Moves moves;
    public final Keeper keeper;
    private final Jdbi jdbi;
    private final SearchIndex index;

    public Tables(
            Database database,
            Persons persons,
            Askers askers,
            Organisations organisations,
            Documents documents,
            Audit audit,
            WorkingCalendar calendar) {
        this.jdbi = database.jdbi();
        this.index = SearchTables.index(database);
        this.applications = new Applications(database.jdbi());
        this.register = new Register(database.jdbi(), database.vault());
        this.history = new History(database.jdbi(), database.vault());
        this.sealed = new SealedAnswers(database.vault());
        this.proofs = new Proofs(database.vault());
        this.versions = new Versions(database.jdbi());
        this.contents = new Contents(applications, versions, register, sealed, proofs, index, database.vault());
        this.papers = new Papers(documents);
        this.moves = new Moves(applications, register, history, audit, calendar);
        this.keeper = new ApplicationKeeper(
                database.jdbi(),
                persons,
                applications,
                new Forgetting(database.jdbi()),
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
    public Indexing indexing() {
        return new Indexing(jdbi, applications, sealed, index, null);
    }

    /// The answers of an application as they lie there.
    public byte[] sealed(long application) {
        return applications.answers(application);
    }

    public Answers open(Application application, byte[] sealed) {
        return this.sealed.open(application, sealed);
    }

    /// The answers beside those in force.
    public List<Versions.Version> versions(long application) {
        return versions.page(application, 0, 1_000);
    }
}
