package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.answers;
import static pk.rahnuma.registration.Rooms.ask;
import static pk.rahnuma.registration.Rooms.mobileAnswers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import pk.rahnuma.registration.submission.Change;
import pk.rahnuma.store.Mode;

@OnEachDatabase
class OwnTest {

    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    private final Rooms rooms;
    private final Decisions decisions;
    private final long ayesha;

    OwnTest(Database database) {
        this.rooms = new Rooms(database);
        this.decisions = rooms.decisions(Mode.ASSISTANCE);
        this.ayesha = rooms.person("en");
    }

    @Test
    void withoutAReferenceItIsTheNewestAndOthersSeeNothing() {
        assertThat(own(ayesha, "").found()).isFalse();
        String first = rooms.submitted(ayesha, answers("39.41.1.1"), MONDAY).grouped();
        String second = rooms.submitted(ayesha, answers("39.41.1.2"), TUESDAY).grouped();
        assertThat(own(ayesha, "").reference()).isEqualTo(second);
        assertThat(own(ayesha, first).reference()).isEqualTo(first);
        assertThat(own(rooms.person("en"), first)).isEqualTo(own(ayesha, "K7MP-4RTX-9X"));
        assertThat(own(rooms.person("en"), first).found()).isFalse();
    }

    @Test
    void whatCanBeDoneFollowsTheLifeCycle() {
        Reference reference = rooms.submitted(ayesha, answers("39.41.2.1"), MONDAY);
        assertThat(ways(reference)).containsExactly("withdraw", "nothing");
        decide(reference, new Decision(Move.SCREEN));
        decide(reference, new Decision(Move.ASK, List.of(Reason.SUBSCRIBER_ID_MISMATCH), "As on the bill", null));
        assertThat(ways(reference)).containsExactly("answer", "withdraw", "nothing");
        Own.Out asked = own(ayesha, reference.grouped());
        assertThat(asked.asked()).containsExactly("subscriber_id");
        assertThat(asked.note()).isEqualTo("As on the bill");
        assertThat(asked.next()).isEqualTo("applicant");
        decide(reference, new Decision(Move.RECEIVE));
        decide(reference, new Decision(Move.REJECT, List.of(Reason.INCOMPLETE_FORM), null, null));
        assertThat(ways(reference)).containsExactly("look_again", "nothing");
        assertThat(own(ayesha, reference.grouped(), MONDAY.plus(Target.REOPENING))
                        .ways())
                .containsExactly(new Own.Way("nothing"));
    }

    @Test
    void aRegisteredLineIsShownWithWhatHasChangedSince() {
        Reference reference = rooms.submitted(ayesha, answers("39.41.3.1", "39.41.3.2"), MONDAY);
        registered(reference);
        Own.Out out = own(ayesha, reference.grouped());
        assertThat(ways(reference)).containsExactly("line_blocked", "change_line", "cancel", "nothing");
        assertThat(out.line()).isEqualTo("39.41.3.1, 39.41.3.2");
        assertThat(out.protocol()).isEqualTo("wireguard");
        assertThat(out.registered()).isEqualTo(MONDAY);
        assertThat(out.changed()).isNull();
        assertThat(out.checked())
                .isEqualTo("Checked 2026-11-24 09:00: ACTIVE since 2026-11-23 09:00; registered 2026-11-23 09:00;"
                        + " line 39.41.3.1, 39.41.3.2; unchanged since");
        Change.In change = new Change.In(reference.grouped(), Map.of("ips", List.of("39.41.3.3")));
        rooms.incoming.change.run(List.of(ask(ayesha, change, MONDAY)));
        assertThat(ways(reference)).containsExactly("line_blocked", "nothing");
        Deciding.decide(decisions, reference, new Decision(Move.ACCEPT_CHANGE), "Sana", TUESDAY);
        assertThat(own(ayesha, reference.grouped()).changed()).isEqualTo(TUESDAY);
    }

    @Test
    void aMobileNumberIsMaskedAndAnUnknownProtocolIsNone() {
        Map<String, Object> answers = mobileAnswers("+923217654399");
        answers.put("vpn_protocol", "dont_know");
        Own.Out out = own(ayesha, rooms.submitted(ayesha, answers, MONDAY).grouped());
        assertThat(out.line()).doesNotContain("7654").endsWith("99");
        assertThat(out.protocol()).isEmpty();
        assertThat(out.registered()).isNull();
    }

    @Test
    void manyAreAnsweredInTheirOrder() {
        long bilal = rooms.person("en");
        String his = rooms.submitted(bilal, answers("39.41.4.1"), MONDAY).grouped();
        String hers = rooms.submitted(ayesha, answers("39.41.4.2"), MONDAY).grouped();
        assertThat(rooms.views.own.run(List.of(
                        ask(bilal, new Own.In(""), MONDAY),
                        ask(ayesha, new Own.In(his), MONDAY),
                        ask(ayesha, new Own.In(hers), MONDAY),
                        ask(bilal, new Own.In(his), MONDAY))))
                .extracting(Own.Out::reference)
                .containsExactly(his, "", hers, his);
    }

    private void registered(Reference reference) {
        for (Move move : List.of(Move.SCREEN, Move.VERIFY, Move.CONFIRM)) {
            decide(reference, new Decision(move));
        }
        decide(reference, new Decision(Move.APPROVE, List.of(), null, "PTA-7"));
    }

    private void decide(Reference reference, Decision decision) {
        Deciding.decide(decisions, reference, decision, "Sana", MONDAY);
    }

    private List<String> ways(Reference reference) {
        return own(ayesha, reference.grouped(), MONDAY).ways().stream()
                .map(Own.Way::code)
                .toList();
    }

    private Own.Out own(long person, String reference) {
        return own(person, reference, TUESDAY);
    }

    private Own.Out own(long person, String reference, Instant now) {
        return rooms.views
                .own
                .run(List.of(ask(person, new Own.In(reference), now)))
                .getFirst();
    }
}
