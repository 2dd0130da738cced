package pk.rahnuma.registration.overview;

import pk.rahnuma.TestDatabase;

/// Views of applications for persons, over a database, for tests.
public final class OverviewFixture {

    public final ListApplicationsAction mine;
    public final ShowApplicationAction own;
    final ShowLineAction line;
    public final ListOrganisationApplicationsAction ofOrganisation;
    public final LookUpApplicationAction lookUp;
    final ReferenceFailureRepository guesses;

    public OverviewFixture(TestDatabase database) {
        this.mine = database.getBean(ListApplicationsAction.class);
        this.own = database.getBean(ShowApplicationAction.class);
        this.line = database.getBean(ShowLineAction.class);
        this.ofOrganisation = database.getBean(ListOrganisationApplicationsAction.class);
        this.guesses = database.getBean(ReferenceFailureRepository.class);
        this.lookUp = database.getBean(LookUpApplicationAction.class);
    }
}
