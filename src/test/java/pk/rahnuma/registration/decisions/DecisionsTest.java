package pk.rahnuma.registration.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Event;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.records.Register;
import pk.rahnuma.store.Mode;

@OnEachDatabase
class DecisionsTest {

    private final Rooms rooms;
    private final Decisions decisions;
    private final long ayesha;
    private final Reference reference;

    DecisionsTest(Database database) {
        this.rooms = new Rooms(database);
        this.decisions = rooms.decisions(Mode.ASSISTANCE);
        this.ayesha = rooms.person("ur-Latn");
        this.reference = rooms.submitted(ayesha, answers("39.35.1.1"), MONDAY);
    }

    @Test
    void everyDecisionReachesThePersonInTheirLanguage() {
        decide(new Decision(Move.SCREEN), MONDAY);
        decide(new Decision(Move.ASK, List.of(Reason.DOCUMENT_MISSING), "Bhejen", null), MONDAY.plusSeconds(1));
        String r = reference.grouped();
        assertThat(rooms.said(ayesha))
                .containsExactly(
                        "ur-Latn screening {authority_reference=, due=2026-11-24T06:00:00Z, note=, reasons=[], reference="
                                + r + ", whom=}",
                        "ur-Latn needs_info {asked=Labels[script=register-individual, names=[id_back, id_front, proof_file]],"
                                + " authority_reference=, due=2026-12-03T04:00:01Z, note=Bhejen,"
                                + " reasons=[DOCUMENT_MISSING], reference=" + r + ", whom=}");
    }

    @Test
    void whatIsApprovedIsRegisteredAtOnceWithTheAuthoritysReference() {
        underReview();
        Application active = decide(new Decision(Move.APPROVE, List.of(), null, " PTA/VPN/77 "), MONDAY);
        assertThat(active.status()).isEqualTo(Status.ACTIVE);
        assertThat(active.authorityReference()).isEqualTo("PTA/VPN/77");
        assertThat(stored()).isEqualTo(active);
        assertThat(rooms.said(ayesha))
                .hasSize(4)
                .last()
                .asString()
                .startsWith("ur-Latn active {authority_reference=PTA/VPN/77,");
        assertThat(rooms.history.of(active))
                .extracting(Event::to, Event::who)
                .endsWith(
                        org.assertj.core.groups.Tuple.tuple(Status.APPROVED, "Sana"),
                        org.assertj.core.groups.Tuple.tuple(Status.ACTIVE, "clock"));
    }

