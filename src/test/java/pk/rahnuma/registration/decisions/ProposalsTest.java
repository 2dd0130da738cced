package pk.rahnuma.registration.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.mobileAnswers;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Event;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.Status;
import pk.rahnuma.staff.StaffControl;
import pk.rahnuma.store.Mode;

@OnEachDatabase
class ProposalsTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Decision REJECT =
            new Decision(Move.REJECT, List.of(Reason.PURPOSE_NOT_COMMERCIAL), "Sorry.", null);

    private final Rooms rooms;
    private final Decisions decisions;
    private final Proposals proposals;
    private final Reference reference;

    ProposalsTest(Database database) {
        this.rooms = new Rooms(database);
        this.decisions = rooms.decisions(Mode.ASSISTANCE);
        this.proposals = new Proposals(
                database.jdbi(),
                Mode.ASSISTANCE,
                () -> EnumSet.of(Move.APPROVE, Move.REJECT),
                new ProposalRows(database.jdbi(), database.vault()),
                decisions,
                StaffControl.over(database),
                rooms.audit);
        this.reference = rooms.submitted(
                rooms.person("en"), mobileAnswers("+92301%07d".formatted(NUMBERS.incrementAndGet())), MONDAY);
        decisions.decide(reference, new Decision(Move.SCREEN), "Sana", MONDAY);
    }

    private String waiting() {
        return proposals.of(stored()).orElseThrow().id();
    }

    private Application stored() {
        return rooms.applications.find(reference).orElseThrow();
    }

    @Test
    void whatWantsTwoWaitsForAnotherAndIsThenDoneInTheNameOfTheFirst() {
        Proposals.Outcome outcome = proposals.decide(reference, REJECT, "Sana", MONDAY);
        assertThat(outcome.waits()).isTrue();
        assertThat(stored().status()).isEqualTo(Status.SCREENING);
        assertThat(proposals.of(stored()).orElseThrow())
                .isEqualTo(new Proposals.Proposal(waiting(), REJECT, "Sana", MONDAY));

        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.confirm(reference, waiting(), "sana", MONDAY))
                .withMessageContaining("somebody else");
        Application after = proposals.confirm(reference, waiting(), "Omar", MONDAY);
        assertThat(after.status()).isEqualTo(Status.REJECTED);
        assertThat(rooms.history.of(after)).extracting(Event::who).endsWith("Sana");
        assertThat(AuditChains.entries(rooms.audit, after.id()))
                .filteredOn(entry -> entry.what().equals("application.confirmed"))
                .extracting(Entry::who)
                .containsExactly("Omar");
        assertThat(AuditChains.faults(rooms.audit, after.id())).isEmpty();
        assertThat(proposals.of(after)).isEmpty();
    }

    @Test
    void whatDoesNotWantTwoIsDoneAtOnce() {
        assertThat(proposals
                        .decide(reference, new Decision(Move.VERIFY), "Sana", MONDAY)
                        .waits())
                .isFalse();
        assertThat(stored().status()).isEqualTo(Status.ISP_VERIFICATION);
    }

    @Test
    void aProposalIsVoidOnceTheApplicationHasMovedOn() {
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        decisions.decide(reference, new Decision(Move.VERIFY), "Omar", MONDAY);
        assertThat(proposals.of(stored())).isEmpty();
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.confirm(reference, read, "Omar", MONDAY))
                .withMessageContaining("nothing waits");
    }

    @Test
    void aProposalCanBeTakenBack() {
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        proposals.drop(reference, waiting(), "Sana", MONDAY);
        assertThat(proposals.of(stored())).isEmpty();
        assertThat(stored().status()).isEqualTo(Status.SCREENING);
    }

    @Test
    void whatTheLifeCycleDoesNotAllowIsNotEvenProposed() {
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.decide(
                        reference, new Decision(Move.APPROVE, List.of(), null, "PTA-1"), "Sana", MONDAY));
    }

    @Test
    void whoDecidesOnAPageThatIsOldIsTold() {
        int seen = stored().events();
        decisions.decide(reference, new Decision(Move.VERIFY), "Omar", MONDAY);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.decide(reference, new Decision(Move.CONFIRM), seen, "Sana", MONDAY))
                .withMessageContaining("moved on");
        assertThat(stored().status()).isEqualTo(Status.ISP_VERIFICATION);
    }

    @Test
    void whatIsConfirmedIsTheTextThatWasRead() {
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        Decision other = new Decision(Move.REJECT, List.of(Reason.PURPOSE_NOT_COMMERCIAL), "Not at all.", null);
        proposals.decide(reference, other, "Sana", MONDAY);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.confirm(reference, read, "Omar", MONDAY))
                .withMessageContaining("Sana has proposed something else");
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.drop(reference, read, "Omar", MONDAY))
                .withMessageContaining("Sana has proposed something else");
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> proposals.confirm(reference, "", "Omar", MONDAY));
        assertThat(stored().status()).isEqualTo(Status.SCREENING);
        proposals.confirm(reference, waiting(), "Omar", MONDAY);
        assertThat(rooms.history.of(stored())).last().extracting(Event::note).isEqualTo("Not at all.");
    }

    @Test
    void whatWasTakenBackAndProposedOnceMoreIsAnotherProposal() {
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        proposals.drop(reference, read, "Omar", MONDAY);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> proposals.drop(reference, read, "Omar", MONDAY))
                .withMessageContaining("nothing waits");
        proposals.decide(reference, REJECT, "Sana", MONDAY.plusSeconds(1));
        assertThat(waiting()).isNotEqualTo(read);
    }

    @Test
    void aColleaguesProposalIsNeitherReplacedNorPassedByBeforeItIsConfirmedOrTakenBack() {
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        String read = waiting();
        Decision other = new Decision(Move.REJECT, List.of(Reason.INCOMPLETE_FORM), null, null);
        for (Decision each : List.of(other, new Decision(Move.VERIFY))) {
            assertThatExceptionOfType(NotPossible.class)
                    .isThrownBy(() -> proposals.decide(reference, each, stored().events(), "Omar", MONDAY))
                    .withMessageContaining("Sana proposed")
                    .withMessageContaining("confirmed or taken back first");
        }
        assertThat(waiting()).isEqualTo(read);
        proposals.drop(reference, read, "Omar", MONDAY);
        assertThat(proposals.decide(reference, other, "Omar", MONDAY).waits()).isTrue();
    }

    @Test
    void whatWaitsIsListedUntilItIsDecidedOrTheApplicationMovesOn() {
        SecondLookService service = new SecondLookService(
                () -> EnumSet.of(Move.REJECT),
                new ProposalRows(rooms.database.jdbi(), rooms.database.vault()),
                rooms.applications);
        long before = service.backlog().count();
        assertThat(service.findWaiting(List.of(stored()))).isEmpty();
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        Application waits = stored();
        assertThat(service.backlog().count()).isEqualTo(before + 1);
        assertThat(service.list(0, 1000)).contains(new SecondLookService.Waiting(waits, Move.REJECT, "Sana", MONDAY));
        assertThat(service.findWaiting(List.of(waits))).containsExactly(waits.id());
        decisions.decide(reference, new Decision(Move.VERIFY), "Omar", MONDAY);
        assertThat(service.backlog().count()).isEqualTo(before);
        assertThat(service.findWaiting(List.of(stored()))).isEmpty();
    }

    @Test
    void whoProposedMayDecideSomethingElseAndTheLogShowsWhatBecameOfTheProposal() {
        proposals.decide(reference, REJECT, "Sana", MONDAY);
        proposals.decide(reference, new Decision(Move.VERIFY), "sana", MONDAY);
        assertThat(stored().status()).isEqualTo(Status.ISP_VERIFICATION);
        assertThat(AuditChains.entries(rooms.audit, stored().id()))
                .extracting(Entry::what)
                .endsWith("application.proposed", "application.isp_verification", "application.dropped");
        assertThat(AuditChains.faults(rooms.audit, stored().id())).isEmpty();
    }
}
