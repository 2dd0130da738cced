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

    public OverviewFixture(DomainFixture fixture, LookupFailureRepository askers) {
        this.mine = new ListApplicationsAction(fixture.applications, fixture.access, fixture.organisations);
        this.own = new ShowApplicationAction(
                fixture.applications,
                fixture.contents,
                fixture.recordFixture.versions,
                fixture.history,
                fixture.access,
                fixture.organisations,
                fixture.recordFixture.documentService);
        this.ofOrganisation = new ListOrganisationApplicationsAction(
                fixture.applications, fixture.register, fixture.contents, fixture.access, fixture.organisations);
        this.guesses = fixture.database.getBean(ReferenceFailureRepository.class);
        this.lookUp = new LookUpApplicationAction(
                fixture.applications, askers, guesses, fixture.recordFixture.proofs, fixture.access);
    }
}
