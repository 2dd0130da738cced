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
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class DecisionConfirmationTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ApplicationDecision REJECT = new ApplicationDecision(
            LineTransition.REFUSE, List.of(DecisionReason.PURPOSE_NOT_COMMERCIAL), "Sorry.", null);

    private final DomainFixture fixture;
    private final ApplicationDecisionService decisions;
    private final Reference reference;

    DecisionConfirmationTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.decisions = DecisionFixture.decisions(
                fixture,
                OperatingMode.ASSISTANCE,
                List.of("approve", "refuse", "reopen", "ask", "suspend", "accept-change"));
        this.reference = fixture.submitApplication(
                fixture.createPerson("en"), mobileAnswers("+92301%07d".formatted(NUMBERS.incrementAndGet())), MONDAY);
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
                .containsExactly(Arrays.stream(LineTransition.values())
                        .filter(move -> Arrays.stream(LineStatus.values())
                                .anyMatch(status -> move.isAllowed(status, TransitionActor.STAFF)))
                        .map(LineTransition::toWord)
                        .toArray(String[]::new));
    }

    private void register() {
        fixture.decide(reference, LineTransition.VERIFY, LineTransition.CONFIRM);
        fixture.decide(reference, DecisionFixture.approval("PTA-7"));
    }

    @Test
    void aSuspensionWaitsForASecondMemberWhereTheSettingNamesIt() {
        register();
        ApplicationDecision suspend =
                new ApplicationDecision(LineTransition.SUSPEND, List.of(DecisionReason.ISP_NOT_CONFIRMED), null, null);
        assertThat(decisions.decide(reference, suspend, "Sana", MONDAY).waits()).isTrue();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.ACTIVE);
        assertViolation(() -> decisions.confirmProposal(reference, waiting(), "Sana", MONDAY));
        decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.SUSPENDED);
    }

    @Test
    void anAcceptedChangeOfALineWaitsForASecondMemberWhereTheSettingNamesIt() {
        register();
        String number = "+92303%07d".formatted(NUMBERS.incrementAndGet());
        execute(
                fixture.submissionFixture.change,
                stored().conversation(),
                new RequestChangeAction.In(reference.toGroupedText(), "", "move", Map.of("vpn_mobile_number", number)),
                MONDAY);
        ApplicationDecision accept = new ApplicationDecision(LineTransition.ACCEPT_CHANGE);
        assertThat(decisions.decide(reference, accept, "Sana", MONDAY).waits()).isTrue();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.CHANGE_PENDING);
        assertThat(fixture.contents.readAnswers(stored()).textAnswer("vpn_mobile_number"))
                .isNotEqualTo(number);
        decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.ACTIVE);
        assertThat(fixture.contents.readAnswers(stored()).textAnswer("vpn_mobile_number"))
                .isEqualTo(number);
    }

    @Test
    void aFourEyesDecisionWaitsAndIsDoneInTheNameOfTheFirst() {
        ApplicationDecisionService.DecisionOutcome outcome = decisions.decide(reference, REJECT, "Sana", MONDAY);
        assertThat(outcome.waits()).isTrue();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
        assertThat(decisions.findProposal(stored()).orElseThrow())
                .isEqualTo(new ApplicationDecisionService.Proposal(waiting(), REJECT, "Sana", MONDAY, null, null));

        assertViolation(() -> decisions.confirmProposal(reference, waiting(), "sana", MONDAY))
                .withMessageContaining("another member");
        Application after = decisions.confirmProposal(reference, waiting(), "Omar", MONDAY);
        assertThat(after.lines().leading()).isEqualTo(LineStatus.REFUSED);
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
                        .decide(reference, new ApplicationDecision(LineTransition.VERIFY), "Sana", MONDAY)
                        .waits())
                .isFalse();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.WITH_PROVIDER);
    }

    @Test
    void aProposalIsVoidOnceTheApplicationHasMovedOn() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        DecisionFixture.applyAsApplicant(fixture, stored().conversation(), reference, LineTransition.WITHDRAW, MONDAY);
        assertThat(decisions.findProposal(stored())).isEmpty();
        assertViolation(() -> decisions.confirmProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("is waiting any more");
    }

    @Test
    void aLateDecisionIsNotProposed() {
        fixture.decide(reference, REJECT);
        assertViolation(() -> decisions.decide(
                reference, new ApplicationDecision(LineTransition.REOPEN), "Sana", MONDAY.plus(Duration.ofDays(5))));
        assertThat(decisions.findProposal(stored())).isEmpty();
    }

    @Test
    void askingForAnUnnamedPaperIsNotProposed() {
        List<DecisionReason> unreadable = List.of(DecisionReason.DOCUMENT_UNREADABLE);
        assertViolation(() -> decisions.decide(
                        reference, new ApplicationDecision(LineTransition.ASK, unreadable, null, null), "Sana", MONDAY))
                .withMessageContaining("does not say which paper is meant");
        assertThat(decisions.findProposal(stored())).isEmpty();
    }

    @Test
    void aDecisionWithoutANameIsRefused() {
        assertViolation(() -> decisions.decide(reference, new ApplicationDecision(LineTransition.VERIFY), " ", MONDAY));
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
    }

    @Test
    void aDecisionOnAnOldPageIsRefused() {
        int seen = stored().events();
        fixture.decide(reference, LineTransition.VERIFY);
        assertViolation(() -> decisions.decide(
                        reference, new ApplicationDecision(LineTransition.CONFIRM), seen, "Sana", MONDAY))
                .withMessageContaining("has changed in the meantime");
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.WITH_PROVIDER);
    }

    @Test
    void aDecisionOnAChangeThatWasTakenBackSaysSo() {
        for (ApplicationDecision step : List.of(
                new ApplicationDecision(LineTransition.VERIFY),
                new ApplicationDecision(LineTransition.CONFIRM),
                DecisionFixture.approval("PTA-1"))) {
            fixture.decide(reference, step);
        }
        RequestChangeAction.In change =
                new RequestChangeAction.In(reference.toGroupedText(), "", "move", Map.of("operator", "zong"));
        long person = stored().conversation();
        assertThat(execute(fixture.submissionFixture.change, person, change, MONDAY)
                        .done())
                .isTrue();
        int seen = stored().events();
        DecisionFixture.applyAsApplicant(fixture, person, reference, LineTransition.TAKE_BACK_CHANGE, MONDAY);
        for (LineTransition late : List.of(LineTransition.ACCEPT_CHANGE, LineTransition.REFUSE_CHANGE)) {
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
                LineTransition.REFUSE, List.of(DecisionReason.PURPOSE_NOT_COMMERCIAL), "Not at all.", null);
        decisions.decide(reference, other, "Sana", MONDAY);
        assertViolation(() -> decisions.confirmProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("Sana has made another proposal");
        assertViolation(() -> decisions.withdrawProposal(reference, read, "Omar", MONDAY))
                .withMessageContaining("Sana has made another proposal");
        assertViolation(() -> decisions.confirmProposal(reference, "", "Omar", MONDAY));
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
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
        for (ApplicationDecision each : List.of(other, new ApplicationDecision(LineTransition.VERIFY))) {
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
                new FourEyesConfiguration(List.of("refuse")),
                fixture.database.getBean(DecisionProposalRepository.class),
                fixture.applications);
        long before = service.countBacklog().count();
        assertThat(service.findWaiting(List.of(stored()))).isEmpty();
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        Application waits = stored();
        assertThat(service.countBacklog().count()).isEqualTo(before + 1);
        assertThat(service.listWaiting(0, 1000))
                .contains(new PendingProposalService.WaitingProposal(waits, LineTransition.REFUSE, "Sana", MONDAY));
        assertThat(service.findWaiting(List.of(waits))).containsExactly(Map.entry(waits.id(), false));
        DecisionFixture.applyAsApplicant(fixture, stored().conversation(), reference, LineTransition.WITHDRAW, MONDAY);
        assertThat(service.countBacklog().count()).isEqualTo(before);
        assertThat(service.findWaiting(List.of(stored()))).isEmpty();
    }

    @Test
    void theProposerMayDecideOtherwiseAndTheLogShowsTheOutcome() {
        decisions.decide(reference, REJECT, "Sana", MONDAY);
        decisions.decide(reference, new ApplicationDecision(LineTransition.VERIFY), "sana", MONDAY);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.WITH_PROVIDER);
        assertThat(AuditChainFixture.entriesOf(fixture.database, stored().id()))
                .extracting(AuditEntry::what)
                .endsWith("application.proposed", "line.with_provider", "application.dropped");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, stored().id())).isEmpty();
    }
}
