package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.staff.Desk.MORNING;
import static pk.rahnuma.staff.Desk.PASSWORD;
import static pk.rahnuma.staff.Desk.elsewhere;
import static pk.rahnuma.staff.Desk.name;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.audit.Entry;

@OnEachDatabase
class SignInTest {

    private static final Step WRONG = new Step.Wrong();

    private final Database database;
    private final Desk desk;

    SignInTest(Database database) {
        this.database = database;
        this.desk = new Desk(database);
    }

    @Test
    void thePasswordAloneLetsNobodyIn() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        assertThat(desk.sessions.find(pending, MORNING)).isEmpty();
        assertThat(desk.signIn.enrolment(pending, MORNING)).isEmpty();
        assertThat(desk.signIn.confirm(pending, "123456", elsewhere(), MORNING)).isEqualTo(WRONG);
        Instant later = MORNING.plusSeconds(30);
        Step.In in = (Step.In) desk.signIn.code(pending, desk.code(sana.secret(), later), elsewhere(), later);
        assertThat(in.recoveryCodes()).isEmpty();
        assertThat(desk.sessions.find(in.token(), later).orElseThrow().member()).isEqualTo(sana.member());
        assertThat(desk.noted(sana.member().id()))
                .containsExactly(
                        "staff.added",
                        "staff.password-set",
                        "staff.second-factor-set",
                        "staff.signed-in",
                        "staff.refused",
                        "staff.signed-in");
    }

    @Test
    void theSecondFactorIsSetUpBeforeTheFirstSessionAndIsTheSameUntilItStands() {
        Member member = desk.invited(name("ali"), Role.REVIEWER, MORNING);
        Step.SecondFactor step =
                (Step.SecondFactor) desk.signIn.password(member.name(), PASSWORD, elsewhere(), MORNING);
        assertThat(step.setUp()).isTrue();
        Enrolment enrolment = desk.signIn.enrolment(step.pending(), MORNING).orElseThrow();
        assertThat(desk.signIn.enrolment(step.pending(), MORNING)).contains(enrolment);
        assertThat(enrolment.uri())
                .startsWith("otpauth://totp/Rahnuma%3Aali%20")
                .contains("?secret=" + enrolment.secret() + "&issuer=Rahnuma");
        assertThat(desk.signIn.code(step.pending(), "000000", elsewhere(), MORNING))
                .isEqualTo(WRONG);
        Step.In in = (Step.In)
                desk.signIn.confirm(step.pending(), desk.code(enrolment.secret(), MORNING), elsewhere(), MORNING);
        assertThat(in.who().member().secondFactor()).isTrue();
        assertThat(in.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(desk.signIn.confirm(step.pending(), desk.code(enrolment.secret(), MORNING), elsewhere(), MORNING))
                .isEqualTo(new Step.Over());
    }

    @Test
    void anUnknownNameAWrongPasswordAndADisabledAccountAreAlikeAndTakeTheSameWork() {
        Member known = desk.invited(name("hina"), Role.AGENT, MORNING);
        Member disabled = desk.invited(name("omar"), Role.AGENT, MORNING);
        desk.accounts.disable(Desk.CONSOLE, disabled.id(), MORNING);
        Member waiting = desk.accounts
                .add(Desk.CONSOLE, name("zara"), Role.AGENT, List.of(), List.of(), MORNING)
                .member();
        for (String tried : List.of(known.name(), name("nobody"), disabled.name(), waiting.name())) {
            Visit visit = elsewhere();
            String password = tried.equals(disabled.name()) ? PASSWORD : "not the right password";
            for (int i = 1; i <= 4; i++) {
                desk.hashed.clear();
                assertThat(desk.signIn.password(tried, password, visit, MORNING))
                        .isEqualTo(WRONG);
                assertThat(desk.hashed).hasSize(1).allMatch(phc -> phc.startsWith("$argon2id$v=19$m=64,t=1,p=1$"));
            }
            desk.hashed.clear();
            assertThat(desk.signIn.password(tried, password, visit, MORNING))
                    .isEqualTo(new Step.Wait(Duration.ofSeconds(15)));
            assertThat(desk.hashed).isEmpty();
        }
    }

    @Test
    void fromTheFourthFailureOnEachMakesTheNextWaitTwiceAsLongUpToAQuarterOfAnHour() {
        Member member = desk.invited(name("sara"), Role.AGENT, MORNING);
        Instant now = MORNING;
        for (int seconds : new int[] {0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900}) {
            assertThat(desk.signIn.password(member.name(), "wrong", elsewhere(), now))
                    .isEqualTo(WRONG);
            if (seconds > 0) {
                now = now.plusSeconds(seconds - 1);
                assertThat(desk.signIn.password(member.name(), PASSWORD, elsewhere(), now))
                        .isEqualTo(new Step.Wait(Duration.ofSeconds(1)));
                now = now.plusSeconds(1);
            }
        }
        assertThat(desk.signIn.password(member.name(), PASSWORD, elsewhere(), now))
                .isInstanceOf(Step.SecondFactor.class);
        assertThat(desk.noted(member.id()))
                .endsWith("staff.locked")
                .filteredOn("staff.locked"::equals)
                .hasSize(8);
    }

    @Test
    void failuresByANameThatNobodyHasAreLoggedWithoutWhatWasTypedAndAFloodFillsNothing() {
        Instant day = MORNING.plus(Duration.ofDays(1000));
        assertThat(unknown(day)).isEmpty();
        String typed = name("my password");
        for (int i = 0; i < 4; i++) {
            assertThat(desk.signIn.password(typed, "wrong", elsewhere(), day)).isEqualTo(WRONG);
        }
        assertThat(unknown(day))
                .extracting(Entry::what)
                .containsExactly("staff.refused", "staff.refused", "staff.refused", "staff.locked");
        assertThat(unknown(day)).allSatisfy(entry -> {
            assertThat(entry.detail()).isEqualTo("unknown name");
            assertThat(entry.toString()).doesNotContain("password");
        });
        for (int i = 0; i < 2 * Door.MAX_FAILURES_PER_MINUTE; i++) {
            desk.signIn.password(name("guess"), "wrong", elsewhere(), day.plusSeconds(59));
        }
        assertThat(unknown(day)).hasSize(Door.MAX_FAILURES_PER_MINUTE);
        desk.signIn.password(name("guess"), "wrong", elsewhere(), day.plusSeconds(119));
        assertThat(unknown(day)).hasSize(Door.MAX_FAILURES_PER_MINUTE + 1);
    }

    private List<Entry> unknown(Instant since) {
        assertThat(AuditChains.faults(desk.audit, Door.ID)).isEmpty();
        return AuditChains.entries(desk.audit, Door.ID).stream()
                .filter(entry -> !entry.at().isBefore(since))
                .toList();
    }

    @Test
    void eachFailureOfAMemberIsLoggedWithWhatWasWrong() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(600);
        desk.signIn.password(sana.member().name(), "wrong", elsewhere(), later);
        desk.signIn.code(desk.pending(sana.member(), later), "000000", elsewhere(), later);
        desk.accounts.disable(Desk.CONSOLE, sana.member().id(), later);
        desk.signIn.password(sana.member().name(), PASSWORD, elsewhere(), later);
        assertThat(AuditChains.entries(desk.audit, sana.member().id()))
                .filteredOn(entry -> entry.what().equals("staff.refused"))
                .extracting(Entry::who, Entry::detail)
                .containsExactly(
                        tuple("nobody", "wrong password"), tuple("nobody", "wrong code"), tuple("nobody", "not open"));
        assertThat(AuditChains.faults(desk.audit, sana.member().id())).isEmpty();
    }

    @Test
    void whoIsInHasNoFailuresLeft() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        fails(sana.member().name(), 3);
        desk.in(sana, MORNING.plusSeconds(60));
        fails(sana.member().name(), 3);
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, elsewhere(), MORNING))
                .isInstanceOf(Step.SecondFactor.class);
    }

    @Test
    void theRightPasswordTakesNothingOffTheFailuresOfTheSecondFactor() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        for (int i = 0; i < 4; i++) {
            String pending = desk.pending(sana.member(), MORNING);
            assertThat(desk.signIn.code(pending, "00000" + i, elsewhere(), MORNING))
                    .isEqualTo(WRONG);
        }
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, elsewhere(), MORNING))
                .isEqualTo(new Step.Wait(Duration.ofSeconds(15)));
    }

    @Test
    void anAddressThatTriesManyNamesWaitsToo() {
        Visit thief = elsewhere();
        IntStream.range(0, 4)
                .forEach(i -> assertThat(desk.signIn.password(name("guess"), "wrong", thief, MORNING))
                        .isEqualTo(WRONG));
        Member member = desk.invited(name("asma"), Role.AGENT, MORNING);
        assertThat(desk.signIn.password(member.name(), PASSWORD, thief, MORNING))
                .isInstanceOf(Step.Wait.class);
        assertThat(desk.signIn.password(member.name(), PASSWORD, elsewhere(), MORNING))
                .isInstanceOf(Step.SecondFactor.class);
        Instant later = MORNING.plus(Failures.BY_ADDRESS);
        assertThat(desk.signIn.password(member.name(), "wrong", thief, later)).isEqualTo(WRONG);
        assertThat(desk.signIn.password(member.name(), PASSWORD, thief, later)).isInstanceOf(Step.SecondFactor.class);
    }

    @Test
    void ofManyTriesAtOnceNoMoreAreLookedAtThanOneAfterTheOther() {
        Member member = desk.invited(name("many"), Role.AGENT, MORNING);
        Stream<Step> steps = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> desk.signIn.password(member.name(), "wrong", elsewhere(), MORNING));
        assertThat(steps.filter(WRONG::equals)).hasSize(4);
    }

    @Test
    void aCodeOfTheAppIsTakenOnceAndNoneBeforeIt() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(90);
        String before = desk.code(sana.secret(), later.minusSeconds(30));
        String code = desk.code(sana.secret(), later);
        assertThat(desk.signIn.code(desk.pending(sana.member(), later), code, elsewhere(), later))
                .isInstanceOf(Step.In.class);
        assertThat(desk.signIn.code(desk.pending(sana.member(), later), code, elsewhere(), later))
                .isEqualTo(WRONG);
        assertThat(desk.signIn.code(desk.pending(sana.member(), later), before, elsewhere(), later))
                .isEqualTo(WRONG);
    }

    @Test
    void aClockMayBeOffByOneStepAndNotByTwo() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(600);
        assertThat(tried(sana, desk.code(sana.secret(), later.minusSeconds(60)), later))
                .isEqualTo(WRONG);
        assertThat(tried(sana, desk.code(sana.secret(), later.plusSeconds(60)), later))
                .isEqualTo(WRONG);
        assertThat(tried(sana, desk.code(sana.secret(), later.minusSeconds(30)), later))
                .isInstanceOf(Step.In.class);
        assertThat(tried(sana, desk.code(sana.secret(), later.plusSeconds(30)), later))
                .isInstanceOf(Step.In.class);
    }

    @Test
    void aRecoveryCodeIsTakenOnceHoweverItIsTyped() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        String code = sana.recoveryCodes().get(3);
        assertThat(tried(sana, code.toUpperCase().replace('-', ' '), MORNING)).isInstanceOf(Step.In.class);
        assertThat(tried(sana, code, MORNING)).isEqualTo(WRONG);
        assertThat(desk.own.recoveryCodesLeft(sana.who())).isEqualTo(9);
    }

    @Test
    void oneMembersRecoveryCodeIsNoneOfAnothers() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Desk.Somebody ali = desk.somebody(Role.AGENT, MORNING);
        assertThat(tried(sana, ali.recoveryCodes().getFirst(), MORNING)).isEqualTo(WRONG);
    }

    @Test
    void theSecondFactorMustComeWithinTenMinutes() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        Instant late = MORNING.plus(SignIn.PENDING);
        assertThat(desk.signIn.code(pending, desk.code(sana.secret(), late), elsewhere(), late))
                .isEqualTo(new Step.Over());
        assertThat(desk.signIn.code("nonsense", "123456", elsewhere(), MORNING)).isEqualTo(new Step.Over());
    }

    @Test
    void aHashOfAnotherAmountOfWorkIsRenewedWhenTheyComeIn() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Desk harder = new Desk(database, new Passwords.Work(128, 2, 1));
        assertThat(harder.pending(sana.member(), MORNING)).isNotEmpty();
        assertThat(desk.rows.find(sana.member().id()).orElseThrow().password())
                .startsWith("$argon2id$v=19$m=128,t=2,p=1$");
        assertThat(harder.pending(sana.member(), MORNING)).isNotEmpty();
    }

    @Test
    void namesAreTheSameHoweverTheyAreTyped() {
        Member member = desk.invited(name("Bilal"), Role.AGENT, MORNING);
        assertThat(desk.signIn.password(" " + member.name().toUpperCase() + " ", PASSWORD, elsewhere(), MORNING))
                .isInstanceOf(Step.SecondFactor.class);
    }

    private Step tried(Desk.Somebody somebody, String code, Instant now) {
        return desk.signIn.code(desk.pending(somebody.member(), now), code, elsewhere(), now);
    }

    private void fails(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(desk.signIn.password(name, "wrong", elsewhere(), MORNING))
                    .isEqualTo(WRONG);
        }
    }

    @Test
    void failuresAreCountedByWhyAndNotByWhose() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Visit visit = Desk.elsewhere();
        Instant later = MORNING.plusSeconds(60);
        String pending = desk.pending(sana.member(), later);
        desk.signIn.code(pending, "000000", visit, later);
        for (int i = 0; i < 4; i++) {
            desk.signIn.password(sana.member().name(), "wrong", visit, later);
        }
        assertThat(failures("code")).isEqualTo(1);
        assertThat(failures("password")).isEqualTo(3);
        assertThat(failures("locked")).isEqualTo(1);
        assertThat(desk.registry.getMeters().toString())
                .doesNotContain(sana.member().name());
    }

    private double failures(String reason) {
        return desk.registry
                .get("rahnuma.staff.sign.in.failures")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    @Test
    void allAddressesOfOneNetworkOfIpv6AreOne() {
        for (int i = 1; i <= 4; i++) {
            assertThat(desk.signIn.password(
                            name("guess"), "wrong", new Visit("2001:db8:77:1:" + i + "::1", null), MORNING))
                    .isEqualTo(WRONG);
        }
        assertThat(desk.signIn.password(name("guess"), "wrong", new Visit("2001:db8:77:1:ffff::9", null), MORNING))
                .isInstanceOf(Step.Wait.class);
        assertThat(desk.signIn.password(name("guess"), "wrong", new Visit("2001:db8:77:2::1", null), MORNING))
                .isEqualTo(WRONG);
    }

    @Test
    void nobodyElseMakesABrowserWaitInWhichTheMemberHasSignedIn() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Visit office = new Visit("203.0.113.88", "Firefox", sana.in().device());
        String member = sana.member().name();
        for (int i = 0; i < 4; i++) {
            assertThat(desk.signIn.password(member, "wrong", new Visit("203.0.113.88", null), MORNING))
                    .isEqualTo(WRONG);
        }
        assertThat(desk.signIn.password(member, PASSWORD, new Visit("203.0.113.88", null), MORNING))
                .isInstanceOf(Step.Wait.class);
        assertThat(desk.signIn.password(member, PASSWORD, elsewhere(), MORNING)).isInstanceOf(Step.Wait.class);
        Step.SecondFactor second = (Step.SecondFactor) desk.signIn.password(member, PASSWORD, office, MORNING);
        Instant later = MORNING.plusSeconds(60);
        Step.In in = (Step.In) desk.signIn.code(second.pending(), desk.code(sana.secret(), later), office, later);
        assertThat(in.device()).isNotEqualTo(sana.in().device());
        assertThat(desk.signIn.password(member, PASSWORD, new Visit("x", null, in.device()), later))
                .isInstanceOf(Step.SecondFactor.class);
    }

    @Test
    void aKnownBrowserHasItsOwnCountAndIsKnownForItsOwnMemberAlone() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Desk.Somebody ali = desk.somebody(Role.AGENT, MORNING);
        Visit stolen = new Visit("203.0.113.99", null, sana.in().device());
        for (int i = 0; i < 4; i++) {
            assertThat(desk.signIn.password(sana.member().name(), "wrong", stolen, MORNING))
                    .isEqualTo(WRONG);
        }
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, stolen, MORNING))
                .isInstanceOf(Step.Wait.class);
        for (int i = 0; i < 4; i++) {
            desk.signIn.password(ali.member().name(), "wrong", new Visit("h" + i, null), MORNING);
        }
        assertThat(desk.signIn.password(ali.member().name(), PASSWORD, stolen, MORNING))
                .isInstanceOf(Step.Wait.class);
        desk.sessions.signOutEverywhere(sana.who(), MORNING);
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, stolen, MORNING))
                .isInstanceOf(Step.SecondFactor.class);
    }

    @Test
    void theTableOfFailuresHasABound() {
        Failures bounded = new Failures(
                database.jdbi(), database.vault(), new DeviceRepository(database.jdbi(), database.vault()), 10);
        Instant later = MORNING.plusSeconds(7);
        IntStream.range(0, 30).forEach(i -> bounded.attempt(name("many"), elsewhere(), later.plusMillis(i)));
        bounded.tidy(later.plusSeconds(1));
        long rows = database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from staff_failure")
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isLessThanOrEqualTo(10);
    }
}
