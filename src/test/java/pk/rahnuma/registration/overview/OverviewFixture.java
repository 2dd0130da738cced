package pk.rahnuma.registration.overview;

import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.registration.DomainFixture;

/// Views of applications for persons, over a database, for tests.
public final class OverviewFixture {

    public final ListApplicationsAction mine;
    public final ShowApplicationAction own;
    public final ListOrganisationApplicationsAction ofOrganisation;
    public final LookUpApplicationAction lookUp;
    final ReferenceFailureRepository guesses;

    public OverviewFixture(DomainFixture rooms, LookupFailureRepository askers) {
        this.mine = new ListApplicationsAction(rooms.applications, rooms.access, rooms.organisations);
        this.own = new ShowApplicationAction(
                rooms.applications,
                rooms.contents,
                rooms.recordFixture.versions,
                rooms.history,
                rooms.access,
                rooms.organisations,
                rooms.recordFixture.documentService);
        this.ofOrganisation = new ListOrganisationApplicationsAction(
                rooms.applications, rooms.register, rooms.contents, rooms.access, rooms.organisations);
        this.guesses = new ReferenceFailureRepository(rooms.database.jdbi(), rooms.database.vault());
        this.lookUp = new LookUpApplicationAction(
                rooms.applications, askers, guesses, rooms.recordFixture.proofs, rooms.access);
    }
}
