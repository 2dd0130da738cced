package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffMember;

/// Decisions that take effect after a pause.
@OnEachDatabase(always = true)
class DecisionPauseTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ApplicationDecision VERIFY = new ApplicationDecision(LineTransition.VERIFY);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Instant EFFECT = MONDAY.plus(PAUSE);

    private final DomainFixture fixture;
    private final ApplicationDecisionService decisions;
    private final DueDecisionJob job;
    private final Reference reference;

    DecisionPauseTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.decisions = DecisionFixture.decisions(fixture, OperatingMode.ASSISTANCE, List.of("refuse"));
        this.job = new DueDecisionJob(database.getBean(DecisionProposalRepository.class), decisions, Clock.systemUTC());
        this.reference = fixture.submitApplication(
                fixture.createPerson("en"), mobileAnswers("+92302%07d".formatted(NUMBERS.incrementAndGet())), MONDAY);
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }

    private LineStatus status() {
        return stored().lines().leading();
    }

    private ApplicationDecisionService.Proposal schedule(ApplicationDecision decision, String staff) {
        return decisions
                .scheduleDecision(reference, decision, stored().events(), staff, PAUSE, MONDAY)
                .orElseThrow();
    }

    @Test
    void aDecisionTakesEffectAfterThePauseAndTheApplicantHearsOfItThen() {
        schedule(VERIFY, "Sana");
        long person = stored().conversation();
        int before = fixture.saidTo(person).size();
        job.makeDueDecisions(EFFECT.minusMillis(1));
        assertThat(status()).isEqualTo(LineStatus.REQUESTED);
        assertThat(fixture.saidTo(person)).hasSize(before);
        job.makeDueDecisions(EFFECT);
        assertThat(status()).isEqualTo(LineStatus.WITH_PROVIDER);
        assertThat(fixture.saidTo(person)).hasSize(before + 1);
        job.makeDueDecisions(EFFECT.plus(PAUSE));
        assertThat(fixture.saidTo(person)).hasSize(before + 1);
    }

    @Test
    void aDecisionThatWasTakenBackNeverTakesEffect() {
        decisions.withdrawProposal(reference, schedule(VERIFY, "Sana").id(), "Sana", MONDAY);
        job.makeDueDecisions(EFFECT);
        assertThat(status()).isEqualTo(LineStatus.REQUESTED);
    }

    @Test
    void aDecisionThatTookEffectCannotBeTakenBack() {
        String id = schedule(VERIFY, "Sana").id();
        job.makeDueDecisions(EFFECT);
        assertViolation(() -> decisions.withdrawProposal(reference, id, "Sana", EFFECT));
    }

    @Test
    void aDecisionIsDroppedWhenTheApplicationChangesBeforeItsTime() {
        schedule(VERIFY, "Sana");
        DecisionFixture.applyAsApplicant(fixture, stored().conversation(), reference, LineTransition.WITHDRAW, MONDAY);
        job.makeDueDecisions(EFFECT);
        assertThat(status()).isEqualTo(LineStatus.WITHDRAWN);
        assertThat(decisions.findProposal(stored())).isEmpty();
    }

    @Test
    void aColleagueCannotDecideWhileADecisionWaits() {
        schedule(VERIFY, "Sana");
        assertViolation(() -> schedule(VERIFY, "Omar")).withMessageContaining("Sana has decided");
    }

    @Test
    void aConfirmationTakesEffectAfterThePauseOrIsTakenBackAlone() {
        ApplicationDecision refuse =
                new ApplicationDecision(LineTransition.REFUSE, List.of(DecisionReason.INCOMPLETE_FORM), "Sorry.", null);
        String proposed = schedule(refuse, "Sana").id();
        job.makeDueDecisions(EFFECT);
        assertThat(status()).isEqualTo(LineStatus.REQUESTED);

        String confirmed = decisions
                .scheduleConfirmation(reference, proposed, "Omar", PAUSE, MONDAY)
                .orElseThrow()
                .id();
        assertViolation(() -> decisions.confirmProposal(reference, confirmed, "Omar", MONDAY));
        decisions.withdrawProposal(reference, confirmed, "Omar", MONDAY);
        job.makeDueDecisions(EFFECT);
        assertThat(status()).isEqualTo(LineStatus.REQUESTED);

        String again = decisions.findProposal(stored()).orElseThrow().id();
        decisions.scheduleConfirmation(reference, again, "Omar", PAUSE, MONDAY);
        job.makeDueDecisions(EFFECT);
        assertThat(status()).isEqualTo(LineStatus.REFUSED);
    }

    @Test
    void aConfirmationOfTheProviderIsInTheHistoryAfterThePause() {
        fixture.decide(reference, LineTransition.VERIFY);
        ProviderConfirmation said = new ProviderConfirmation(LocalDate.of(2026, 11, 20), "Nayatel NOC");
        schedule(new ApplicationDecision(LineTransition.CONFIRM).withConfirmation(said), "Sana");
        job.makeDueDecisions(EFFECT);
        assertThat(fixture.history.findEvents(stored()).getLast().confirmation())
                .isEqualTo(said);
    }

    @Test
    void anApplicationThatAColleagueHasTakenIsDecidedByThemAlone() {
        ApplicationClaimService claims = fixture.database.getBean(ApplicationClaimService.class);
        StaffMember omar = ApplicationClaimServiceTest.member(7, "Omar");
        claims.claimApplication(reference, null, omar, MONDAY);
        assertViolation(() -> schedule(VERIFY, "Sana")).withMessageContaining("Omar has taken");
        schedule(VERIFY, "Omar");
        assertThat(claims.findHolder(stored().id())).isEmpty();
    }
}
