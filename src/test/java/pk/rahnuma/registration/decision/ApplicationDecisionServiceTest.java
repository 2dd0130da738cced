package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.registration.ApplicantAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class ApplicationDecisionServiceTest {

    private final DomainFixture fixture;
    private final long ayesha;
    private final Reference reference;

    ApplicationDecisionServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("ur-Latn");
        this.reference = fixture.submitApplication(ayesha, answers("39.35.1.1"), MONDAY);
    }

    @Test
    void everyDecisionReachesThePersonInTheirLanguage() {
        decide(
                new ApplicationDecision(
                        LineTransition.ASK,
                        List.of(DecisionReason.DOCUMENT_MISSING),
                        "Bhejen",
                        null,
                        List.of("proof_file")),
                MONDAY.plusSeconds(1));
        String r = reference.toGroupedText();
        assertThat(fixture.saidTo(ayesha))
                .containsExactly("ur-Latn asked {asked=Labels[script=register-individual, names=[proof_file]],"
                        + " authority_reference=, due=2026-12-03T04:00:01Z, note=Bhejen,"
                        + " reasons=[DOCUMENT_MISSING], reference=" + r + ", whom=}");
    }

    @Test
    void anApprovalRegistersAtOnceWithTheAuthoritysReference() {
        underReview();
        Application active = decide(DecisionFixture.approval(" PTA/VPN/77 "), MONDAY);
        assertThat(active.lines().leading()).isEqualTo(LineStatus.ACTIVE);
        assertThat(active.authorityReference()).isEqualTo("PTA/VPN/77");
        assertThat(stored()).isEqualTo(active);
        assertThat(fixture.saidTo(ayesha))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("ur-Latn active {authority_reference=PTA/VPN/77,");
        assertThat(fixture.history.findEvents(active))
                .extracting(ApplicationEvent::to, ApplicationEvent::who)
                .endsWith(tuple(LineStatus.ACTIVE, "Sana"));
    }

    @Test
    void inAssistanceModeApprovalWantsTheAuthoritysReferenceAndInAuthorityModeItDoesNot() {
        underReview();
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.APPROVE), MONDAY))
                .withMessageContaining("give the authority’s reference");
        assertThat(DecisionFixture.decide(
                                fixture.decisions(OperatingMode.AUTHORITY),
                                reference,
                                new ApplicationDecision(LineTransition.APPROVE),
                                "Sana",
                                MONDAY)
                        .lines()
                        .leading())
                .isEqualTo(LineStatus.ACTIVE);
    }

    @Test
    void aForbiddenTransitionChangesNothingAndSendsNothing() {
        Application before = stored();
        assertViolation(() -> decide(DecisionFixture.approval("X"), MONDAY))
                .withMessage("approve is not possible in REQUESTED: expected ask, verify, refuse, withdraw");
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.LAPSE), MONDAY));
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.REFUSE), MONDAY))
                .withMessageStartingWith(
                        "refuse requires at least one reason code: expected one of ISP_NOT_CONFIRMED,");
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.VERIFY, List.of(), null, "X"), MONDAY));
        assertViolation(() -> decide(DecisionFixture.question("n".repeat(1001)), MONDAY));
        assertViolation(() -> decide(
                        new ApplicationDecision(LineTransition.REFUSE, List.of(DecisionReason.values()), null, null),
                        MONDAY))
                .withMessage("17 reasons: expected at most 8, the most important ones");
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
        assertThat(stored().events()).isEqualTo(before.events());
        assertThat(fixture.saidTo(ayesha)).isEmpty();
    }

    @Test
    void theHistoryHasActorTimeAndReasonAndTheNoteIsEncrypted() {
        Application asked = decide(
                new ApplicationDecision(
                        LineTransition.ASK,
                        List.of(DecisionReason.DOCUMENT_UNREADABLE, DecisionReason.DOCUMENT_UNREADABLE),
                        "Page 2",
                        null,
                        List.of("proof_file")),
                MONDAY.plusSeconds(5));
        assertThat(fixture.history.findEvents(asked))
                .last()
                .isEqualTo(new ApplicationEvent(
                        2,
                        LineStatus.REQUESTED,
                        LineStatus.ASKED,
                        Set.of(),
                        "Sana",
                        List.of(DecisionReason.DOCUMENT_UNREADABLE),
                        "Page 2",
                        MONDAY.plusSeconds(5)));
        assertThat(AuditChainFixture.faultsOf(fixture.audit, asked.id())).isEmpty();
    }

    @Test
    void anApplicantWithdrawsTheirOwnUndecidedApplicationAndNoOther() {
        ApplicantTransitionAction withdraw = new ApplicantTransitionAction(
                DecisionFixture.createApplicantTransitions(fixture), ApplicantAction.WITHDRAW);
        ApplicantTransitionAction.In in = new ApplicantTransitionAction.In(reference.toGroupedText(), List.of());
        assertThat(withdraw.executeAll(List.of(DomainFixture.createRequest(fixture.createPerson("en"), in, MONDAY))))
                .containsExactly(new ApplicantTransitionAction.Out(false));
        assertThat(withdraw.executeAll(List.of(DomainFixture.createRequest(ayesha, in, MONDAY))))
                .containsExactly(new ApplicantTransitionAction.Out(true));
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.WITHDRAWN);
        assertThat(stored().nextActor(MONDAY)).isEqualTo("apply_again");
        assertThat(withdraw.executeAll(List.of(DomainFixture.createRequest(ayesha, in, MONDAY))))
                .containsExactly(new ApplicantTransitionAction.Out(false));
        assertThat(withdraw.executeAll(List.of(DomainFixture.createRequest(
                        ayesha, new ApplicantTransitionAction.In("nonsense", List.of()), MONDAY))))
                .containsExactly(new ApplicantTransitionAction.Out(false));
    }

    @Test
    void aRefusalLeavesTheTransactionOfTheTurnAsItIs() {
        boolean second = fixture.database.sql().inTransaction(() -> {
            DecisionFixture.applyAsApplicant(fixture, ayesha, reference, LineTransition.WITHDRAW, MONDAY);
            return DecisionFixture.applyAsApplicant(fixture, ayesha, reference, LineTransition.WITHDRAW, MONDAY);
        });
        assertThat(second).isFalse();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.WITHDRAWN);
    }

    @Test
    void aRejectedApplicationCanBeReopenedForFiveDaysAndComesBackIntoTheRegister() {
        decide(DecisionFixture.rejection(DecisionReason.INCOMPLETE_FORM), MONDAY);
        byte[] address = {39, 35, 1, 1};
        assertThat(fixture.register.findOtherEntries(0, List.of(address)))
                .extracting(LineRegisterRepository.LineEntry::reference)
                .doesNotContain(reference);
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.REOPEN), MONDAY.plus(Duration.ofDays(5))));
        decide(
                new ApplicationDecision(LineTransition.REOPEN),
                MONDAY.plus(Duration.ofDays(5)).minusSeconds(1));
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
        assertThat(fixture.register.findOtherEntries(0, List.of(address)))
                .extracting(LineRegisterRepository.LineEntry::reference)
                .contains(reference);
    }

    private int lapseOverdue(Instant now) {
        return DecisionFixture.lapseOverdue(fixture, now);
    }

    @Test
    void afterTenDaysWithoutWhatWasAskedForItLapses() {
        decide(
                new ApplicationDecision(
                        LineTransition.ASK,
                        List.of(DecisionReason.DOCUMENT_MISSING),
                        null,
                        null,
                        List.of("proof_file")),
                MONDAY);
        Instant end = MONDAY.plus(Duration.ofDays(10));
        assertThat(lapseOverdue(end.minusSeconds(1))).isZero();
        assertThat(lapseOverdue(end)).isEqualTo(1);
        assertThat(lapseOverdue(end)).isZero();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.LAPSED);
        assertThat(fixture.saidTo(ayesha)).last().asString().startsWith("ur-Latn lapsed ");
    }

    @Test
    void oneThatCannotLapseDoesNotKeepTheOthersFromIt() {
        long erased = fixture.createPerson("en");
        Reference stuck = fixture.submitApplication(erased, answers("39.35.3.1"), MONDAY.minusSeconds(60));
        for (Reference one : List.of(stuck, reference)) {
            fixture.decide(
                    one,
                    new ApplicationDecision(
                            LineTransition.ASK,
                            List.of(DecisionReason.DOCUMENT_MISSING),
                            null,
                            null,
                            List.of("proof_file")));
        }
        fixture.database.vault().destroyKey(erased);
        Instant end = MONDAY.plus(Duration.ofDays(10));
        assertThat(lapseOverdue(end)).isEqualTo(1);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.LAPSED);
    }

    @Test
    void aLapseWaitsWhileThePersonIsLocked() throws Exception {
        decide(
                new ApplicationDecision(
                        LineTransition.ASK,
                        List.of(DecisionReason.DOCUMENT_MISSING),
                        null,
                        null,
                        List.of("proof_file")),
                MONDAY);
        Instant end = MONDAY.plus(Duration.ofDays(10));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            fixture.database.sql().inTransaction(() -> {
                fixture.persons.lockPerson(ayesha);
                assertThat(other.submit(() -> lapseOverdue(end)).get()).isZero();
            });
        }
        assertThat(lapseOverdue(end)).isEqualTo(1);
    }

    @Test
    void ofTwoDecisionsAtOnceOneIsMade() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> tries = new java.util.ArrayList<>();
            for (ApplicationDecision decision : List.of(
                    new ApplicationDecision(LineTransition.VERIFY),
                    DecisionFixture.rejection(DecisionReason.WRONG_SERVICE_TYPE))) {
                tries.add(threads.submit(() -> {
                    try {
                        decide(decision, MONDAY);
                        return true;
                    } catch (RuleViolationException tooLate) {
                        return false;
                    }
                }));
            }
            // Rejecting an application in verification is possible too; verifying a rejected one is not.
            boolean verified = tries.get(0).get();
            assertThat(tries.get(1).get()).isTrue();
            assertThat(stored().lines().leading()).isEqualTo(LineStatus.REFUSED);
            assertThat(stored().events()).isEqualTo(verified ? 3 : 2);
        }
    }

    @Test
    void theListShowsWhatIsDueFirst() {
        long bilal = fixture.createPerson("en");
        Reference second = fixture.submitApplication(bilal, answers("39.35.2.1"), MONDAY.minusSeconds(86_400 * 3));
        List<Application> listed = fixture.applications.listByLines(List.of(LineStatus.REQUESTED), null, 0, 1000);
        assertThat(listed)
                .extracting(Application::reference)
                .contains(reference, second)
                .satisfies(
                        references -> assertThat(references.indexOf(second)).isLessThan(references.indexOf(reference)));
        assertThat(fixture.applications.listByLines(LineStatus.liveStatuses(), null, 0, 1))
                .hasSize(1);
    }

    private void underReview() {
        decide(new ApplicationDecision(LineTransition.VERIFY), MONDAY);
        decide(new ApplicationDecision(LineTransition.CONFIRM), MONDAY);
    }

    private Application decide(ApplicationDecision decision, Instant now) {
        return fixture.decide(reference, decision, now);
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }
}
