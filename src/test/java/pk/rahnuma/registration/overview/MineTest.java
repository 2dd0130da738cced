package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.answers;
import static pk.rahnuma.registration.Rooms.ask;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Rooms;
import pk.rahnuma.registration.Target;
import pk.rahnuma.registration.decisions.Deciding;
import pk.rahnuma.registration.decisions.Decisions;
import pk.rahnuma.store.Mode;

@OnEachDatabase
class MineTest {

    private final Rooms rooms;
    private final long ayesha;
    private final long bilal;

    MineTest(Database database) {
        this.rooms = new Rooms(database);
        this.ayesha = rooms.person("en");
        this.bilal = rooms.person("en");
    }

    @Test
    void whoHasSentNothingHasNothing() {
        assertThat(mine(ayesha)).isEqualTo(new Mine.Out(0, 0, List.of()));
    }

    @Test
    void theNewestTenComeNewestFirstAndAllAreCounted() {
        List<String> references = new java.util.ArrayList<>();
        for (int i = 0; i < 12; i++) {
            references.addFirst(rooms.submitted(ayesha, answers("39.33.1." + i), MONDAY.plusSeconds(i))
                    .grouped());
        }
        rooms.submitted(bilal, answers("39.33.2.1"), MONDAY);
        Mine.Out out = mine(ayesha);
        assertThat(out.count()).isEqualTo(12);
        assertThat(out.own()).isEqualTo(12);
        assertThat(out.items()).extracting(Mine.Item::reference).containsExactlyElementsOf(references.subList(0, 10));
    }

    @Test
    void anItemSaysWhereItStandsAndWhatComesNext() {
        Reference reference = rooms.submitted(ayesha, answers("39.33.3.1"), MONDAY);
        Decisions decisions = rooms.decisions(Mode.ASSISTANCE);
        assertThat(mine(ayesha).items().getFirst())
                .isEqualTo(new Mine.Item(
                        reference.grouped(),
                        "SUBMITTED",
                        MONDAY,
                        Instant.parse("2026-11-24T06:00:00Z"),
                        null,
                        MONDAY,
                        List.of(),
                        "",
                        "desk",
                        ""));
        Deciding.decide(decisions, reference, new Decision(Move.SCREEN), "Sana", MONDAY);
        Deciding.decide(
                decisions,
                reference,
                new Decision(Move.REJECT, List.of(Reason.IP_IS_VPN_EXIT, Reason.DOCUMENT_MISSING), null, null),
                "Sana",
                MONDAY.plusSeconds(60));
        Mine.Item item = mine(ayesha).items().getFirst();
        assertThat(item.status()).isEqualTo("REJECTED");
        assertThat(item.reasons()).containsExactly("IP_IS_VPN_EXIT", "DOCUMENT_MISSING");
        assertThat(item.next()).isEqualTo("reopen");
        assertThat(item.since()).isEqualTo(MONDAY.plusSeconds(60));
        assertThat(item.due()).isEqualTo(MONDAY.plusSeconds(60).plus(Target.REOPENING));
    }

    @Test
    void aDateThatHasPassedIsNoPromiseButMissed() {
        Reference reference = rooms.submitted(ayesha, answers("39.33.5.1"), MONDAY);
        Instant due = Instant.parse("2026-11-24T06:00:00Z");
        assertThat(mine(ayesha, due.minusSeconds(1)).due()).isEqualTo(due);
        assertThat(mine(ayesha, due.minusSeconds(1)).was_due()).isNull();
        assertThat(mine(ayesha, due).due()).isNull();
        assertThat(mine(ayesha, due).was_due()).isEqualTo(due);

        Decisions decisions = rooms.decisions(Mode.ASSISTANCE);
        Deciding.decide(decisions, reference, new Decision(Move.SCREEN), "Sana", MONDAY);
        Deciding.decide(
                decisions,
                reference,
                new Decision(Move.REJECT, List.of(Reason.DOCUMENT_MISSING), null, null),
                "Sana",
                MONDAY);
        Mine.Item rejected = mine(ayesha, MONDAY.plus(Target.REOPENING));
        assertThat(rejected.next()).isEqualTo("apply_again");
        assertThat(rejected.due()).as("nothing is due any more").isNull();
        assertThat(rejected.was_due()).as("nobody has missed anything").isNull();
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        String reference = rooms.submitted(bilal, answers("39.33.4.1"), MONDAY).grouped();
        List<Mine.Out> outs = rooms.views.mine.run(List.of(
                ask(ayesha, new Mine.In(), MONDAY),
                ask(bilal, new Mine.In(), MONDAY),
                ask(ayesha, new Mine.In(), MONDAY)));
        assertThat(outs).extracting(Mine.Out::count).containsExactly(0L, 1L, 0L);
        assertThat(outs.get(1).items().getFirst().reference()).isEqualTo(reference);
    }

    private Mine.Item mine(long person, Instant now) {
        return rooms.views
                .mine
                .run(List.of(ask(person, new Mine.In(), now)))
                .getFirst()
                .items()
                .getFirst();
    }

    private Mine.Out mine(long person) {
        return rooms.views.mine.run(List.of(ask(person, new Mine.In(), MONDAY))).getFirst();
    }
}