    @Test
    void inAssistanceModeApprovalWantsTheAuthoritysReferenceAndInAuthorityModeItDoesNot() {
        underReview();
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.APPROVE), MONDAY))
                .withMessageContaining("wants the authority’s reference");
        assertThat(rooms.decisions(Mode.AUTHORITY)
                        .decide(reference, new Decision(Move.APPROVE), "Sana", MONDAY)
                        .status())
                .isEqualTo(Status.ACTIVE);
    }

    @Test
    void whatIsNotAllowedChangesNothingAndSaysNothing() {
        Application before = stored();
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.APPROVE, List.of(), null, "X"), MONDAY))
                .withMessage("approve is not possible in SUBMITTED: expected screen, withdraw");
        assertThatExceptionOfType(NotPossible.class).isThrownBy(() -> decide(new Decision(Move.LAPSE), MONDAY));
        decide(new Decision(Move.SCREEN), MONDAY);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.REJECT), MONDAY))
                .withMessageStartingWith("reject wants at least one reason code: expected one of ISP_NOT_CONFIRMED,");
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.VERIFY, List.of(), null, "X"), MONDAY));
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.ASK, List.of(), "n".repeat(1001), null), MONDAY));
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.REJECT, List.of(Reason.values()), null, null), MONDAY))
                .withMessage("17 reasons: expected at most 8, the weightiest");
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decisions.decide(reference, new Decision(Move.VERIFY), " ", MONDAY));
        assertThat(stored().status()).isEqualTo(Status.SCREENING);
        assertThat(stored().events()).isEqualTo(before.events() + 1);
        assertThat(rooms.said(ayesha)).hasSize(1);
    }

    @Test
    void theHistoryTellsWhoWhenAndWhyAndTheNoteLiesSealed() {
        decide(new Decision(Move.SCREEN), MONDAY);
        Application asked = decide(
                new Decision(Move.ASK, List.of(Reason.DOCUMENT_UNREADABLE, Reason.DOCUMENT_UNREADABLE), "Page 2", null),
                MONDAY.plusSeconds(5));
        assertThat(rooms.history.of(asked))
                .last()
                .isEqualTo(new Event(
                        3,
                        Status.SCREENING,
                        Status.NEEDS_INFO,
                        "Sana",
                        List.of(Reason.DOCUMENT_UNREADABLE),
                        "Page 2",
                        MONDAY.plusSeconds(5)));
        assertThat(AuditChains.faults(rooms.audit, asked.id())).isEmpty();
    }

    @Test
    void anApplicantWithdrawsTheirOwnUndecidedApplicationAndNoOther() {
        Withdraw withdraw = new Withdraw(decisions);
        Withdraw.In in = new Withdraw.In(reference.grouped());
        assertThat(withdraw.run(List.of(Rooms.ask(rooms.person("en"), in, MONDAY))))
                .containsExactly(new Withdraw.Out(false));
        assertThat(withdraw.run(List.of(Rooms.ask(ayesha, in, MONDAY)))).containsExactly(new Withdraw.Out(true));
        assertThat(stored().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(stored().next(MONDAY)).isEqualTo("apply_again");
        assertThat(withdraw.run(List.of(Rooms.ask(ayesha, in, MONDAY)))).containsExactly(new Withdraw.Out(false));
        assertThat(withdraw.run(List.of(Rooms.ask(ayesha, new Withdraw.In("nonsense"), MONDAY))))
                .containsExactly(new Withdraw.Out(false));
    }

    @Test
    void aRejectedApplicationCanBeReopenedForFiveDaysAndComesBackIntoTheRegister() {
        decide(new Decision(Move.SCREEN), MONDAY);
        decide(new Decision(Move.REJECT, List.of(Reason.INCOMPLETE_FORM), null, null), MONDAY);
        byte[] address = {39, 35, 1, 1};
        assertThat(rooms.register.elsewhere(0, List.of(address)))
                .extracting(Register.Entry::reference)
                .doesNotContain(reference);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decide(new Decision(Move.REOPEN), MONDAY.plus(Duration.ofDays(5))));
        decide(new Decision(Move.REOPEN), MONDAY.plus(Duration.ofDays(5)).minusSeconds(1));
        assertThat(stored().status()).isEqualTo(Status.SCREENING);
        assertThat(rooms.register.elsewhere(0, List.of(address)))
                .extracting(Register.Entry::reference)
                .contains(reference);
    }

    @Test
    void afterTenDaysWithoutWhatWasAskedForItLapses() {
        decide(new Decision(Move.SCREEN), MONDAY);
        decide(new Decision(Move.ASK, List.of(Reason.DOCUMENT_MISSING), null, null), MONDAY);
        Lapses lapses = Deciding.lapses(rooms, decisions);
        Instant end = MONDAY.plus(Duration.ofDays(10));
        assertThat(lapses.run(end.minusSeconds(1))).isZero();
        assertThat(lapses.run(end)).isEqualTo(1);
        assertThat(lapses.run(end)).isZero();
        assertThat(stored().status()).isEqualTo(Status.LAPSED);
        assertThat(rooms.said(ayesha)).last().asString().startsWith("ur-Latn lapsed ");
    }

    @Test
    void oneThatCannotLapseDoesNotKeepTheOthersFromIt() {
        long erased = rooms.person("en");
        Reference stuck = rooms.submitted(erased, answers("39.35.3.1"), MONDAY.minusSeconds(60));
        for (Reference one : List.of(stuck, reference)) {
            decisions.decide(one, new Decision(Move.SCREEN), "Sana", MONDAY);
            decisions.decide(one, new Decision(Move.ASK, List.of(Reason.DOCUMENT_MISSING), null, null), "Sana", MONDAY);
        }
        rooms.database.vault().erase(erased);
        Instant end = MONDAY.plus(Duration.ofDays(10));
        assertThat(Deciding.lapses(rooms, decisions).run(end)).isEqualTo(1);
        assertThat(stored().status()).isEqualTo(Status.LAPSED);
    }

    @Test
    void aLapseWaitsWhileSomebodyIsAtWorkOnThePerson() throws Exception {
        decide(new Decision(Move.SCREEN), MONDAY);
        decide(new Decision(Move.ASK, List.of(Reason.DOCUMENT_MISSING), null, null), MONDAY);
        Lapses lapses = Deciding.lapses(rooms, decisions);
        Instant end = MONDAY.plus(Duration.ofDays(10));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            rooms.database.jdbi().useTransaction(handle -> {
                rooms.persons.lock(ayesha);
                assertThat(other.submit(() -> lapses.run(end)).get()).isZero();
            });
        }
        assertThat(lapses.run(end)).isEqualTo(1);
    }

    @Test
    void ofTwoDecisionsAtOnceOneIsMade() throws Exception {
        decide(new Decision(Move.SCREEN), MONDAY);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> tries = new java.util.ArrayList<>();
            for (Decision decision : List.of(
                    new Decision(Move.VERIFY),
                    new Decision(Move.REJECT, List.of(Reason.WRONG_SERVICE_TYPE), null, null))) {
                tries.add(threads.submit(() -> {
                    try {
                        decide(decision, MONDAY);
                        return true;
                    } catch (NotPossible tooLate) {
                        return false;
                    }
                }));
            }
            // Rejecting what is being verified is possible too; verifying what is rejected is not.
            boolean verified = tries.get(0).get();
            assertThat(tries.get(1).get()).isTrue();
            assertThat(stored().status()).isEqualTo(Status.REJECTED);
            assertThat(stored().events()).isEqualTo(verified ? 4 : 3);
        }
    }

    @Test
    void theListShowsWhatIsDueFirst() {
        long bilal = rooms.person("en");
        Reference second = rooms.submitted(bilal, answers("39.35.2.1"), MONDAY.minusSeconds(86_400 * 3));
        List<Application> listed = rooms.applications.list(List.of(Status.SUBMITTED), 0, 1000);
        assertThat(listed)
                .extracting(Application::reference)
                .contains(reference, second)
                .satisfies(
                        references -> assertThat(references.indexOf(second)).isLessThan(references.indexOf(reference)));
        assertThat(rooms.applications.list(Status.open(), 0, 1)).hasSize(1);
    }

    private void underReview() {
        decide(new Decision(Move.SCREEN), MONDAY);
        decide(new Decision(Move.VERIFY), MONDAY);
        decide(new Decision(Move.CONFIRM), MONDAY);
    }

    private Application decide(Decision decision, Instant now) {
        return decisions.decide(reference, decision, "Sana", now);
    }

    private Application stored() {
        return rooms.applications.find(reference).orElseThrow();
    }
}
