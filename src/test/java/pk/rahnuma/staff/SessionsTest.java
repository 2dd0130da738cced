package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.Desk.MORNING;
import static pk.rahnuma.staff.Desk.PASSWORD;
import static pk.rahnuma.staff.Desk.elsewhere;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;

@OnEachDatabase
class SessionsTest {

    private final Desk desk;

    SessionsTest(Database database) {
        this.desk = new Desk(database);
    }

    @Test
    void aSessionLivesAsLongAsItIsUsedButNoLongerThanHalfADay() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Instant now = MORNING;
        Duration step = Duration.ofMinutes(29);
        for (; now.isBefore(MORNING.plus(Sessions.LONGEST)); now = now.plus(step)) {
            assertThat(desk.sessions.find(sana.token(), now)).isPresent();
        }
        assertThat(desk.sessions.find(sana.token(), now)).isEmpty();
    }

    @Test
    void aSessionThatNobodyUsesEndsAfterHalfAnHour() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        assertThat(desk.sessions.find(sana.token(), MORNING.plus(Sessions.IDLE).minusMillis(1)))
                .isPresent();
        Instant end = MORNING.plus(Sessions.IDLE).plus(Sessions.IDLE);
        assertThat(desk.sessions.find(sana.token(), end)).isEmpty();
        assertThat(desk.sessions.of(sana.who(), end)).isEmpty();
    }

    @Test
    void aSessionIsWrittenToNoMoreThanOnceAMinute() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        desk.sessions.find(sana.token(), MORNING.plusSeconds(60));
        assertThat(seen(sana)).isEqualTo(MORNING);
        desk.sessions.find(sana.token(), MORNING.plusSeconds(61));
        assertThat(seen(sana)).isEqualTo(MORNING.plusSeconds(61));
    }

    private Instant seen(Desk.Somebody somebody) {
        return desk.sessions.of(somebody.who(), MORNING).getFirst().seenAt();
    }

    @Test
    void placesOfSessionsThatWereSwappedDoNotOpen() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        desk.in(sana, MORNING.plusSeconds(60));
        List<Session> sessions = desk.sessions.of(sana.who(), MORNING.plusSeconds(60));
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
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        SignedIn here = desk.sessions.find(sana.token(), MORNING).orElseThrow();
        SignedIn there = desk.in(sana, MORNING.plusSeconds(60)).who();
        assertThat(here.csrf()).isEqualTo(sana.who().csrf()).isNotEqualTo(sana.token());
        assertThat(here.sentByItself(here.csrf())).isTrue();
        assertThat(here.sentByItself(there.csrf())).isFalse();
        assertThat(here.sentByItself(null)).isFalse();
    }

    @Test
    void membersSeeTheirOwnSessionsAndEndThem() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Desk.Somebody ali = desk.somebody(Role.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(60);
        Step.In phone = (Step.In) desk.signIn.code(
                desk.pending(sana.member(), later), desk.code(sana.secret(), later), Desk.OFFICE, later);
        List<Session> sessions = desk.sessions.of(sana.who(), later);
        assertThat(sessions).extracting(Session::current).containsExactly(false, true);
        assertThat(sessions.getFirst())
                .isEqualTo(new Session(phone.who().session(), "203.0.113.7", "Firefox", later, later, false));
        assertThat(desk.sessions.end(ali.who(), phone.who().session(), later)).isFalse();
        assertThat(desk.sessions.end(sana.who(), phone.who().session(), later)).isTrue();
        assertThat(desk.sessions.find(phone.token(), later)).isEmpty();
        assertThat(desk.sessions.find(sana.token(), later)).isPresent();
    }

    @Test
    void whoSignsOutIsOutAndWhoSignsOutEverywhereIsOutEverywhere() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Step.In one = desk.in(sana, MORNING.plusSeconds(60));
        Step.In two = desk.in(sana, MORNING.plusSeconds(120));
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
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Step.In other = desk.in(sana, MORNING.plusSeconds(60));
        Instant later = MORNING.plusSeconds(120);
        assertThatThrownBy(() -> desk.own.password(sana.who(), "wrong", "four goats on a roof", elsewhere(), later))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(Refusal.Why.PASSWORD_WRONG));
        desk.own.password(sana.who(), PASSWORD, "four goats on a roof", elsewhere(), later);
        assertThat(desk.sessions.find(sana.token(), later)).isPresent();
        assertThat(desk.sessions.find(other.token(), later)).isEmpty();
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, elsewhere(), later))
                .isEqualTo(new Step.Wrong());
        assertThat(desk.signIn.password(sana.member().name(), "four goats on a roof", elsewhere(), later))
                .isInstanceOf(Step.SecondFactor.class);
    }

    @Test
    void whoTriesPasswordsInASessionThatWasLeftOpenWaitsToo() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> desk.own.recoveryCodes(sana.who(), "wrong", elsewhere(), MORNING))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(Refusal.Why.PASSWORD_WRONG));
        }
        assertThatThrownBy(() -> desk.own.recoveryCodes(sana.who(), PASSWORD, elsewhere(), MORNING))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(Refusal.Why.TOO_MANY_FAILURES));
        assertThat(desk.noted(sana.member().id())).endsWith("staff.locked");
    }

    @Test
    void newRecoveryCodesTakeThePlaceOfTheOldOnes() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        List<String> fresh = desk.own.recoveryCodes(sana.who(), PASSWORD, elsewhere(), MORNING);
        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(sana.recoveryCodes());
        assertThat(tried(sana, sana.recoveryCodes().getFirst())).isEqualTo(new Step.Wrong());
        assertThat(tried(sana, fresh.getFirst())).isInstanceOf(Step.In.class);
    }

    private Step tried(Desk.Somebody somebody, String code) {
        return desk.signIn.code(desk.pending(somebody.member(), MORNING), code, elsewhere(), MORNING);
    }

    @Test
    void whoHasEndedTheirLastSessionIsGoneAndWhoHasAnotherIsNot() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        long id = sana.member().id();
        Instant later = MORNING.plusSeconds(60);
        Step.In phone = desk.in(sana, later);
        desk.sessions.signOut(phone.who(), later);
        assertThat(desk.left).doesNotContain(id);
        desk.sessions.signOut(sana.who(), later);
        assertThat(desk.left).containsOnlyOnce(id);
        desk.sessions.signOutEverywhere(desk.in(sana, later.plusSeconds(60)).who(), later.plusSeconds(60));
        assertThat(desk.left).hasSize(2);
        desk.accounts.disable(Desk.CONSOLE, id, later);
        assertThat(desk.left).hasSize(3);
    }

    @Test
    void whatAPageAsksWithoutAnybodyAtItDoesNotKeepASessionFromEnding() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        for (Instant now = MORNING; now.isBefore(MORNING.plus(Sessions.IDLE)); now = now.plusSeconds(30)) {
            assertThat(desk.sessions.look(sana.token(), now)).isPresent();
        }
        assertThat(seen(sana)).isEqualTo(MORNING);
        assertThat(desk.sessions.look(sana.token(), MORNING.plus(Sessions.IDLE)))
                .isEmpty();
        assertThat(desk.sessions.find(sana.token(), MORNING.plus(Sessions.IDLE)))
                .isEmpty();
    }

    @Test
    void whoeverWritesGoesOn() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        desk.sessions.renew(sana.who(), MORNING.plusSeconds(1_700));
        assertThat(desk.sessions.look(sana.token(), MORNING.plus(Sessions.IDLE)))
                .isPresent();
    }
}
