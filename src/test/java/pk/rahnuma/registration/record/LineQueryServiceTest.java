package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;

@OnEachDatabase(always = true)
class LineQueryServiceTest {

    private final DomainFixture fixture;
    private final LineQueryService queries;

    LineQueryServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.queries = database.getBean(LineQueryService.class);
    }

    @Test
    void eachFilterMayBeLeftOutAndAllMayBeGiven() {
        long ayesha = fixture.createPerson("en");
        fixture.submitApplication(ayesha, answers("39.64.1.1"), MONDAY);
        long application = fixture.applications
                .findApplication(fixture.submitApplication(ayesha, answers("39.64.1.2"), MONDAY))
                .orElseThrow()
                .id();
        Instant before = MONDAY.minusSeconds(1);
        byte[] address = {39, 64, 1, 2};
        assertThat(count(ayesha, new LineFilter(null, null, null, null, null, null)))
                .isEqualTo(2);
        assertThat(count(ayesha, new LineFilter(application, LineStatus.REQUESTED, "Nayatel", null, null, before)))
                .isOne();
        assertThat(count(ayesha, new LineFilter(application, LineStatus.REQUESTED, "nayatel", null, address, before)))
                .isOne();
        assertThat(count(ayesha, new LineFilter(null, LineStatus.ACTIVE, null, null, null, null)))
                .isZero();
        assertThat(count(ayesha, new LineFilter(null, null, "ptcl", null, address, null)))
                .isZero();
        assertThat(count(fixture.createPerson("en"), new LineFilter(null, null, null, null, address, null)))
                .isZero();
    }

    private int count(long person, LineFilter filter) {
        return queries.findLines(List.of(person), filter, LinePosition.START, 10)
                .size();
    }
}
