package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.organisation.ListRepresentedOrganisationsAction;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class FindOrganisationAnswersActionTest {

    private final DomainFixture fixture;
    private final FindOrganisationAnswersAction action;
    private final long ayesha;

    FindOrganisationAnswersActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.action = database.getBean(FindOrganisationAnswersAction.class);
        this.ayesha = fixture.createPerson("en");
    }

    @Test
    void theNewestLiveApplicationOfTheOrganisationCounts() {
        Map<String, Object> first = DomainFixture.company("Alif Ltd", "0000031", "39.44.1.1");
        first.put("address", "12 Ferozepur Road");
        first.put("city", "lahore");
        submit(ayesha, "new", first);
        String organisation = codeOf(ayesha);
        Map<String, Object> second = DomainFixture.company("Alif Ltd", "0000031", "39.44.1.2");
        second.put("city", "karachi");
        Reference withdrawn = fixture.submissionFixture.submitForOrganisation(
                ayesha, organisation, second, MONDAY.plus(Duration.ofHours(1)));
        assertThat(answersFor(ayesha, organisation, MONDAY).city()).isEqualTo("karachi");
        fixture.decide(withdrawn, LineTransition.WITHDRAW);
        FindOrganisationAnswersAction.Out found = answersFor(ayesha, organisation, MONDAY);
        assertThat(found.found()).isTrue();
        assertThat(found.city()).isEqualTo("lahore");
        assertThat(found.address()).isEqualTo("12 Ferozepur Road");
        assertThat(found.applicant_cnic()).isEqualTo("3520112345671");
    }

    @Test
    void theNumbersOfOneMemberAreNotThoseOfAnother() {
        submit(ayesha, "new", DomainFixture.company("Alif Ltd", "0000032", "39.44.2.1"));
        String organisation = codeOf(ayesha);
        long bilal = fixture.createPerson("ur");
        fixture.organisationFixture.admitMember(organisation, ayesha, bilal, "representative", MONDAY);
        FindOrganisationAnswersAction.Out found = answersFor(bilal, organisation, MONDAY);
        assertThat(found.secp_number()).isEqualTo("0000032");
        assertThat(found.applicant_cnic() + found.applicant_mobile() + found.id_front())
                .isEmpty();
    }

    @Test
    void othersGetNothingOfIt() {
        submit(ayesha, "new", DomainFixture.company("Alif Ltd", "0000033", "39.44.3.1"));
        long bilal = fixture.createPerson("ur");
        assertThat(answersFor(bilal, codeOf(ayesha), MONDAY)).isEqualTo(answersFor(bilal, "", MONDAY));
    }

    @Test
    void aCertificateCountsUntilItsLastDay() {
        Map<String, Object> answers = DomainFixture.company("Call House", "0000034", "39.44.4.1");
        answers.put("pseb_certificate_no", "CC-24/118");
        answers.put("pseb_expiry", "2026-11-24");
        submit(ayesha, "new", answers);
        String organisation = codeOf(ayesha);
        assertThat(answersFor(ayesha, organisation, MONDAY.plus(Duration.ofDays(1)))
                        .pseb_certificate_no())
                .isEqualTo("CC-24/118");
        FindOrganisationAnswersAction.Out late = answersFor(ayesha, organisation, MONDAY.plus(Duration.ofDays(2)));
        assertThat(late.pseb_certificate_no() + late.pseb_expiry()).isEmpty();
    }

    private FindOrganisationAnswersAction.Out answersFor(long person, String organisation, Instant now) {
        return action.executeAll(
                        List.of(createRequest(person, new FindOrganisationAnswersAction.In(organisation), now)))
                .getFirst();
    }

    private Reference submit(long person, String organisation, Map<String, Object> answers) {
        return fixture.submissionFixture.submitForOrganisation(person, organisation, answers, MONDAY);
    }

    private String codeOf(long person) {
        return DomainFixture.execute(
                        fixture.organisationFixture.actsFor,
                        person,
                        new ListRepresentedOrganisationsAction.In(),
                        MONDAY)
                .items()
                .getFirst()
                .organisation();
    }
}
