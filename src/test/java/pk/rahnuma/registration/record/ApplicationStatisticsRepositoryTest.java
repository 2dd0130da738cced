package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.persistence.DurationPercentiles;
import pk.rahnuma.persistence.TimeBuckets;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.shared.Reference;

@OnEachDatabase(always = true)
class ApplicationStatisticsRepositoryTest {

    /// A Monday in which no other test submits.
    private static final Instant BEGIN = DomainFixture.MONDAY.plus(Duration.ofDays(7 * 500));

    private static final TimeBuckets WEEK =
            new TimeBuckets(BEGIN, BEGIN.plus(Duration.ofDays(7)), Duration.ofDays(1), null);

    private final DomainFixture fixture;
    private final ApplicationStatisticsRepository statistics;

    ApplicationStatisticsRepositoryTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.statistics = database.getBean(ApplicationStatisticsRepository.class);
    }

    @Test
    void figuresLeadToTheApplicationsBehindThem() {
        Reference first = reject(Duration.ofHours(1));
        Reference second = reject(Duration.ofHours(2));
        Reference late = reject(Duration.ofDays(2));

        assertThat(statistics.countSubmitted(WEEK)).isEqualTo(Map.of(0, Map.of("register-individual", 3L)));
        assertThat(statistics.countOutcomes(WEEK)).isEqualTo(Map.of("REFUSED", 3L));
        Map<Integer, DurationPercentiles> times = statistics.findDecisionTimes(WEEK);
        assertThat(times).containsOnlyKeys(0, 2);
        assertThat(times.get(0)).isEqualTo(new DurationPercentiles(2, 2, Duration.ofHours(1), Duration.ofHours(2)));
        assertThat(times.get(2).kept()).isZero();
        assertThat(fixture.recordFixture.lines.countLines(null).get(LineStatus.REFUSED))
                .isGreaterThanOrEqualTo(3);

        assertThat(cases(null, null, null, null)).containsExactlyInAnyOrder(first, second, late);
        assertThat(cases("en", null, "register-individual", null)).hasSize(3);
        assertThat(cases("ur", null, null, null)).isEmpty();
        assertThat(cases(null, null, "other", null)).isEmpty();
        assertThat(cases(null, "decided", null, null)).hasSize(3);
        assertThat(cases(null, "decided", null, true)).containsExactlyInAnyOrder(first, second);
        assertThat(cases("en", "REFUSED", null, false)).containsExactly(late);
        assertThat(cases(null, "ACTIVE", null, null)).isEmpty();
    }

    private Reference reject(Duration after) {
        Reference reference = fixture.submitApplication(
                fixture.createPerson("en"), DomainFixture.answers("39.45.1." + after.toHours()), BEGIN);
        fixture.recordFixture.makeTransition(
                fixture.applications.findApplication(reference).orElseThrow(),
                LineTransition.REFUSE,
                TransitionActor.STAFF,
                BEGIN.plus(after));
        return reference;
    }

    private List<Reference> cases(String language, String status, String script, Boolean kept) {
        return statistics
                .findCases(new ApplicationCaseFilter(WEEK.from(), WEEK.to(), language, status, script, kept), 0, 9)
                .stream()
                .map(Application::reference)
                .toList();
    }
}
