package pk.rahnuma.registration.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.answers;
import static pk.rahnuma.registration.Rooms.ask;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.documents.Document;
import pk.rahnuma.documents.Files;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Event;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.decisions.Deciding;
import pk.rahnuma.registration.decisions.Decisions;
import pk.rahnuma.registration.overview.LookUp;
import pk.rahnuma.registration.records.Register;
import pk.rahnuma.registration.records.Versions;
import pk.rahnuma.store.Mode;
import pk.rahnuma.vault.Vault;

@OnEachDatabase
class RevisionsTest {

    private static final byte[] OLD = {39, 37, 1, 1};
    private static final byte[] NEW = {39, 37, 1, 2};
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    private final Rooms rooms;
    private final Decisions decisions;
    private final long ayesha;
    private final Reference reference;

    RevisionsTest(Database database) {
        this.rooms = new Rooms(database);
        this.decisions = rooms.decisions(Mode.ASSISTANCE);
        this.ayesha = rooms.person("ur-Latn");
        // The tests share a database, not the line.
        this.reference = rooms.submitted(ayesha, answers("39.37.1.1"), MONDAY);
    }

    @Test
    void whatStaffAskForIsNamedOrFollowsFromTheReasons() {
        decide(Move.SCREEN);
        assertThat(decideAsking(List.of(Reason.CNIC_MISMATCH_OR_EXPIRED), "subscriber_id", "isp")
                        .asked())
                .containsExactly("isp", "subscriber_id");
        decide(Move.RECEIVE);
        assertThat(stored().asked()).isEmpty();
        assertThat(decideAsking(List.of(Reason.CNIC_MISMATCH_OR_EXPIRED, Reason.DOCUMENT_MISSING))
                        .asked())
                .containsExactly("id_back", "id_front", "id_number", "proof_file");
        decide(Move.RECEIVE);
        assertThat(decideAsking(List.of(Reason.FEE_UNPAID)).asked()).isEmpty();
    }

    @Test
    void aPictureThatIsTakenAgainIsKeptWithTheApplication() throws Exception {
        decide(Move.SCREEN);
        assertThat(decideAsking(List.of(Reason.DOCUMENT_UNREADABLE)).asked())
                .containsExactly("id_back", "id_front", "proof_file");
        Document again = rooms.documents.keep(Vault.newId(), ayesha, "card.png", Files.png(), MONDAY);
        Document other = rooms.documents.keep(Vault.newId(), ayesha, "other.png", Files.png(), MONDAY);
        assertThat(supply(ayesha, "", Map.of("id_front", Long.toString(again.id())))
                        .done())
                .isTrue();
        assertThat(rooms.contents.of(stored()).documents()).containsEntry("id_front", again.id());
        rooms.documents.prune(MONDAY.plusSeconds(1), MONDAY, 100);
        assertThat(rooms.documents.find(ayesha, again.id())).isPresent();
        assertThat(rooms.documents.find(ayesha, other.id())).isEmpty();
    }

