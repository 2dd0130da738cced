package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;
import static pk.rahnuma.staff.account.StaffFixture.PASSWORD;
import static pk.rahnuma.staff.account.StaffFixture.elsewhere;

import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffRole;

/// Replacement of the second factor by members.
@OnEachDatabase
class SecondFactorReplacementTest {

    private final StaffFixture desk;
    private final Instant later = MORNING.plusSeconds(60);

    SecondFactorReplacementTest(TestDatabase database) {
        this.desk = new StaffFixture(database);
    }

    private static void refused(StaffException.Reason why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StaffException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(why));
    }

    private String begun(StaffFixture.Somebody who, Instant now) {
        return desk.own.beginSecondFactorChange(who.who(), PASSWORD, desk.code(who.secret(), now), elsewhere(), now);
    }

    @Test
    void itWantsThePasswordAndAPresentCode() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String code = desk.code(sana.secret(), later);
        refused(
                StaffException.Reason.PASSWORD_WRONG,
                () -> desk.own.beginSecondFactorChange(sana.who(), "wrong", code, elsewhere(), later));
        refused(
                StaffException.Reason.CODE_WRONG,
                () -> desk.own.beginSecondFactorChange(sana.who(), PASSWORD, "000000", elsewhere(), later));
        assertThat(desk.own.beginSecondFactorChange(sana.who(), PASSWORD, code, elsewhere(), later))
                .isNotBlank();
        refused(
                StaffException.Reason.CODE_WRONG,
                () -> desk.own.beginSecondFactorChange(sana.who(), PASSWORD, code, elsewhere(), later));
    }

    @Test
    void aSeedThatWasNotConfirmedIsNoneInThePlaceOfThePresentOne() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String pending = begun(sana, later);
        String secret = desk.own.pendingEnrolment(sana.who(), pending, later).secret();
        desk.database.sql().execute("""
                update staff set totp_secret = (
                    select p.totp_secret from staff_pending p where p.staff_id = staff.id and p.totp_secret is not null)
                where id = ?
                """, sana.member().id());
        String code = desk.code(secret, later);
        String next = desk.pending(sana.member(), later);
        assertThatThrownBy(() -> desk.signIn.checkCode(next, code, elsewhere(), later))
                .hasMessageStartingWith("cannot open staff.totp_secret");
    }

    @Test
    void theNewFactorCountsOnceConfirmedAndEndsOtherSessions() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        SignInResult.SignedIn phone = desk.signIn(sana, later);
        Instant now = later.plusSeconds(60);
        String pending = begun(sana, now);
        String secret = desk.own.pendingEnrolment(sana.who(), pending, now).secret();
        refused(
                StaffException.Reason.CODE_WRONG,
                () -> desk.own.confirmSecondFactor(sana.who(), pending, "000000", elsewhere(), now));
        assertThat(desk.sessions.findAndExtend(phone.token(), now)).isPresent();

        List<String> codes =
                desk.own.confirmSecondFactor(sana.who(), pending, desk.code(secret, now), elsewhere(), now);
        assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(sana.recoveryCodes());
        assertThat(desk.sessions.findAndExtend(phone.token(), now)).isEmpty();
        assertThat(desk.sessions.findAndExtend(sana.token(), now)).isPresent();
        Instant next = now.plusSeconds(60);
        assertThat(desk.signIn.checkCode(
                        desk.pending(sana.member(), next), desk.code(sana.secret(), next), elsewhere(), next))
                .isEqualTo(new SignInResult.Rejected());
        assertThat(desk.signIn.checkCode(desk.pending(sana.member(), next), desk.code(secret, next), elsewhere(), next))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(desk.auditedActions(sana.member().id())).contains("staff.second-factor-set", "staff.signed-in");
    }

    @Test
    void aForeignOrExpiredEnrolmentIsNotConfirmed() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody omar = desk.createMember(StaffRole.AGENT, MORNING);
        String pending = begun(sana, later);
        String secret = desk.own.pendingEnrolment(sana.who(), pending, later).secret();
        refused(
                StaffException.Reason.FACTOR_OVER,
                () -> desk.own.confirmSecondFactor(omar.who(), pending, desk.code(secret, later), elsewhere(), later));
        Instant over = later.plus(SignInService.SIGN_IN_TTL);
        refused(
                StaffException.Reason.FACTOR_OVER,
                () -> desk.own.confirmSecondFactor(sana.who(), pending, desk.code(secret, over), elsewhere(), over));
        // A sign-in that waits for its code is none of these.
        refused(
                StaffException.Reason.FACTOR_OVER,
                () -> desk.own.pendingEnrolment(sana.who(), desk.pending(sana.member(), later), later));
    }
}
