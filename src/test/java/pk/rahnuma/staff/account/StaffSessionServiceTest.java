package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;
import static pk.rahnuma.staff.account.StaffFixture.PASSWORD;
import static pk.rahnuma.staff.account.StaffFixture.elsewhere;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.staff.StaffSession;

@OnEachDatabase
class StaffSessionServiceTest {

    private final StaffFixture desk;

    StaffSessionServiceTest(TestDatabase database) {
        this.desk = new StaffFixture(database);
    }

    @Test
    void aSessionLivesAsLongAsItIsUsedButNoLongerThanHalfADay() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        Instant now = MORNING;
        Duration step = Duration.ofMinutes(29);
        for (; now.isBefore(MORNING.plus(StaffSessionService.MAX_SESSION_AGE)); now = now.plus(step)) {
            assertThat(desk.sessions.findAndExtend(sana.token(), now)).isPresent();
        }
        assertThat(desk.sessions.findAndExtend(sana.token(), now)).isEmpty();
    }

    @Test
    void anIdleSessionEndsAfterHalfAnHour() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        assertThat(desk.sessions.findAndExtend(
                        sana.token(),
                        MORNING.plus(StaffSessionService.IDLE_TIMEOUT).minusMillis(1)))
                .isPresent();
        Instant end = MORNING.plus(StaffSessionService.IDLE_TIMEOUT).plus(StaffSessionService.IDLE_TIMEOUT);
        assertThat(desk.sessions.findAndExtend(sana.token(), end)).isEmpty();
        assertThat(desk.sessions.listSessions(sana.who(), end)).isEmpty();
    }

    @Test
    void aSessionIsWrittenToNoMoreThanOnceAMinute() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        desk.sessions.findAndExtend(sana.token(), MORNING.plusSeconds(60));
        assertThat(seen(sana)).isEqualTo(MORNING);
        desk.sessions.findAndExtend(sana.token(), MORNING.plusSeconds(61));
        assertThat(seen(sana)).isEqualTo(MORNING.plusSeconds(61));
    }

    private Instant seen(StaffFixture.Somebody somebody) {
        return desk.sessions.listSessions(somebody.who(), MORNING).getFirst().seenAt();
    }

    @Test
    void placesOfSessionsThatWereSwappedDoNotOpen() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        desk.signIn(sana, MORNING.plusSeconds(60));
        List<StaffSession> sessions = desk.sessions.listSessions(sana.who(), MORNING.plusSeconds(60));
        desk.database.swapValues(
                "staff_session",
                "place",
                "id",
                sessions.getFirst().id(),
                sessions.getLast().id());
        assertThatThrownBy(() -> desk.sessions.listSessions(sana.who(), MORNING.plusSeconds(60)))
                .hasMessageStartingWith("cannot open staff_session.place");
    }

    @Test
    void anInvalidTokenOpensNothing() {
        assertThat(desk.sessions.findAndExtend(null, MORNING)).isEmpty();
        assertThat(desk.sessions.findAndExtend("", MORNING)).isEmpty();
        assertThat(desk.sessions.findAndExtend("x".repeat(10_000), MORNING)).isEmpty();
    }

    @Test
    void aFormOfAnotherSessionIsNotTakenForItsOwn() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        AuthenticatedStaff here =
                desk.sessions.findAndExtend(sana.token(), MORNING).orElseThrow();
        AuthenticatedStaff there = desk.signIn(sana, MORNING.plusSeconds(60)).who();
        assertThat(here.csrf()).isEqualTo(sana.who().csrf()).isNotEqualTo(sana.token());
        assertThat(here.hasCsrfToken(here.csrf())).isTrue();
        assertThat(here.hasCsrfToken(there.csrf())).isFalse();
        assertThat(here.hasCsrfToken(null)).isFalse();
    }

    @Test
    void membersSeeTheirOwnSessionsAndEndThem() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody ali = desk.createMember(StaffRole.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(60);
        SignInResult.SignedIn phone = (SignInResult.SignedIn) desk.signIn.checkCode(
                desk.pending(sana.member(), later), desk.code(sana.secret(), later), StaffFixture.OFFICE, later);
        List<StaffSession> sessions = desk.sessions.listSessions(sana.who(), later);
        assertThat(sessions).extracting(StaffSession::current).containsExactly(false, true);
        assertThat(sessions.getFirst())
                .isEqualTo(new StaffSession(phone.who().session(), "203.0.113.7", "Firefox", later, later, false));
        assertThat(desk.sessions.endSession(ali.who(), phone.who().session(), later))
                .isFalse();
        assertThat(desk.sessions.endSession(sana.who(), phone.who().session(), later))
                .isTrue();
        assertThat(desk.sessions.findAndExtend(phone.token(), later)).isEmpty();
        assertThat(desk.sessions.findAndExtend(sana.token(), later)).isPresent();
    }

    @Test
    void signingOutEndsOneSessionAndEverywhereEndsAll() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        SignInResult.SignedIn one = desk.signIn(sana, MORNING.plusSeconds(60));
        SignInResult.SignedIn two = desk.signIn(sana, MORNING.plusSeconds(120));
        Instant later = MORNING.plusSeconds(180);
        desk.sessions.signOut(one.who(), later);
        assertThat(desk.sessions.findAndExtend(one.token(), later)).isEmpty();
        assertThat(desk.sessions.findAndExtend(two.token(), later)).isPresent();
        assertThat(desk.sessions.signOutEverywhere(two.who(), later)).isEqualTo(2);
        assertThat(desk.sessions.findAndExtend(two.token(), later)).isEmpty();
        assertThat(desk.sessions.findAndExtend(sana.token(), later)).isEmpty();
        assertThat(desk.auditedActions(sana.member().id())).endsWith("staff.signed-out", "staff.signed-out");
    }

    @Test
    void aNewPasswordWantsThePresentOneAndEndsTheOtherSessions() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        SignInResult.SignedIn other = desk.signIn(sana, MORNING.plusSeconds(60));
        Instant later = MORNING.plusSeconds(120);
        assertThatThrownBy(
                        () -> desk.own.changePassword(sana.who(), "wrong", "four goats on a roof", elsewhere(), later))
                .isInstanceOfSatisfying(
                        StaffException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(StaffException.Reason.PASSWORD_WRONG));
        desk.own.changePassword(sana.who(), PASSWORD, "four goats on a roof", elsewhere(), later);
        assertThat(desk.sessions.findAndExtend(sana.token(), later)).isPresent();
        assertThat(desk.sessions.findAndExtend(other.token(), later)).isEmpty();
        assertThat(desk.signIn.checkPassword(sana.member().name(), PASSWORD, elsewhere(), later))
                .isEqualTo(new SignInResult.Rejected());
        assertThat(desk.signIn.checkPassword(sana.member().name(), "four goats on a roof", elsewhere(), later))
                .isInstanceOf(SignInResult.SecondFactorRequired.class);
    }

    @Test
    void passwordGuessingInAnOpenSessionIsThrottled() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> desk.own.renewRecoveryCodes(sana.who(), "wrong", elsewhere(), MORNING))
                    .isInstanceOfSatisfying(
                            StaffException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(StaffException.Reason.PASSWORD_WRONG));
        }
        assertThatThrownBy(() -> desk.own.renewRecoveryCodes(sana.who(), PASSWORD, elsewhere(), MORNING))
                .isInstanceOfSatisfying(
                        StaffException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(StaffException.Reason.TOO_MANY_FAILURES));
        assertThat(desk.auditedActions(sana.member().id())).endsWith("staff.locked");
    }

    @Test
    void newRecoveryCodesTakeThePlaceOfTheOldOnes() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        List<String> fresh = desk.own.renewRecoveryCodes(sana.who(), PASSWORD, elsewhere(), MORNING);
        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(sana.recoveryCodes());
        assertThat(tried(sana, sana.recoveryCodes().getFirst())).isEqualTo(new SignInResult.Rejected());
        assertThat(tried(sana, fresh.getFirst())).isInstanceOf(SignInResult.SignedIn.class);
    }

    private SignInResult tried(StaffFixture.Somebody somebody, String code) {
        return desk.signIn.checkCode(desk.pending(somebody.member(), MORNING), code, elsewhere(), MORNING);
    }

    @Test
    void theLastSessionEndsPresenceAndAnotherKeepsIt() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        long id = sana.member().id();
        Instant later = MORNING.plusSeconds(60);
        SignInResult.SignedIn phone = desk.signIn(sana, later);
        desk.sessions.signOut(phone.who(), later);
        assertThat(desk.signedOutAccounts).doesNotContain(id);
        desk.sessions.signOut(sana.who(), later);
        assertThat(desk.signedOutAccounts).containsOnlyOnce(id);
        desk.sessions.signOutEverywhere(desk.signIn(sana, later.plusSeconds(60)).who(), later.plusSeconds(60));
        assertThat(desk.signedOutAccounts).hasSize(2);
        desk.accounts.disableMember(StaffFixture.CONSOLE, id, later);
        assertThat(desk.signedOutAccounts).hasSize(3);
    }

    @Test
    void backgroundRequestsOfAPageDoNotKeepASession() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        for (Instant now = MORNING;
                now.isBefore(MORNING.plus(StaffSessionService.IDLE_TIMEOUT));
                now = now.plusSeconds(30)) {
            assertThat(desk.sessions.findWithoutExtending(sana.token(), now)).isPresent();
        }
        assertThat(seen(sana)).isEqualTo(MORNING);
        assertThat(desk.sessions.findWithoutExtending(sana.token(), MORNING.plus(StaffSessionService.IDLE_TIMEOUT)))
                .isEmpty();
        assertThat(desk.sessions.findAndExtend(sana.token(), MORNING.plus(StaffSessionService.IDLE_TIMEOUT)))
                .isEmpty();
    }

    @Test
    void aPersonWhoWritesContinues() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        desk.sessions.extendSession(sana.who(), MORNING.plusSeconds(1_700));
        assertThat(desk.sessions.findWithoutExtending(sana.token(), MORNING.plus(StaffSessionService.IDLE_TIMEOUT)))
                .isPresent();
    }
}
