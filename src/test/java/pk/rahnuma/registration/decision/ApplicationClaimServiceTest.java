package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.staff.StaffMember;

@OnEachDatabase(always = true)
class ApplicationClaimServiceTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final StaffMember SANA = member(1, "Sana");
    private static final StaffMember OMAR = member(2, "Omar");

    private final DomainFixture fixture;
    private final ApplicationClaimService claims;
    private final Reference reference;
    private final long application;

    ApplicationClaimServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.claims = database.getBean(ApplicationClaimService.class);
        this.reference = fixture.submitApplication(
                fixture.createPerson("en"), mobileAnswers("+92303%07d".formatted(NUMBERS.incrementAndGet())), MONDAY);
        this.application =
                fixture.applications.findApplication(reference).orElseThrow().id();
    }

    static StaffMember member(long id, String name) {
        return StaffAuditFixture.signedIn(id, name).member();
    }

    @Test
    void theFirstHasTheApplicationAndTheSecondHearsTheName() {
        claims.claimApplication(reference, null, SANA, MONDAY);
        assertViolation(() -> claims.claimApplication(reference, null, OMAR, MONDAY))
                .withMessageContaining("Sana has taken");
        assertThat(claims.findHolder(application).orElseThrow().name()).isEqualTo("Sana");
    }

    @Test
    void anApplicationIsTakenOverFromTheMemberThatThePageNamedOnly() {
        claims.claimApplication(reference, null, SANA, MONDAY);
        claims.claimApplication(reference, SANA.id(), OMAR, MONDAY);
        assertViolation(() -> claims.claimApplication(reference, SANA.id(), member(3, "Ali"), MONDAY))
                .withMessageContaining("Omar has taken");
    }

    @Test
    void onlyItsHolderReleasesAnApplication() {
        claims.claimApplication(reference, null, SANA, MONDAY);
        assertViolation(() -> claims.releaseApplication(reference, OMAR, MONDAY));
        claims.releaseApplication(reference, SANA, MONDAY);
        assertThat(claims.findHolder(application)).isEmpty();
    }

    @Test
    void aClaimEndsAfterHoursWithoutWork() {
        claims.claimApplication(reference, null, SANA, MONDAY);
        claims.deleteIdleClaims(MONDAY.plus(ApplicationClaimService.IDLE_LIMIT));
        assertThat(claims.findHolder(application)).isPresent();
        claims.deleteIdleClaims(MONDAY.plus(ApplicationClaimService.IDLE_LIMIT).plusSeconds(1));
        assertThat(claims.findHolder(application)).isEmpty();
    }

    @Test
    void listenersHearOnceOfEachClaimAndDecision() {
        List<Set<Long>> heard = new ArrayList<>();
        ApplicationWatchJob job = new ApplicationWatchJob(
                fixture.database.getBean(ApplicationWorkRepository.class),
                claims,
                event -> heard.add(event.applications()),
                Clock.systemUTC());
        Instant later = MONDAY.plus(Duration.ofHours(1));
        job.pollChanges(later);
        claims.claimApplication(reference, null, SANA, later);
        job.pollChanges(later);
        job.pollChanges(later);
        fixture.decide(reference, LineTransition.VERIFY);
        job.pollChanges(MONDAY);
        assertThat(heard.stream().filter(some -> some.contains(application))).hasSize(2);
    }
}
