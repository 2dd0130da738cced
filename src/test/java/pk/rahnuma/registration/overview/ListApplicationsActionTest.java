package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.account.FixedStaffAvailability;

@OnEachDatabase
class ListApplicationsActionTest {

    private final DomainFixture fixture;
    private final long ayesha;
    private final long bilal;

    ListApplicationsActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        database.sql().execute("delete from staff");
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("en");
    }

    @Test
    void aPersonWithoutApplicationsSeesNone() {
        assertThat(mine(ayesha)).isEqualTo(new ListApplicationsAction.Out(0, 0, List.of()));
    }

    @Test
    void theNewestTenComeNewestFirstAndAllAreCounted() {
        List<String> references = new java.util.ArrayList<>();
        for (int i = 0; i < 12; i++) {
            references.addFirst(fixture.submitApplication(ayesha, answers("39.33.1." + i), MONDAY.plusSeconds(i))
                    .toGroupedText());
        }
        fixture.submitApplication(bilal, answers("39.33.2.1"), MONDAY);
        ListApplicationsAction.Out out = mine(ayesha);
        assertThat(out.count()).isEqualTo(12);
        assertThat(out.own()).isEqualTo(12);
        assertThat(out.items())
                .extracting(ListApplicationsAction.Item::reference)
                .containsExactlyElementsOf(references.subList(0, 10));
    }

    @Test
    void noTimeAndNoActingStaffAppearWhileNoMemberCanDecide() {
        fixture.submitApplication(ayesha, answers("39.33.3.2"), MONDAY);
        FixedStaffAvailability.insertMember(fixture.database.sql(), StaffRole.AGENT);
        for (Instant at : List.of(MONDAY, MONDAY.plus(Duration.ofDays(30)))) {
            ListApplicationsAction.Item item = mine(ayesha, at);
            assertThat(item.next()).isEqualTo("unstaffed");
            assertThat(item.due()).isNull();
            assertThat(item.was_due()).isNull();
        }
        FixedStaffAvailability.insertMember(fixture.database.sql(), StaffRole.REVIEWER);
        assertThat(mine(ayesha, MONDAY).next()).isEqualTo("desk");
        assertThat(mine(ayesha, MONDAY).due()).isNotNull();
    }

    @Test
    void anItemShowsItsStateAndItsNextStep() {
        FixedStaffAvailability.insertMember(fixture.database.sql(), StaffRole.REVIEWER);
        Reference reference = fixture.submitApplication(ayesha, answers("39.33.3.1"), MONDAY);
        assertThat(mine(ayesha).items().getFirst())
                .isEqualTo(new ListApplicationsAction.Item(
                        reference.toGroupedText(),
                        "REQUESTED",
                        MONDAY,
                        Instant.parse("2026-11-24T06:00:00Z"),
                        null,
                        MONDAY,
                        List.of(),
                        "",
                        "desk",
                        "",
                        1,
                        0));
        fixture.decide(reference, LineTransition.VERIFY);
        fixture.decide(
                reference,
                DecisionFixture.rejection(DecisionReason.IP_IS_VPN_EXIT, DecisionReason.DOCUMENT_MISSING),
                MONDAY.plusSeconds(60));
        ListApplicationsAction.Item item = mine(ayesha).items().getFirst();
        assertThat(item.status()).isEqualTo("REFUSED");
        assertThat(item.reasons()).containsExactly("IP_IS_VPN_EXIT", "DOCUMENT_MISSING");
        assertThat(item.next()).isEqualTo("reopen");
        assertThat(item.since()).isEqualTo(MONDAY.plusSeconds(60));
        assertThat(item.due()).isEqualTo(MONDAY.plusSeconds(60).plus(LineDeadline.REOPENING_PERIOD));
    }

    @Test
    void aDateThatHasPassedIsShownAsMissed() {
        FixedStaffAvailability.insertMember(fixture.database.sql(), StaffRole.REVIEWER);
        Reference reference = fixture.submitApplication(ayesha, answers("39.33.5.1"), MONDAY);
        Instant due = Instant.parse("2026-11-24T06:00:00Z");
        assertThat(mine(ayesha, due.minusSeconds(1)).due()).isEqualTo(due);
        assertThat(mine(ayesha, due.minusSeconds(1)).was_due()).isNull();
        assertThat(mine(ayesha, due).due()).isNull();
        assertThat(mine(ayesha, due).was_due()).isEqualTo(due);

        fixture.decide(reference, LineTransition.VERIFY);
        fixture.decide(reference, DecisionFixture.rejection(DecisionReason.DOCUMENT_MISSING));
        ListApplicationsAction.Item rejected = mine(ayesha, MONDAY.plus(LineDeadline.REOPENING_PERIOD));
        assertThat(rejected.next()).isEqualTo("apply_again");
        assertThat(rejected.due()).as("nothing is due any more").isNull();
        assertThat(rejected.was_due()).as("nobody has missed anything").isNull();
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        String reference =
                fixture.submitApplication(bilal, answers("39.33.4.1"), MONDAY).toGroupedText();
        List<ListApplicationsAction.Out> outs = fixture.overviewFixture.mine.executeAll(List.of(
                createRequest(ayesha, new ListApplicationsAction.In(), MONDAY),
                createRequest(bilal, new ListApplicationsAction.In(), MONDAY),
                createRequest(ayesha, new ListApplicationsAction.In(), MONDAY)));
        assertThat(outs).extracting(ListApplicationsAction.Out::count).containsExactly(0L, 1L, 0L);
        assertThat(outs.get(1).items().getFirst().reference()).isEqualTo(reference);
    }

    private ListApplicationsAction.Item mine(long person, Instant now) {
        return execute(fixture.overviewFixture.mine, person, new ListApplicationsAction.In(), now)
                .items()
                .getFirst();
    }

    private ListApplicationsAction.Out mine(long person) {
        return execute(fixture.overviewFixture.mine, person, new ListApplicationsAction.In(), MONDAY);
    }
}
