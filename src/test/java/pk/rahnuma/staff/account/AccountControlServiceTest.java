package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.staff.account.StaffFixture.CONSOLE;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;
import static pk.rahnuma.staff.account.StaffFixture.PASSWORD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;

@OnEachDatabase
class AccountControlServiceTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Instant LATER = MORNING.plus(Duration.ofDays(10));

    private final StaffFixture desk;
    private final AccountControlService control;
    private final StaffFixture.Somebody chief;
    private final StaffFixture.Somebody sana;

    AccountControlServiceTest(TestDatabase database) {
        this.desk = new StaffFixture(database);
        this.control = AccountControlFixture.over(database);
        this.chief = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        this.sana = desk.createMember(StaffRole.SUPERVISOR, MORNING);
    }

    @Test
    void accountsOfTheCommandLineAreIndependent() {
        assertThat(holder(chief.member(), sana.member(), MORNING)).isEmpty();
        assertThat(control.findCommonHolder(
                        "somebody without an account", sana.member().name(), MORNING))
                .isEmpty();
    }

    @Test
    void addingAnAccountBindsBothForADay() {
        StaffInvitation fresh = add(chief, LATER);
        StaffMember second = fresh.member();
        assertThat(holder(chief.member(), second, LATER))
                .contains(chief.member().name());
        assertThat(holder(second, chief.member(), LATER.plus(DAY).minusSeconds(1)))
                .contains(chief.member().name());
        assertThat(holder(chief.member(), second, LATER.plus(DAY))).isEmpty();
        assertThat(holder(sana.member(), second, LATER)).isEmpty();
    }

    @Test
    void aLinkThatIsKeptForADayCountsFromWhenItIsUsed() {
        StaffInvitation fresh = add(chief, LATER);
        Instant used = LATER.plus(DAY).minusSeconds(60);
        desk.links.setPassword(fresh.token(), PASSWORD, used);
        assertThat(holder(chief.member(), fresh.member(), used.plus(DAY).minusSeconds(1)))
                .contains(chief.member().name());
        assertThat(holder(chief.member(), fresh.member(), used.plus(DAY))).isEmpty();
    }

    @Test
    void resettingEnablingOrChangingTheRoleBindsTheAccountToo() {
        AccountActor actor = AccountActor.fromSession(chief.who());
        long id = sana.member().id();
        List<Runnable> changes = List.of(
                () -> desk.accounts.resetCredentials(actor, id, LATER),
                () -> desk.accounts.resetPassword(actor, id, LATER.plus(DAY.multipliedBy(2))),
                () -> desk.accounts.resetSecondFactor(actor, id, LATER.plus(DAY.multipliedBy(4))),
                () -> desk.accounts.changeRoles(
                        actor, id, Set.of(StaffRole.REVIEWER), LATER.plus(DAY.multipliedBy(6))));
        Instant at = LATER;
        for (Runnable change : changes) {
            assertThat(holder(chief.member(), sana.member(), at)).isEmpty();
            change.run();
            assertThat(holder(chief.member(), sana.member(), at))
                    .contains(chief.member().name());
            at = at.plus(DAY.multipliedBy(2));
        }
        desk.accounts.disableMember(CONSOLE, id, at);
        assertThat(holder(chief.member(), sana.member(), at)).isEmpty();
        desk.accounts.enableMember(actor, id, at);
        assertThat(holder(chief.member(), sana.member(), at))
                .contains(chief.member().name());
    }

    @Test
    void aChangeBetweenTheProposalAndItsConfirmationCountsHoweverLongThatTakes() {
        assertThat(holder(chief.member(), sana.member(), LATER)).isEmpty();
        desk.accounts.resetCredentials(
                AccountActor.fromSession(chief.who()), sana.member().id(), LATER.plus(Duration.ofDays(5)));
        assertThat(holder(chief.member(), sana.member(), LATER))
                .contains(chief.member().name());
    }

    @Test
    void accountsThatAccountsMadeAreHeldByTheFirst() {
        StaffFixture.Somebody other = desk.createMember(StaffRole.ADMINISTRATOR, LATER);
        StaffMember third = add(other, LATER).member();
        assertThat(holder(chief.member(), third, LATER)).isEmpty();
        desk.accounts.resetCredentials(
                AccountActor.fromSession(chief.who()), other.member().id(), LATER);
        assertThat(holder(chief.member(), third, LATER)).contains(chief.member().name());
        assertThat(holder(chief.member(), third, LATER.plus(DAY))).isEmpty();
    }

    @Test
    void twoAccountsOfOneCreatorCountAsControlledByOnePerson() {
        StaffMember second = add(chief, LATER).member();
        StaffMember third = add(chief, LATER).member();
        assertThat(holder(second, third, LATER)).contains(chief.member().name());
        assertThat(holder(second, sana.member(), LATER)).isEmpty();
    }

    private StaffInvitation add(StaffFixture.Somebody by, Instant now) {
        return desk.accounts.addMember(
                AccountActor.fromSession(by.who()),
                StaffFixture.name("new"),
                StaffRole.SUPERVISOR,
                List.of(),
                List.of(),
                now);
    }

    private Optional<String> holder(StaffMember one, StaffMember other, Instant at) {
        return control.findCommonHolder(one.name(), other.name(), at);
    }
}
