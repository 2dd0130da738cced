package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;

import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.organisation.ListRepresentedOrganisationsAction;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;

@OnEachDatabase
class FindEndingLinesActionTest {

    private final DomainFixture fixture;
    private final FindEndingLinesAction action;
    private final long ayesha;

    FindEndingLinesActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.action = database.getBean(FindEndingLinesAction.class);
        this.ayesha = fixture.createPerson("en");
    }

    private FindEndingLinesAction.Out endingWith(long person) {
        return DomainFixture.execute(action, person, new FindEndingLinesAction.In(), MONDAY);
    }

    @Test
    void ownLinesAndThoseOfAnOrganisationOfOneMemberEnd() {
        fixture.submitApplication(ayesha, answers("39.45.1.1"), MONDAY);
        fixture.decide(fixture.submitApplication(ayesha, answers("39.45.1.2"), MONDAY), LineTransition.WITHDRAW);
        fixture.submissionFixture.submitForOrganisation(
                ayesha, "new", DomainFixture.company("Alif Ltd", "0000041", "39.45.1.3"), MONDAY);
        assertThat(endingWith(ayesha)).isEqualTo(new FindEndingLinesAction.Out(1, "Alif Ltd", 1));
    }

    @Test
    void anOrganisationOfSeveralMembersStays() {
        fixture.submissionFixture.submitForOrganisation(
                ayesha, "new", DomainFixture.company("Alif Ltd", "0000042", "39.45.2.1"), MONDAY);
        String organisation = DomainFixture.execute(
                        fixture.organisationFixture.actsFor,
                        ayesha,
                        new ListRepresentedOrganisationsAction.In(),
                        MONDAY)
                .items()
                .getFirst()
                .organisation();
        long bilal = fixture.createPerson("ur");
        fixture.organisationFixture.admitMember(organisation, ayesha, bilal, "viewer", MONDAY);
        assertThat(endingWith(ayesha)).isEqualTo(new FindEndingLinesAction.Out(0, "", 0));
    }
}
