package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;
import static pk.rahnuma.staff.account.StaffFixture.PASSWORD;
import static pk.rahnuma.staff.account.StaffFixture.elsewhere;
import static pk.rahnuma.staff.account.StaffFixture.name;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditEntry;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.DeviceRepository;
import pk.rahnuma.staff.StaffAccountLock;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;

@OnEachDatabase
class SignInServiceTest {

    private static final SignInResult WRONG = new SignInResult.Rejected();

    private final TestDatabase database;
    private final StaffFixture desk;

    SignInServiceTest(TestDatabase database) {
        this.database = database;
        this.desk = new StaffFixture(database);
    }

    @Test
    void thePasswordAloneIsNotEnough() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        assertThat(desk.sessions.findAndExtend(pending, MORNING)).isEmpty();
        assertThat(desk.signIn.findEnrolment(pending, MORNING)).isEmpty();
        assertThat(desk.signIn.confirmEnrolment(pending, "123456", elsewhere(), MORNING))
                .isEqualTo(WRONG);
        Instant later = MORNING.plusSeconds(30);
        SignInResult.SignedIn in = (SignInResult.SignedIn)
                desk.signIn.checkCode(pending, desk.code(sana.secret(), later), elsewhere(), later);
        assertThat(in.recoveryCodes()).isEmpty();
        assertThat(desk.sessions.findAndExtend(in.token(), later).orElseThrow().member())
                .isEqualTo(sana.member());
        assertThat(desk.auditedActions(sana.member().id()))
                .containsExactly(
                        "staff.added",
                        "staff.password-set",
                        "staff.second-factor-set",
                        "staff.signed-in",
                        "staff.refused",
                        "staff.signed-in");
    }

    @Test
    void theSecondFactorIsSetUpFirstAndStaysTheSameUntilConfirmed() {
        StaffMember member = desk.inviteMember(name("ali"), StaffRole.REVIEWER, MORNING);
        SignInResult.SecondFactorRequired step = (SignInResult.SecondFactorRequired)
                desk.signIn.checkPassword(member.name(), PASSWORD, elsewhere(), MORNING);
        assertThat(step.setUp()).isTrue();
        TotpEnrolment enrolment =
                desk.signIn.findEnrolment(step.pending(), MORNING).orElseThrow();
        assertThat(desk.signIn.findEnrolment(step.pending(), MORNING)).contains(enrolment);
        assertThat(enrolment.uri())
                .startsWith("otpauth://totp/Rahnuma%3Aali%20")
                .contains("?secret=" + enrolment.secret() + "&issuer=Rahnuma");
        assertThat(desk.signIn.checkCode(step.pending(), "000000", elsewhere(), MORNING))
                .isEqualTo(WRONG);
        SignInResult.SignedIn in = (SignInResult.SignedIn) desk.signIn.confirmEnrolment(
                step.pending(), desk.code(enrolment.secret(), MORNING), elsewhere(), MORNING);
        assertThat(in.who().member().secondFactor()).isTrue();
        assertThat(in.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(desk.signIn.confirmEnrolment(
                        step.pending(), desk.code(enrolment.secret(), MORNING), elsewhere(), MORNING))
                .isEqualTo(new SignInResult.Expired());
    }

    @Test
    void anUnknownNameAWrongPasswordAndADisabledAccountAreAlikeAndTakeTheSameWork() {
        StaffMember known = desk.inviteMember(name("hina"), StaffRole.AGENT, MORNING);
        StaffMember disabled = desk.inviteMember(name("omar"), StaffRole.AGENT, MORNING);
        desk.accounts.disableMember(StaffFixture.CONSOLE, disabled.id(), MORNING);
        StaffMember waiting = desk.accounts
                .addMember(StaffFixture.CONSOLE, name("zara"), StaffRole.AGENT, List.of(), List.of(), MORNING)
                .member();
        for (String tried : List.of(known.name(), name("nobody"), disabled.name(), waiting.name())) {
            ClientInfo visit = elsewhere();
            String password = tried.equals(disabled.name()) ? PASSWORD : "not the right password";
            for (int i = 1; i <= 4; i++) {
                desk.hashed.clear();
                assertThat(desk.signIn.checkPassword(tried, password, visit, MORNING))
                        .isEqualTo(WRONG);
                assertThat(desk.hashed).hasSize(1).allMatch(phc -> phc.startsWith("$argon2id$v=19$m=64,t=1,p=1$"));
            }
            desk.hashed.clear();
            assertThat(desk.signIn.checkPassword(tried, password, visit, MORNING))
                    .isEqualTo(new SignInResult.Throttled(Duration.ofSeconds(15)));
            assertThat(desk.hashed).isEmpty();
        }
    }

    @Test
    void fromTheFourthFailureOnEachMakesTheNextWaitTwiceAsLongUpToAQuarterOfAnHour() {
        StaffMember member = desk.inviteMember(name("sara"), StaffRole.AGENT, MORNING);
        Instant now = MORNING;
        for (int seconds : new int[] {0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900}) {
            isWrong(member.name(), elsewhere(), now);
            if (seconds > 0) {
                now = now.plusSeconds(seconds - 1);
                assertThat(desk.signIn.checkPassword(member.name(), PASSWORD, elsewhere(), now))
                        .isEqualTo(new SignInResult.Throttled(Duration.ofSeconds(1)));
                now = now.plusSeconds(1);
            }
        }
        asksForTheSecondFactor(member.name(), elsewhere(), now);
        assertThat(desk.auditedActions(member.id()))
                .endsWith("staff.locked")
                .filteredOn("staff.locked"::equals)
                .hasSize(8);
    }

    @Test
    void failuresByAnUnknownNameAreLoggedWithoutTheNameAndAFloodIsLimited() {
        Instant day = MORNING.plus(Duration.ofDays(1000));
        assertThat(unknown(day)).isEmpty();
        String typed = name("my password");
        for (int i = 0; i < 4; i++) {
            isWrong(typed, elsewhere(), day);
        }
        assertThat(unknown(day))
                .extracting(AuditEntry::what)
                .containsExactly("staff.refused", "staff.refused", "staff.refused", "staff.locked");
        assertThat(unknown(day)).allSatisfy(entry -> {
            assertThat(entry.detail()).isEqualTo("unknown name");
            assertThat(entry.toString()).doesNotContain("password");
        });
        for (int i = 0; i < 2 * StaffAccountLock.MAX_FAILURES_PER_MINUTE; i++) {
            desk.signIn.checkPassword(name("guess"), "wrong", elsewhere(), day.plusSeconds(59));
        }
        assertThat(unknown(day)).hasSize(StaffAccountLock.MAX_FAILURES_PER_MINUTE);
        desk.signIn.checkPassword(name("guess"), "wrong", elsewhere(), day.plusSeconds(119));
        assertThat(unknown(day)).hasSize(StaffAccountLock.MAX_FAILURES_PER_MINUTE + 1);
    }

    private List<AuditEntry> unknown(Instant since) {
        assertThat(AuditChainFixture.faultsOf(desk.audit, StaffAccountLock.LOCK_ROW_ID))
                .isEmpty();
        return AuditChainFixture.entriesOf(desk.database, StaffAccountLock.LOCK_ROW_ID).stream()
                .filter(entry -> !entry.at().isBefore(since))
                .toList();
    }

    @Test
    void eachFailureOfAMemberIsLoggedWithWhatWasWrong() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(600);
        desk.signIn.checkPassword(sana.member().name(), "wrong", elsewhere(), later);
        desk.signIn.checkCode(desk.pending(sana.member(), later), "000000", elsewhere(), later);
        desk.accounts.disableMember(StaffFixture.CONSOLE, sana.member().id(), later);
        desk.signIn.checkPassword(sana.member().name(), PASSWORD, elsewhere(), later);
        assertThat(AuditChainFixture.entriesOf(desk.database, sana.member().id()))
                .filteredOn(entry -> entry.what().equals("staff.refused"))
                .extracting(AuditEntry::who, AuditEntry::detail)
                .containsExactly(
                        tuple("nobody", "wrong password"), tuple("nobody", "wrong code"), tuple("nobody", "not open"));
        assertThat(AuditChainFixture.faultsOf(desk.audit, sana.member().id())).isEmpty();
    }

    @Test
    void aSignInClearsTheFailures() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        fails(sana.member().name(), 3);
        desk.signIn(sana, MORNING.plusSeconds(60));
        fails(sana.member().name(), 3);
        asksForTheSecondFactor(sana.member().name(), elsewhere(), MORNING);
    }

    @Test
    void theRightPasswordTakesNothingOffTheFailuresOfTheSecondFactor() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        for (int i = 0; i < 4; i++) {
            String pending = desk.pending(sana.member(), MORNING);
            assertThat(desk.signIn.checkCode(pending, "00000" + i, elsewhere(), MORNING))
                    .isEqualTo(WRONG);
        }
        assertThat(desk.signIn.checkPassword(sana.member().name(), PASSWORD, elsewhere(), MORNING))
                .isEqualTo(new SignInResult.Throttled(Duration.ofSeconds(15)));
    }

    @Test
    void anAddressThatTriesManyNamesWaitsToo() {
        ClientInfo thief = elsewhere();
        IntStream.range(0, 4).forEach(i -> isWrong(name("guess"), thief, MORNING));
        StaffMember member = desk.inviteMember(name("asma"), StaffRole.AGENT, MORNING);
        isThrottled(member.name(), thief, MORNING);
        asksForTheSecondFactor(member.name(), elsewhere(), MORNING);
        Instant later = MORNING.plus(SignInThrottle.ADDRESS_FAILURE_TTL);
        isWrong(member.name(), thief, later);
        asksForTheSecondFactor(member.name(), thief, later);
    }

    @Test
    void ofManyTriesAtOnceNoMoreAreLookedAtThanOneAfterTheOther() {
        StaffMember member = desk.inviteMember(name("many"), StaffRole.AGENT, MORNING);
        Stream<SignInResult> steps = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> desk.signIn.checkPassword(member.name(), "wrong", elsewhere(), MORNING));
        assertThat(steps.filter(WRONG::equals)).hasSize(4);
    }

    @Test
    void aCodeOfTheAppIsTakenOnceAndNoneBeforeIt() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(90);
        String before = desk.code(sana.secret(), later.minusSeconds(30));
        String code = desk.code(sana.secret(), later);
        assertThat(desk.signIn.checkCode(desk.pending(sana.member(), later), code, elsewhere(), later))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(desk.signIn.checkCode(desk.pending(sana.member(), later), code, elsewhere(), later))
                .isEqualTo(WRONG);
        assertThat(desk.signIn.checkCode(desk.pending(sana.member(), later), before, elsewhere(), later))
                .isEqualTo(WRONG);
    }

    @Test
    void aClockMayBeOffByOneStepAndNotByTwo() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        Instant later = MORNING.plusSeconds(600);
        assertThat(tried(sana, desk.code(sana.secret(), later.minusSeconds(60)), later))
                .isEqualTo(WRONG);
        assertThat(tried(sana, desk.code(sana.secret(), later.plusSeconds(60)), later))
                .isEqualTo(WRONG);
        assertThat(tried(sana, desk.code(sana.secret(), later.minusSeconds(30)), later))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(tried(sana, desk.code(sana.secret(), later.plusSeconds(30)), later))
                .isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void aRecoveryCodeIsTakenOnceHoweverItIsTyped() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String code = sana.recoveryCodes().get(3);
        assertThat(tried(sana, code.toUpperCase().replace('-', ' '), MORNING))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(tried(sana, code, MORNING)).isEqualTo(WRONG);
        assertThat(desk.own.countRecoveryCodes(sana.who(), MORNING)).isEqualTo(9);
    }

    @Test
    void oneMembersRecoveryCodeIsNoneOfAnothers() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody ali = desk.createMember(StaffRole.AGENT, MORNING);
        assertThat(tried(sana, ali.recoveryCodes().getFirst(), MORNING)).isEqualTo(WRONG);
    }

    @Test
    void theSecondFactorMustComeWithinTenMinutes() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        Instant late = MORNING.plus(SignInService.SIGN_IN_TTL);
        assertThat(desk.signIn.checkCode(pending, desk.code(sana.secret(), late), elsewhere(), late))
                .isEqualTo(new SignInResult.Expired());
        assertThat(desk.signIn.checkCode("nonsense", "123456", elsewhere(), MORNING))
                .isEqualTo(new SignInResult.Expired());
    }

    @Test
    void aHashOfAnotherAmountOfWorkIsRenewedWhenTheyComeIn() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture harder = new StaffFixture(database, new PasswordHasher.WorkFactor(128, 2, 1));
        assertThat(harder.pending(sana.member(), MORNING)).isNotEmpty();
        assertThat(desk.rows.findById(sana.member().id()).orElseThrow().password())
                .startsWith("$argon2id$v=19$m=128,t=2,p=1$");
        assertThat(harder.pending(sana.member(), MORNING)).isNotEmpty();
    }

    @Test
    void namesAreTheSameHoweverTheyAreTyped() {
        StaffMember member = desk.inviteMember(name("Bilal"), StaffRole.AGENT, MORNING);
        asksForTheSecondFactor(" " + member.name().toUpperCase() + " ", elsewhere(), MORNING);
    }

    private void isWrong(String name, ClientInfo client, Instant now) {
        assertThat(desk.signIn.checkPassword(name, "wrong", client, now)).isEqualTo(WRONG);
    }

    /// Even with the right password.
    private void isThrottled(String name, ClientInfo client, Instant now) {
        assertThat(desk.signIn.checkPassword(name, PASSWORD, client, now)).isInstanceOf(SignInResult.Throttled.class);
    }

    private void asksForTheSecondFactor(String name, ClientInfo client, Instant now) {
        assertThat(desk.signIn.checkPassword(name, PASSWORD, client, now))
                .isInstanceOf(SignInResult.SecondFactorRequired.class);
    }

    private SignInResult tried(StaffFixture.Somebody somebody, String code, Instant now) {
        return desk.signIn.checkCode(desk.pending(somebody.member(), now), code, elsewhere(), now);
    }

    private void fails(String name, int times) {
        for (int i = 0; i < times; i++) {
            isWrong(name, elsewhere(), MORNING);
        }
    }

    @Test
    void failuresAreCountedByWhyAndNotByWhose() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        ClientInfo visit = StaffFixture.elsewhere();
        Instant later = MORNING.plusSeconds(60);
        String pending = desk.pending(sana.member(), later);
        desk.signIn.checkCode(pending, "000000", visit, later);
        for (int i = 0; i < 4; i++) {
            desk.signIn.checkPassword(sana.member().name(), "wrong", visit, later);
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
            isWrong(name("guess"), new ClientInfo("2001:db8:77:1:" + i + "::1", null), MORNING);
        }
        isThrottled(name("guess"), new ClientInfo("2001:db8:77:1:ffff::9", null), MORNING);
        isWrong(name("guess"), new ClientInfo("2001:db8:77:2::1", null), MORNING);
    }

    @Test
    void theNetworksOfOneSiteOfIpv6HaveFourTimesTheTriesOfOne() {
        for (int i = 1; i <= 16; i++) {
            isWrong(name("guess"), new ClientInfo("2001:db8:78:" + i + "::1", null), MORNING);
        }
        isThrottled(name("guess"), new ClientInfo("2001:db8:78:ffff::1", null), MORNING);
        isWrong(name("guess"), new ClientInfo("2001:db8:79::1", null), MORNING);
    }

    @Test
    void strangersDoNotThrottleAKnownBrowserOfTheMember() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        ClientInfo office = new ClientInfo("203.0.113.88", "Firefox", sana.in().device());
        String member = sana.member().name();
        for (int i = 0; i < 4; i++) {
            isWrong(member, new ClientInfo("203.0.113.88", null), MORNING);
        }
        isThrottled(member, new ClientInfo("203.0.113.88", null), MORNING);
        isThrottled(member, elsewhere(), MORNING);
        SignInResult.SecondFactorRequired second =
                (SignInResult.SecondFactorRequired) desk.signIn.checkPassword(member, PASSWORD, office, MORNING);
        Instant later = MORNING.plusSeconds(60);
        SignInResult.SignedIn in = (SignInResult.SignedIn)
                desk.signIn.checkCode(second.pending(), desk.code(sana.secret(), later), office, later);
        assertThat(in.device()).isNotEqualTo(sana.in().device());
        asksForTheSecondFactor(member, new ClientInfo("x", null, in.device()), later);
    }

    @Test
    void onlyTheNewestBrowsersOfAMemberAreKnown() {
        DeviceRepository devices = database.getBean(DeviceRepository.class);
        StaffMember sana = desk.inviteMember(name("sana"), StaffRole.AGENT, MORNING);
        List<String> tokens = IntStream.range(0, 11)
                .mapToObj(i -> devices.replaceToken(sana.id(), null, MORNING.plusSeconds(i)))
                .toList();
        assertThat(tokens)
                .filteredOn(token -> devices.isKnown(sana.name(), token, MORNING))
                .isEqualTo(tokens.subList(1, 11));
    }

    @Test
    void aKnownBrowserHasItsOwnCountAndIsKnownForItsOwnMemberAlone() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody ali = desk.createMember(StaffRole.AGENT, MORNING);
        ClientInfo stolen = new ClientInfo("203.0.113.99", null, sana.in().device());
        for (int i = 0; i < 4; i++) {
            isWrong(sana.member().name(), stolen, MORNING);
        }
        isThrottled(sana.member().name(), stolen, MORNING);
        for (int i = 0; i < 4; i++) {
            desk.signIn.checkPassword(ali.member().name(), "wrong", new ClientInfo("h" + i, null), MORNING);
        }
        isThrottled(ali.member().name(), stolen, MORNING);
        desk.sessions.signOutEverywhere(sana.who(), MORNING);
        asksForTheSecondFactor(sana.member().name(), stolen, MORNING);
    }

    @Test
    void theTableOfFailuresHasABound() {
        SignInThrottle bounded = database.getBean(SignInThrottle.class);
        Instant later = MORNING.plusSeconds(7);
        IntStream.range(0, 30).forEach(i -> bounded.countAttempt(name("many"), elsewhere(), later.plusMillis(i)));
        bounded.deleteExpired(later.plusSeconds(1), 10);
        long rows = database.sql().queryOne(Long.class, "select count(*) from staff_failure");
        assertThat(rows).isLessThanOrEqualTo(10);
    }

    @Test
    void namesThatWereMadeUpDoNotCauseAnAttackedAccountToBeForgotten() {
        SignInThrottle throttle = database.getBean(SignInThrottle.class);
        String attacked = name("attacked");
        IntStream.range(0, 4).forEach(i -> throttle.countAttempt(attacked, elsewhere(), MORNING));
        IntStream.range(0, 30).forEach(i -> throttle.countAttempt(name("many"), elsewhere(), MORNING.plusSeconds(1)));
        throttle.deleteExpired(MORNING.plusSeconds(2), 10);
        assertThat(throttle.countAttempt(attacked, elsewhere(), MORNING.plusSeconds(2))
                        .isAllowed())
                .isFalse();
    }
}
