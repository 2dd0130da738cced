package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.execute;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class DecisionConfirmationTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ApplicationDecision REJECT = new ApplicationDecision(
            ApplicationTransition.REJECT, List.of(DecisionReason.PURPOSE_NOT_COMMERCIAL), "Sorry.", null);

    private final DomainFixture fixture;
    private final ApplicationDecisionService decisions;
    private final Reference reference;

    DecisionConfirmationTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.decisions = DecisionFixture.decisions(
                fixture,
                OperatingMode.ASSISTANCE,
                List.of("approve", "reject", "reopen", "ask", "suspend", "accept-change"));
        this.reference = fixture.submitApplication(
                fixture.createPerson("en"), mobileAnswers("+92301%07d".formatted(NUMBERS.incrementAndGet())), MONDAY);
        fixture.decide(reference, ApplicationTransition.SCREEN);
    }

    private String waiting() {
        return decisions.findProposal(stored()).orElseThrow().id();
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }

    @Test
    void theDecisionsOfTheSettingAreThoseOfStaff() {
        assertThat(FourEyesConfiguration.STAFF_DECISIONS.split("\\|"))
                .containsExactly(Arrays.stream(ApplicationTransition.values())
                        .filter(move -> Arrays.stream(ApplicationStatus.values())
                                .anyMatch(status -> move.isAllowed(status, TransitionActor.STAFF)))
                        .map(ApplicationTransition::toWord)
                        .toArray(String[]::new));
    }

    private void register() {
        fixture.decide(reference, ApplicationTransition.VERIFY, ApplicationTransition.CONFIRM);
        fixture.decide(reference, DecisionFixture.approval("PTA-7"));
    }

    @Test
    void aSuspensionWaitsForASecondMemberWhereTheSettingNamesIt() {
        register();
        ApplicationDecision suspend = new ApplicationDecision(
                ApplicationTransition.SUSPEND, List.of(DecisionReason.ISP_NOT_CONFIRMED), null, null);
        assertThat(decisions.decide(reference, suspend, "Sana", MONDAY).waits()).isTrue();
        assertThat(stored().status()).isEqualTo(ApplicationStatus.ACTIVE);
        assertViolation(() -> decisions.confirmProposal(reference, waiting(), "Sana", MONDAY));
        decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(stored().status()).isEqualTo(ApplicationStatus.SUSPENDED);
    }

    @Test
    void anAcceptedChangeOfALineWaitsForASecondMemberWhereTheSettingNamesIt() {
        register();
        String number = "+92303%07d".formatted(NUMBERS.incrementAndGet());
        execute(
                fixture.submissionFixture.change,
                stored().conversation(),
                new RequestChangeAction.In(reference.toGroupedText(), Map.of("vpn_mobile_number", number)),
                MONDAY);
        ApplicationDecision accept = new ApplicationDecision(ApplicationTransition.ACCEPT_CHANGE);
        assertThat(decisions.decide(reference, accept, "Sana", MONDAY).waits()).isTrue();
        assertThat(stored().status()).isEqualTo(ApplicationStatus.CHANGE_PENDING);
        assertThat(fixture.contents.readAnswers(stored()).textAnswer("vpn_mobile_number"))
                .isNotEqualTo(number);
        decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(stored().status()).isEqualTo(ApplicationStatus.ACTIVE);
        assertThat(fixture.contents.readAnswers(stored()).textAnswer("vpn_mobile_number"))
                .isEqualTo(number);
    }

    @Test
    void aFourEyesDecisionWaitsAndIsDoneInTheNameOfTheFirst() {
        ApplicationDecisionService.DecisionOutcome outcome = decisions.decide(reference, REJECT, "Sana", MONDAY);
        assertThat(outcome.waits()).isTrue();
        assertThat(stored().status()).isEqualTo(ApplicationStatus.SCREENING);
        assertThat(decisions.findProposal(stored()).orElseThrow())
                .isEqualTo(new ApplicationDecisionService.Proposal(waiting(), REJECT, "Sana", MONDAY));

        assertViolation(() -> decisions.confirmProposal(reference, waiting(), "sana", MONDAY))
                .withMessageContaining("another member");
        Application after = decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(after.status()).isEqualTo(ApplicationStatus.REJECTED);
        assertThat(fixture.history.findEvents(after))
                .extracting(ApplicationEvent::who)
                .endsWith("Sana");
        assertThat(AuditChainFixture.entriesOf(fixture.database, after.id()))
                .filteredOn(entry -> entry.what().equals("application.confirmed"))
                .extracting(AuditEntry::who)
                .containsExactly("Omar");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, after.id())).isEmpty();
        assertThat(decisions.findProposal(after)).isEmpty();
    }

    @Test
    void aDecisionWithoutFourEyesIsDoneAtOnce() {
        assertThat(decisions
                        .decide(reference, new ApplicationDecision(ApplicationTransition.VERIFY), "Sana", MONDAY)
                        .waits())
                .isFalse();
        assertThat(stored().status()).isEqualTo(ApplicationStatus.ISP_VERIFICATION);
    }

    @Test
    void aProposalIsVoidOnceTheApplicationHasMovedOn() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        DecisionFixture.applyAsApplicant(
                fixture, stored().conversation(), reference, ApplicationTransition.WITHDRAW, MONDAY);
        assertThat(decisions.findProposal(stored())).isEmpty();
        assertViolation(() -> decisions.confirmProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("is waiting any more");
    }

    @Test
    void aLateDecisionIsNotProposed() {
        fixture.decide(reference, REJECT);
        assertViolation(() -> decisions.decide(
                reference,
                new ApplicationDecision(ApplicationTransition.REOPEN),
                "Sana",
                MONDAY.plus(Duration.ofDays(5))));
        assertThat(decisions.findProposal(stored())).isEmpty();
    }

    @Test
    void askingForAnUnnamedPaperIsNotProposed() {
        List<DecisionReason> unreadable = List.of(DecisionReason.DOCUMENT_UNREADABLE);
        assertViolation(() -> decisions.decide(
                        reference,
                        new ApplicationDecision(ApplicationTransition.ASK, unreadable, null, null),
                        "Sana",
                        MONDAY))
                .withMessageContaining("does not say which paper is meant");
        assertThat(decisions.findProposal(stored())).isEmpty();
    }

    @Test
    void aDecisionWithoutANameIsRefused() {
        assertViolation(
                () -> decisions.decide(reference, new ApplicationDecision(ApplicationTransition.VERIFY), " ", MONDAY));
        assertThat(stored().status()).isEqualTo(ApplicationStatus.SCREENING);
    }

    @Test
    void aDecisionOnAnOldPageIsRefused() {
        int seen = stored().events();
        fixture.decide(reference, ApplicationTransition.VERIFY);
        assertViolation(() -> decisions.decide(
                        reference, new ApplicationDecision(ApplicationTransition.CONFIRM), seen, "Sana", MONDAY))
                .withMessageContaining("has changed in the meantime");
        assertThat(stored().status()).isEqualTo(ApplicationStatus.ISP_VERIFICATION);
    }

    @Test
    void aDecisionOnAChangeThatWasTakenBackSaysSo() {
        for (ApplicationDecision step : List.of(
                new ApplicationDecision(ApplicationTransition.VERIFY),
                new ApplicationDecision(ApplicationTransition.CONFIRM),
                DecisionFixture.approval("PTA-1"))) {
            fixture.decide(reference, step);
        }
        RequestChangeAction.In change =
                new RequestChangeAction.In(reference.toGroupedText(), Map.of("operator", "zong"));
        long person = stored().conversation();
        assertThat(execute(fixture.submissionFixture.change, person, change, MONDAY)
                        .done())
                .isTrue();
        int seen = stored().events();
        DecisionFixture.applyAsApplicant(fixture, person, reference, ApplicationTransition.TAKE_BACK_CHANGE, MONDAY);
        for (ApplicationTransition late :
                List.of(ApplicationTransition.ACCEPT_CHANGE, ApplicationTransition.REFUSE_CHANGE)) {
            assertViolation(() -> decisions.decide(
                            reference, new ApplicationDecision(late, List.of(), "No", null), seen, "Sana", MONDAY))
                    .withMessageContaining("the applicant took it back");
        }
    }

    @Test
    void theConfirmedTextIsTheTextThatWasRead() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        ApplicationDecision other = new ApplicationDecision(
                ApplicationTransition.REJECT, List.of(DecisionReason.PURPOSE_NOT_COMMERCIAL), "Not at all.", null);
        decisions.decide(reference, other, "Sana", MONDAY);
        assertViolation(() -> decisions.confirmProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("Sana has made another proposal");
        assertViolation(() -> decisions.withdrawProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("Sana has made another proposal");
        assertViolation(() -> decisions.confirmProposal(reference, "", "Omar", MONDAY));
        assertThat(stored().status()).isEqualTo(ApplicationStatus.SCREENING);
        decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(fixture.history.findEvents(stored()))
                .last()
                .extracting(ApplicationEvent::note)
                .isEqualTo("Not at all.");
    }

    @Test
    void aRepeatedProposalIsAnotherProposal() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        decisions.withdrawProposal(reference, read, "Omar", MONDAY);
        assertViolation(() -> decisions.withdrawProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("is waiting any more");
        decisions.decide(reference, REJECT, "Sana", MONDAY.plusSeconds(1));
        assertThat(waiting()).isNotEqualTo(read);
    }

    @Test
    void aColleaguesProposalIsNeitherReplacedNorPassedByBeforeItIsConfirmedOrTakenBack() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        ApplicationDecision other = DecisionFixture.rejection(DecisionReason.INCOMPLETE_FORM);
        for (ApplicationDecision each : List.of(other, new ApplicationDecision(ApplicationTransition.VERIFY))) {
            assertViolation(() -> decisions.decide(reference, each, stored().events(), "Omar", MONDAY))
                    .withMessageContaining("Sana proposed")
                    .withMessageContaining("Confirm it or take it back first");
        }
        assertThat(waiting()).isEqualTo(read);
        decisions.withdrawProposal(reference, read, "Omar", MONDAY);
        assertThat(decisions.decide(reference, other, "Omar", MONDAY).waits()).isTrue();
    }

    @Test
    void proposalsAreListedUntilDecidedOrVoid() {
        PendingProposalService service = new PendingProposalService(
                new FourEyesConfiguration(List.of("reject")),
                fixture.database.getBean(DecisionProposalRepository.class),
                fixture.applications);
        long before = service.countBacklog().count();
        assertThat(service.findWaiting(List.of(stored()))).isEmpty();
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        Application waits = stored();
        assertThat(service.countBacklog().count()).isEqualTo(before + 1);
        assertThat(service.listWaiting(0, 1000))
                .contains(new PendingProposalService.WaitingProposal(
                        waits, ApplicationTransition.REJECT, "Sana", MONDAY));
        assertThat(service.findWaiting(List.of(waits))).containsExactly(waits.id());
        DecisionFixture.applyAsApplicant(
                fixture, stored().conversation(), reference, ApplicationTransition.WITHDRAW, MONDAY);
        assertThat(service.countBacklog().count()).isEqualTo(before);
        assertThat(service.findWaiting(List.of(stored()))).isEmpty();
    }

    @Test
    void theProposerMayDecideOtherwiseAndTheLogShowsTheOutcome() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        decisions.decide(reference, new ApplicationDecision(ApplicationTransition.VERIFY), "sana", MONDAY);
        assertThat(stored().status()).isEqualTo(ApplicationStatus.ISP_VERIFICATION);
        assertThat(AuditChainFixture.entriesOf(fixture.database, stored().id()))
                .extracting(AuditEntry::what)
                .endsWith("application.proposed", "application.isp_verification", "application.dropped");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, stored().id())).isEmpty();
    }
}
