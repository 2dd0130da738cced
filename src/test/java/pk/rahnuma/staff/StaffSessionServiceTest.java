package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.StaffFixture.MORNING;
import static pk.rahnuma.staff.StaffFixture.PASSWORD;
import static pk.rahnuma.staff.StaffFixture.elsewhere;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase
class StaffSessionServiceTest {

    private final StaffFixture desk;

    StaffSessionServiceTest(TestDatabase database) {
        this.desk = new StaffFixture(database);
    }

    @Test
    void aSessionLivesAsLongAsItIsUsedButNoLongerThanHalfADay() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        Instant now = MORNING;
        Duration step = Duration.ofMinutes(29);
        for (; now.isBefore(MORNING.plus(StaffSessionService.LONGEST)); now = now.plus(step)) {
            assertThat(desk.sessions.find(sana.token(), now)).isPresent();
        }
        assertThat(desk.sessions.find(sana.token(), now)).isEmpty();
    }

    @Test
    void aSessionThatNobodyUsesEndsAfterHalfAnHour() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        assertThat(desk.sessions.find(
                        sana.token(), MORNING.plus(StaffSessionService.IDLE).minusMillis(1)))
                .isPresent();
        Instant end = MORNING.plus(StaffSessionService.IDLE).plus(StaffSessionService.IDLE);
        assertThat(desk.sessions.find(sana.token(), end)).isEmpty();
        assertThat(desk.sessions.of(sana.who(), end)).isEmpty();
    }

    @Test
    void aSessionIsWrittenToNoMoreThanOnceAMinute() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        desk.sessions.find(sana.token(), MORNING.plusSeconds(60));
        assertThat(seen(sana)).isEqualTo(MORNING);
        desk.sessions.find(sana.token(), MORNING.plusSeconds(61));
        assertThat(seen(sana)).isEqualTo(MORNING.plusSeconds(61));
    }

    private Instant seen(StaffFixture.Somebody somebody) {
        return desk.sessions.of(somebody.who(), MORNING).getFirst().seenAt();
    }

    @Test
    void placesOfSessionsThatWereSwappedDoNotOpen() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        desk.in(sana, MORNING.plusSeconds(60));
        List<StaffSession> sessions = desk.sessions.of(sana.who(), MORNING.plusSeconds(60));
        desk.database.swap(
                "staff_session",
                "place",
                "id",
                sessions.getFirst().id(),
                sessions.getLast().id());
        assertThatThrownBy(() -> desk.sessions.of(sana.who(), MORNING.plusSeconds(60)))
                .hasMessageStartingWith("cannot open staff_session.place");
    }

    @Test
    void whatIsNoTokenOpensNothing() {
        assertThat(desk.sessions.find(null, MORNING)).isEmpty();
        assertThat(desk.sessions.find("", MORNING)).isEmpty();
        assertThat(desk.sessions.find("x".repeat(10_000), MORNING)).isEmpty();
    }

    @Test
    void aFormOfAnotherSessionIsNotTakenForItsOwn() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        AuthenticatedStaff here = desk.sessions.find(sana.token(), MORNING).orElseThrow();
        AuthenticatedStaff there = desk.in(sana, MORNING.plusSeconds(60)).who();
        assertThat(here.csrf()).isEqualTo(sana.who().csrf()).isNotEqualTo(sana.token());
        assertThat(here.sentByItself(here.csrf())).isTrue();
        assertThat(here.sentByItself(there.csrf())).isFalse();
        assertThat(here.sentByItself(null)).isFalse();
    }

    @Test
    void membersSeeTheirOwnSessionsAndEndThem() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody ali = desk.somebody(StaffRole.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(60);
        SignInResult.SignedIn phone = (SignInResult.SignedIn) desk.signIn.code(
                desk.pending(sana.member(), later), desk.code(sana.secret(), later), StaffFixture.OFFICE, later);
        List<StaffSession> sessions = desk.sessions.of(sana.who(), later);
        assertThat(sessions).extracting(StaffSession::current).containsExactly(false, true);
        assertThat(sessions.getFirst())
                .isEqualTo(new StaffSession(phone.who().session(), "203.0.113.7", "Firefox", later, later, false));
        assertThat(desk.sessions.end(ali.who(), phone.who().session(), later)).isFalse();
        assertThat(desk.sessions.end(sana.who(), phone.who().session(), later)).isTrue();
        assertThat(desk.sessions.find(phone.token(), later)).isEmpty();
        assertThat(desk.sessions.find(sana.token(), later)).isPresent();
    }

    @Test
    void whoSignsOutIsOutAndWhoSignsOutEverywhereIsOutEverywhere() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        SignInResult.SignedIn one = desk.in(sana, MORNING.plusSeconds(60));
        SignInResult.SignedIn two = desk.in(sana, MORNING.plusSeconds(120));
        Instant later = MORNING.plusSeconds(180);
        desk.sessions.signOut(one.who(), later);
        assertThat(desk.sessions.find(one.token(), later)).isEmpty();
        assertThat(desk.sessions.find(two.token(), later)).isPresent();
        assertThat(desk.sessions.signOutEverywhere(two.who(), later)).isEqualTo(2);
        assertThat(desk.sessions.find(two.token(), later)).isEmpty();
        assertThat(desk.sessions.find(sana.token(), later)).isEmpty();
        assertThat(desk.noted(sana.member().id())).endsWith("staff.signed-out", "staff.signed-out");
    }

    @Test
    void aNewPasswordWantsThePresentOneAndEndsTheOtherSessions() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        SignInResult.SignedIn other = desk.in(sana, MORNING.plusSeconds(60));
        Instant later = MORNING.plusSeconds(120);
        assertThatThrownBy(() -> desk.own.password(sana.who(), "wrong", "four goats on a roof", elsewhere(), later))
                .isInstanceOfSatisfying(
                        StaffException.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(StaffException.Reason.PASSWORD_WRONG));
        desk.own.password(sana.who(), PASSWORD, "four goats on a roof", elsewhere(), later);
        assertThat(desk.sessions.find(sana.token(), later)).isPresent();
        assertThat(desk.sessions.find(other.token(), later)).isEmpty();
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, elsewhere(), later))
                .isEqualTo(new SignInResult.Rejected());
        assertThat(desk.signIn.password(sana.member().name(), "four goats on a roof", elsewhere(), later))
                .isInstanceOf(SignInResult.SecondFactorRequired.class);
    }

    @Test
    void whoTriesPasswordsInASessionThatWasLeftOpenWaitsToo() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> desk.own.recoveryCodes(sana.who(), "wrong", elsewhere(), MORNING))
                    .isInstanceOfSatisfying(
                            StaffException.class,
                            refusal -> assertThat(refusal.why()).isEqualTo(StaffException.Reason.PASSWORD_WRONG));
        }
        assertThatThrownBy(() -> desk.own.recoveryCodes(sana.who(), PASSWORD, elsewhere(), MORNING))
                .isInstanceOfSatisfying(
                        StaffException.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(StaffException.Reason.TOO_MANY_FAILURES));
        assertThat(desk.noted(sana.member().id())).endsWith("staff.locked");
    }

    @Test
    void newRecoveryCodesTakeThePlaceOfTheOldOnes() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        List<String> fresh = desk.own.recoveryCodes(sana.who(), PASSWORD, elsewhere(), MORNING);
        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(sana.recoveryCodes());
        assertThat(tried(sana, sana.recoveryCodes().getFirst())).isEqualTo(new SignInResult.Rejected());
        assertThat(tried(sana, fresh.getFirst())).isInstanceOf(SignInResult.SignedIn.class);
    }

    private SignInResult tried(StaffFixture.Somebody somebody, String code) {
        return desk.signIn.code(desk.pending(somebody.member(), MORNING), code, elsewhere(), MORNING);
    }

    @Test
    void whoHasEndedTheirLastSessionIsGoneAndWhoHasAnotherIsNot() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        long id = sana.member().id();
        Instant later = MORNING.plusSeconds(60);
        SignInResult.SignedIn phone = desk.in(sana, later);
        desk.sessions.signOut(phone.who(), later);
        assertThat(desk.left).doesNotContain(id);
        desk.sessions.signOut(sana.who(), later);
        assertThat(desk.left).containsOnlyOnce(id);
        desk.sessions.signOutEverywhere(desk.in(sana, later.plusSeconds(60)).who(), later.plusSeconds(60));
        assertThat(desk.left).hasSize(2);
        desk.accounts.disable(StaffFixture.CONSOLE, id, later);
        assertThat(desk.left).hasSize(3);
    }

    @Test
    void whatAPageAsksWithoutAnybodyAtItDoesNotKeepASessionFromEnding() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        for (Instant now = MORNING; now.isBefore(MORNING.plus(StaffSessionService.IDLE)); now = now.plusSeconds(30)) {
            assertThat(desk.sessions.look(sana.token(), now)).isPresent();
        }
        assertThat(seen(sana)).isEqualTo(MORNING);
        assertThat(desk.sessions.look(sana.token(), MORNING.plus(StaffSessionService.IDLE)))
                .isEmpty();
        assertThat(desk.sessions.find(sana.token(), MORNING.plus(StaffSessionService.IDLE)))
                .isEmpty();
    }

    @Test
    void whoeverWritesGoesOn() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        desk.sessions.renew(sana.who(), MORNING.plusSeconds(1_700));
        assertThat(desk.sessions.look(sana.token(), MORNING.plus(StaffSessionService.IDLE)))
                .isPresent();
    }
}
