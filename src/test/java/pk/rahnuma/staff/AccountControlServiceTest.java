package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.staff.Desk.CONSOLE;
import static pk.rahnuma.staff.Desk.MORNING;
import static pk.rahnuma.staff.Desk.PASSWORD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;

@OnEachDatabase
class AccountControlServiceTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant LATER = MORNING.plus(Duration.ofDays(10));

    private final Desk desk;
    private final AccountControlService control;
    private final Desk.Somebody chief;
    private final Desk.Somebody sana;

    AccountControlServiceTest(Database database) {
        this.desk = new Desk(database);
        this.control = StaffControl.over(database);
        this.chief = desk.somebody(Role.ADMINISTRATOR, MORNING);
        this.sana = desk.somebody(Role.SUPERVISOR, MORNING);
    }

    @Test
    void accountsOfTheCommandLineAreIndependent() {
        assertThat(holder(chief.member(), sana.member(), MORNING)).isEmpty();
        assertThat(control.findCommonHolder(
                        "somebody without an account", sana.member().name(), MORNING))
                .isEmpty();
    }

    @Test
    void whoAddedAnAccountHoldsItForADayBothWays() {
        Invitation fresh = add(chief, LATER);
        Member second = fresh.member();
        assertThat(holder(chief.member(), second, LATER))
                .contains(chief.member().name());
        assertThat(holder(second, chief.member(), LATER.plus(DAY).minusSeconds(1)))
                .contains(chief.member().name());
        assertThat(holder(chief.member(), second, LATER.plus(DAY))).isEmpty();
        assertThat(holder(sana.member(), second, LATER)).isEmpty();
    }

    @Test
    void aLinkThatIsKeptForADayCountsFromWhenItIsUsed() {
        Invitation fresh = add(chief, LATER);
        Instant used = LATER.plus(DAY).minusSeconds(60);
        desk.links.setPassword(fresh.token(), PASSWORD, used);
        assertThat(holder(chief.member(), fresh.member(), used.plus(DAY).minusSeconds(1)))
                .contains(chief.member().name());
        assertThat(holder(chief.member(), fresh.member(), used.plus(DAY))).isEmpty();
    }

    @Test
    void whoResetsEnablesOrGivesAnotherRoleHoldsTheAccountToo() {
        Actor actor = Actor.of(chief.who());
        long id = sana.member().id();
        List<Runnable> changes = List.of(
                () -> desk.accounts.reset(actor, id, LATER),
                () -> desk.accounts.resetPassword(actor, id, LATER.plus(DAY.multipliedBy(2))),
                () -> desk.accounts.resetSecondFactor(actor, id, LATER.plus(DAY.multipliedBy(4))),
                () -> desk.accounts.changeRoles(actor, id, Set.of(Role.REVIEWER), LATER.plus(DAY.multipliedBy(6))));
        Instant at = LATER;
        for (Runnable change : changes) {
            assertThat(holder(chief.member(), sana.member(), at)).isEmpty();
            change.run();
            assertThat(holder(chief.member(), sana.member(), at))
                    .contains(chief.member().name());
            at = at.plus(DAY.multipliedBy(2));
        }
        desk.accounts.disable(CONSOLE, id, at);
        assertThat(holder(chief.member(), sana.member(), at)).isEmpty();
        desk.accounts.enable(actor, id, at);
        assertThat(holder(chief.member(), sana.member(), at))
                .contains(chief.member().name());
    }

    @Test
    void aChangeBetweenTheProposalAndItsConfirmationCountsHoweverLongThatTakes() {
        assertThat(holder(chief.member(), sana.member(), LATER)).isEmpty();
        desk.accounts.reset(Actor.of(chief.who()), sana.member().id(), LATER.plus(Duration.ofDays(5)));
        assertThat(holder(chief.member(), sana.member(), LATER))
                .contains(chief.member().name());
    }

    @Test
    void accountsThatAccountsMadeAreHeldByTheFirst() {
        Desk.Somebody other = desk.somebody(Role.ADMINISTRATOR, LATER);
        Member third = add(other, LATER).member();
        assertThat(holder(chief.member(), third, LATER)).isEmpty();
        desk.accounts.reset(Actor.of(chief.who()), other.member().id(), LATER);
        assertThat(holder(chief.member(), third, LATER)).contains(chief.member().name());
        assertThat(holder(chief.member(), third, LATER.plus(DAY))).isEmpty();
    }

    @Test
    void twoAccountsOfOneMakerAreInTheSameHands() {
        Member second = add(chief, LATER).member();
        Member third = add(chief, LATER).member();
        assertThat(holder(second, third, LATER)).contains(chief.member().name());
        assertThat(holder(second, sana.member(), LATER)).isEmpty();
    }

    private Invitation add(Desk.Somebody by, Instant now) {
        return desk.accounts.add(Actor.of(by.who()), Desk.name("new"), Role.SUPERVISOR, List.of(), List.of(), now);
    }

    private Optional<String> holder(Member one, Member other, Instant at) {
        return control.findCommonHolder(one.name(), other.name(), at);
    }
}
