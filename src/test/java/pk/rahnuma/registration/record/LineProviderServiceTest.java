package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.LineProviderService.ProviderBacklog;
import pk.rahnuma.shared.Reference;

@OnEachDatabase(always = true)
class LineProviderServiceTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ApplicationDecision VERIFY = new ApplicationDecision(LineTransition.VERIFY);

    private final DomainFixture fixture;
    private final LineProviderService service;
    private final LineRegisterRepository register;
    /// Providers that no other test names.
    private final String slow = "Slow Net " + NUMBERS.incrementAndGet();

    private final String quick = "Quick Net " + NUMBERS.incrementAndGet();

    LineProviderServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.service = database.getBean(LineProviderService.class);
        this.register = database.getBean(LineRegisterRepository.class);
    }

    private Application submit(String... providers) {
        Map<String, Object> company = DomainFixture.company("Alif Ltd", "");
        company.put(
                "connections",
                List.of(providers).stream()
                        .map(provider -> Map.of(
                                "isp",
                                provider,
                                "subscriber_id",
                                "S-" + NUMBERS.incrementAndGet(),
                                "site",
                                "Lahore",
                                "addresses",
                                List.of("39.62.1." + NUMBERS.get())))
                        .toList());
        Reference reference =
                fixture.submissionFixture.submitForOrganisation(fixture.createPerson("en"), "new", company, MONDAY);
        return fixture.applications.findApplication(reference).orElseThrow();
    }

    private List<ProviderBacklog> listOwn() {
        return service.listBacklog().stream()
                .filter(one -> Set.of(slow, quick).contains(one.provider()))
                .toList();
    }

    @Test
    void eachProviderHasItsWaitingLinesAndTheTimeOfTheFirst() {
        Application both = submit(slow, quick, slow);
        Application one = submit(quick);
        assertThat(listOwn()).isEmpty();
        Instant later = MONDAY.plus(Duration.ofDays(1));
        fixture.decide(both.reference(), VERIFY.aboutLines(Set.of(1)), MONDAY);
        fixture.decide(both.reference(), VERIFY, later);
        fixture.decide(one.reference(), VERIFY, later.plusSeconds(1));
        assertThat(listOwn())
                .extracting(ProviderBacklog::provider, ProviderBacklog::lines, ProviderBacklog::oldest)
                .containsExactly(tuple(slow, 2L, MONDAY), tuple(quick, 2L, later));
        fixture.decide(one.reference(), LineTransition.CONFIRM);
        assertThat(listOwn()).extracting(ProviderBacklog::lines).containsExactly(2L, 1L);
    }

    @Test
    void aProviderHasToConfirmItsOwnLinesThatWaitForIt() {
        Application both = submit(slow, quick, slow, slow);
        fixture.decide(both.reference(), VERIFY.aboutLines(Set.of(1, 2, 3)), MONDAY);
        assertThat(service.findWaiting(both, slow.toUpperCase(Locale.ROOT))).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void anApplicationHasTheProvidersOfItsLinesTheFrequentOneFirst() {
        Application both = submit(quick, slow, slow);
        Application one = submit(quick);
        assertThat(service.findProviders(List.of(both, one)))
                .isEqualTo(Map.of(both.id(), List.of(slow, quick), one.id(), List.of(quick)));
    }

    @Test
    void applicationsAreFoundByTheProviderOfALineInTheStatus() {
        Application both = submit(quick, slow);
        fixture.decide(both.reference(), VERIFY.aboutLines(Set.of(1)), MONDAY);
        Set<LineStatus> waiting = Set.of(LineStatus.WITH_PROVIDER);
        assertThat(fixture.applications.listByLines(waiting, register.hashProvider(quick), 0, 10))
                .extracting(Application::id)
                .containsExactly(both.id());
        assertThat(fixture.applications.listByLines(waiting, register.hashProvider(slow), 0, 10))
                .isEmpty();
    }
}