    @Test
    void whatTheFormDoesNotAskCannotBeAskedFor() {
        decide(Move.SCREEN);
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> decideAsking(List.of(), "shoe_size"))
                .withMessageStartingWith("--field shoe_size is none of register-individual: expected one of city, ");
        assertThatExceptionOfType(NotPossible.class)
                .isThrownBy(() -> Deciding.decide(
                        decisions,
                        reference,
                        new Decision(Move.VERIFY, List.of(), null, null, List.of("isp")),
                        "Sana",
                        MONDAY))
                .withMessage("fields go with ask only, not with verify");
        assertThat(stored().status()).isEqualTo(Status.SCREENING);
    }

    @Test
    void newAnswersTakeThePlaceOfOldOnesWhichAreKeptSealed() {
        decide(Move.SCREEN);
        decideAsking(List.of(Reason.IP_IS_VPN_EXIT), "ips", "id_number");
        Map<String, Object> given = Map.of("ips", List.of("39.37.1.2"), "id_number", "4210176543219", "way", "answer");
        assertThat(supply(ayesha, "Maaf kijiye", given)).isEqualTo(new Supply.Out(true, "", stored().due()));
        Application after = stored();
        assertThat(after.status()).isEqualTo(Status.SCREENING);
        assertThat(after.asked()).isEmpty();
        assertThat(after.due()).isEqualTo(rooms.calendar.after(TUESDAY, Duration.ofHours(10)));
        assertThat(rooms.contents.of(after).list("ips")).containsExactly("39.37.1.2");
        assertThat(rooms.contents.of(after).values()).doesNotContainKey("way");
        assertThat(rooms.history.of(after)).last().extracting(Event::note).isEqualTo("Maaf kijiye");
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(references(NEW)).contains(reference);
        List<Versions.Version> kept = rooms.tables.versions(after.id());
        assertThat(kept).hasSize(1).first().extracting(Versions.Version::seq).isEqualTo(after.events());
        byte[] sealed = kept.getFirst().answers();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("39.37.1.1");
        assertThat(rooms.contents.earlier(after).values())
                .singleElement()
                .extracting(answers -> answers.list("ips"))
                .isEqualTo(List.of("39.37.1.1"));
        LookUp.In byNewNumber = new LookUp.In(reference.grouped(), "543219");
        assertThat(rooms.views
                        .lookUp
                        .run(List.of(ask(rooms.person("en"), byNewNumber, TUESDAY)))
                        .getFirst()
                        .found())
                .isTrue();
    }

    @Test
    void nobodyElseSuppliesAnythingAndNothingIsNoAnswer() {
        decide(Move.SCREEN);
        decideAsking(List.of(), "isp");
        Map<String, Object> given = Map.of("isp", "ptcl");
        assertThat(supply(rooms.person("en"), "", given)).isEqualTo(new Supply.Out(false, "not_possible", null));
        assertThat(supply(ayesha, " ", Map.of("isp", "nayatel"))).isEqualTo(new Supply.Out(false, "nothing", null));
        assertThat(supply(ayesha, "", given).done()).isTrue();
        assertThat(supply(ayesha, "", given)).isEqualTo(new Supply.Out(false, "not_possible", null));
    }

    @Test
    void wordsAloneAreAnAnswerToo() {
        decide(Move.SCREEN);
        Deciding.decide(decisions, reference, new Decision(Move.ASK, List.of(), "Which floor?", null), "Sana", MONDAY);
        assertThat(supply(ayesha, "The third", Map.of()).done()).isTrue();
        assertThat(rooms.tables.versions(stored().id())).isEmpty();
    }

    @Test
    void anotherRouteTakesTheAnswersOfTheOldOneAway() {
        decide(Move.SCREEN);
        decideAsking(List.of(Reason.IP_NOT_STATIC_OR_PRIVATE));
        assertThat(stored().asked()).containsExactly("route");
        Map<String, Object> given =
                Map.of("route", "mobile_number", "vpn_mobile_number", "+923217654321", "operator", "jazz");
        assertThat(supply(ayesha, "", given).done()).isTrue();
        assertThat(rooms.contents.of(stored()).values()).doesNotContainKeys("ips", "isp", "subscriber_id");
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(rooms.register.elsewhere(0, "+923217654321"))
                .extracting(Register.Entry::reference)
                .contains(reference);
    }

    @Test
    void aLineOfAnotherApplicationOfTheSamePersonIsRefused() {
        String other = rooms.submitted(ayesha, answers("39.37.9.9"), MONDAY).grouped();
        decide(Move.SCREEN);
        decideAsking(List.of(), "ips");
        assertThat(other).isNotEmpty();
        assertThat(supply(ayesha, "", Map.of("ips", List.of("39.37.9.9"))))
                .isEqualTo(new Supply.Out(false, "duplicate", null));
        assertThat(stored().status()).isEqualTo(Status.NEEDS_INFO);
    }

    @Test
    void aChangeWaitsWhileTheOldEntryStaysAndThenTakesItsPlace() {
        registered();
        assertThat(change("39.37.1.2").done()).isTrue();
        assertThat(stored().status()).isEqualTo(Status.CHANGE_PENDING);
        assertThat(references(OLD)).contains(reference);
        assertThat(references(NEW)).doesNotContain(reference);
        assertThat(rooms.contents.of(stored()).list("ips")).containsExactly("39.37.1.1");
        decide(Move.ACCEPT_CHANGE);
        assertThat(stored().status()).isEqualTo(Status.ACTIVE);
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(references(NEW)).contains(reference);
        assertThat(rooms.contents.of(stored()).list("ips")).containsExactly("39.37.1.2");
        assertThat(rooms.contents.proposed(stored())).isEmpty();
        assertThat(rooms.said(ayesha)).last().asString().startsWith("ur-Latn change_accepted {");
        assertThat(AuditChains.faults(rooms.audit, stored().id())).isEmpty();
    }

    @Test
    void aChangeThatIsRefusedLeavesAllAsItWas() {
        registered();
        change("39.37.1.2");
        Deciding.decide(
                decisions,
                reference,
                new Decision(Move.REFUSE_CHANGE, List.of(Reason.IP_NOT_ASSIGNED_TO_SUBSCRIBER), null, null),
                "Sana",
                TUESDAY);
        assertThat(stored().status()).isEqualTo(Status.ACTIVE);
        assertThat(references(OLD)).contains(reference);
        assertThat(references(NEW)).doesNotContain(reference);
        assertThat(rooms.tables.versions(stored().id()))
                .extracting(Versions.Version::state)
                .containsExactly(Versions.State.REFUSED);
        assertThat(rooms.said(ayesha)).last().asString().startsWith("ur-Latn change_refused {");
        assertThat(change("39.37.1.2").done()).isTrue();
    }

    @Test
    void onlyWhatIsRegisteredCanBeChangedOneChangeAtATime() {
        assertThat(change("39.37.1.2").problem()).isEqualTo("not_possible");
        registered();
        assertThat(change("39.37.1.1").problem()).isEqualTo("nothing");
        assertThat(change("39.37.1.2").done()).isTrue();
        assertThat(change("39.37.1.3").problem()).isEqualTo("not_possible");
    }

    private void registered() {
        for (Move move : List.of(Move.SCREEN, Move.VERIFY, Move.CONFIRM)) {
            decide(move);
        }
        Deciding.decide(decisions, reference, new Decision(Move.APPROVE, List.of(), null, "PTA-7"), "Sana", MONDAY);
    }

    private void decide(Move move) {
        Deciding.decide(decisions, reference, new Decision(move), "Sana", MONDAY);
    }

    private Application decideAsking(List<Reason> reasons, String... fields) {
        Decision decision = new Decision(Move.ASK, reasons, null, null, List.of(fields));
        return Deciding.decide(decisions, reference, decision, "Sana", MONDAY);
    }

    private Supply.Out supply(long person, String text, Map<String, Object> given) {
        Supply.In in = new Supply.In(reference.grouped(), text, given);
        return rooms.incoming.supply.run(List.of(ask(person, in, TUESDAY))).getFirst();
    }

    private Change.Out change(String address) {
        Change.In in = new Change.In(reference.grouped(), Map.of("ips", List.of(address)));
        return rooms.incoming.change.run(List.of(ask(ayesha, in, TUESDAY))).getFirst();
    }

    private List<Reference> references(byte[] address) {
        return rooms.register.elsewhere(0, List.of(address)).stream()
                .map(Register.Entry::reference)
                .toList();
    }

    private Application stored() {
        return rooms.applications.find(reference).orElseThrow();
    }
}
