package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.account.StaffFixture.CONSOLE;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;
import static pk.rahnuma.staff.account.StaffFixture.PASSWORD;
import static pk.rahnuma.staff.account.StaffFixture.elsewhere;
import static pk.rahnuma.staff.account.StaffFixture.name;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.staff.AccountActor;
import pk.rahnuma.staff.CommonPasswords;
import pk.rahnuma.staff.PasswordRules;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffInvitation;
import pk.rahnuma.staff.StaffMember;
import pk.rahnuma.staff.StaffRole;

@OnEachDatabase
class StaffAccountServiceTest {

    private final TestDatabase database;
    private final StaffFixture desk;

    StaffAccountServiceTest(TestDatabase database) {
        this.database = database;
        this.desk = new StaffFixture(database);
    }

    @BeforeEach
    void deleteAccounts() {
        for (String table : List.of("staff", "staff_session", "one_time_code", "staff_pending", "staff_door")) {
            database.sql().execute("delete from " + table);
        }
    }

    @Test
    void aNewMemberSetsThePasswordByALinkThatIsGoodOnceAndForADay() {
        StaffInvitation invitation = desk.accounts.addMember(
                CONSOLE, "  Sana   Malik ", StaffRole.AGENT, List.of("ur", "en"), List.of("line_blocked"), MORNING);
        StaffMember sana = invitation.member();
        assertThat(sana.name()).isEqualTo("Sana Malik");
        assertThat(desk.accounts.findByName("sana malik")).contains(sana);
        assertThat(sana.languages()).containsExactly("en", "ur");
        assertThat(sana.passwordSet()).isFalse();
        assertThat(invitation.expires()).isEqualTo(MORNING.plus(Duration.ofHours(24)));
        assertThat(desk.links.findMember(invitation.token(), MORNING)).contains(sana);
        assertThat(desk.links.findMember(invitation.token(), invitation.expires()))
                .isEmpty();
        assertThat(desk.links.findMember("x".repeat(500), MORNING)).isEmpty();

        refused(
                StaffException.Reason.PASSWORD_SHORT,
                () -> desk.links.setPassword(invitation.token(), "short", MORNING));
        SignInResult.SecondFactorRequired next = desk.links.setPassword(invitation.token(), PASSWORD, MORNING);
        assertThat(next.setUp()).isTrue();
        assertThat(desk.signIn.findEnrolment(next.pending(), MORNING)).isPresent();
        assertThat(desk.accounts.findMember(sana.id()).orElseThrow().passwordSet())
                .isTrue();
        refused(StaffException.Reason.LINK_OVER, () -> desk.links.setPassword(invitation.token(), PASSWORD, MORNING));
    }

    @Test
    void noSecretIsStoredInPlainText() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffInvitation link =
                desk.accounts.addMember(CONSOLE, name("new"), StaffRole.AGENT, List.of(), List.of(), MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        String all = Stream.of("staff", "one_time_code", "staff_pending", "staff_session", "staff_failure")
                .flatMap(table -> database.sql().queryTexts("select * from " + table).stream())
                .toList()
                .toString();
        assertThat(all)
                .contains(sana.member().name())
                .doesNotContain(PASSWORD, sana.secret(), sana.token(), link.token(), pending, "host ")
                .doesNotContain(sana.recoveryCodes());
    }

    @Test
    void aNameThatLooksLikeAnotherOrIsReservedIsRefused() {
        desk.accounts.addMember(CONSOLE, "Sana", StaffRole.AGENT, List.of(), List.of(), MORNING);
        refused(StaffException.Reason.NAME_TAKEN, () -> add("SANA"));
        refused(StaffException.Reason.NAME_TAKEN, () -> add("ｓａｎａ"));
        for (String name : List.of(
                "",
                " ",
                "applicant",
                "Clock",
                "BOT",
                "console",
                "nobody",
                "s\u0430na",
                "sa\u200Bna",
                "sa\nna",
                "عائشہ z",
                "x".repeat(101),
                "<b>x</b>",
                "1234")) {
            refused(StaffException.Reason.NAME_UNFIT, () -> add(name));
        }
        assertThat(add("عائشہ خان 2").member().name()).isEqualTo("عائشہ خان 2");
    }

    @Test
    void skillsAreOfTheLanguagesOfTheDeskAndPlainWords() {
        StaffMember sana = add("Sana").member();
        assertThat(desk.accounts
                        .changeSkills(CONSOLE, sana.id(), Set.of("ur-Latn"), Set.of("fee", "line_blocked"), MORNING)
                        .topics())
                .containsExactly("fee", "line_blocked");
        refused(
                StaffException.Reason.LANGUAGE_UNKNOWN,
                () -> desk.accounts.changeSkills(CONSOLE, sana.id(), Set.of("fr"), Set.of(), MORNING));
        refused(
                StaffException.Reason.TOPIC_UNFIT,
                () -> desk.accounts.changeSkills(CONSOLE, sana.id(), Set.of(), Set.of("a b"), MORNING));
    }

    @Test
    void onlyAnAdministratorChangesAccountsAndWhatTheyAreCountsWhenTheyAct() {
        StaffFixture.Somebody chief = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        StaffFixture.Somebody other = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        StaffMember sana = add("Sana").member();
        for (StaffRole role : List.of(StaffRole.AGENT, StaffRole.REVIEWER, StaffRole.SUPERVISOR, StaffRole.AUDITOR)) {
            AccountActor actor =
                    AccountActor.fromSession(desk.createMember(role, MORNING).who());
            refused(StaffException.Reason.NOT_ALLOWED, () -> desk.accounts.disableMember(actor, sana.id(), MORNING));
            refused(
                    StaffException.Reason.NOT_ALLOWED,
                    () -> desk.accounts.changeRoles(actor, sana.id(), Set.of(StaffRole.AUDITOR), MORNING));
            refused(
                    StaffException.Reason.NOT_ALLOWED,
                    () -> desk.accounts.addMember(actor, "x", StaffRole.AGENT, List.of(), List.of(), MORNING));
            refused(StaffException.Reason.NOT_ALLOWED, () -> desk.accounts.resetCredentials(actor, sana.id(), MORNING));
            refused(StaffException.Reason.NOT_ALLOWED, () -> desk.accounts.resetPassword(actor, sana.id(), MORNING));
            refused(
                    StaffException.Reason.NOT_ALLOWED,
                    () -> desk.accounts.resetSecondFactor(actor, sana.id(), MORNING));
            refused(StaffException.Reason.NOT_ALLOWED, () -> desk.accounts.enableMember(actor, sana.id(), MORNING));
            refused(
                    StaffException.Reason.NOT_ALLOWED,
                    () -> desk.accounts.changeSkills(actor, sana.id(), List.of(), List.of(), MORNING));
        }
        AccountActor actor = AccountActor.fromSession(other.who());
        assertThat(desk.accounts
                        .changeRoles(actor, sana.id(), Set.of(StaffRole.REVIEWER), MORNING)
                        .roles())
                .containsExactly(StaffRole.REVIEWER);
        assertThat(AuditChainFixture.entriesOf(desk.database, sana.id())
                        .getLast()
                        .who())
                .isEqualTo(other.member().name());
        desk.accounts.disableMember(
                AccountActor.fromSession(chief.who()), other.member().id(), MORNING);
        refused(StaffException.Reason.NOT_ALLOWED, () -> desk.accounts.disableMember(actor, sana.id(), MORNING));
    }

    @Test
    void membersCannotChangeTheirOwnRoleOrDisableThemselves() {
        StaffFixture.Somebody chief = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        AccountActor actor = AccountActor.fromSession(chief.who());
        long id = chief.member().id();
        refused(
                StaffException.Reason.OWN_ACCOUNT,
                () -> desk.accounts.changeRoles(actor, id, Set.of(StaffRole.AUDITOR), MORNING));
        refused(StaffException.Reason.OWN_ACCOUNT, () -> desk.accounts.disableMember(actor, id, MORNING));
        refused(StaffException.Reason.OWN_ACCOUNT, () -> desk.accounts.resetSecondFactor(actor, id, MORNING));
        refused(StaffException.Reason.OWN_ACCOUNT, () -> desk.accounts.resetCredentials(actor, id, MORNING));
    }

    @Test
    void theLastAdministratorStaysEvenAgainstTheCommandLine() {
        StaffFixture.Somebody chief = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        StaffFixture.Somebody disabled = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        desk.accounts.disableMember(CONSOLE, disabled.member().id(), MORNING);
        refused(
                StaffException.Reason.LAST_ADMINISTRATOR,
                () -> desk.accounts.disableMember(CONSOLE, chief.member().id(), MORNING));
        refused(
                StaffException.Reason.LAST_ADMINISTRATOR,
                () -> desk.accounts.changeRoles(CONSOLE, chief.member().id(), Set.of(StaffRole.SUPERVISOR), MORNING));
        assertThat(desk.sessions.findAndExtend(chief.token(), MORNING)).isPresent();
        // An administrator who cannot sign in does not count, and may get any role.
        desk.accounts.changeRoles(CONSOLE, disabled.member().id(), Set.of(StaffRole.AGENT), MORNING);
    }

    @Test
    void anAdministratorWhoWasOnlyInvitedIsNotCountedOn() {
        StaffFixture.Somebody chief = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
        StaffMember invited = desk.accounts
                .addMember(CONSOLE, "Ali", StaffRole.ADMINISTRATOR, List.of(), List.of(), MORNING)
                .member();
        refused(
                StaffException.Reason.LAST_ADMINISTRATOR,
                () -> desk.accounts.disableMember(CONSOLE, chief.member().id(), MORNING));
        desk.accounts.disableMember(AccountActor.fromSession(chief.who()), invited.id(), MORNING);
    }

    @Test
    void twoAdministratorsWhoDisableEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            deleteAccounts();
            StaffFixture.Somebody one = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
            StaffFixture.Somebody other = desk.createMember(StaffRole.ADMINISTRATOR, MORNING);
            CountDownLatch both = new CountDownLatch(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Future<Boolean>> done = List.of(
                        threads.submit(() -> disabled(one, other, both)),
                        threads.submit(() -> disabled(other, one, both)));
                assertThat(done.get(0).get()).isNotEqualTo(done.get(1).get());
            }
            assertThat(desk.rows.findAdministrators().stream().filter(StaffMember::isEnabled))
                    .hasSize(1);
        }
    }

    private boolean disabled(StaffFixture.Somebody by, StaffFixture.Somebody whom, CountDownLatch both)
            throws InterruptedException {
        both.countDown();
        both.await();
        try {
            desk.accounts.disableMember(
                    AccountActor.fromSession(by.who()), whom.member().id(), MORNING);
            return true;
        } catch (StaffException e) {
            return false;
        }
    }

    @Test
    void disablingEndsSessionsOnEveryNodeAndKeepsThePassword() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture another = new StaffFixture(database);
        String pending = desk.pending(sana.member(), MORNING);
        assertThat(another.sessions.findAndExtend(sana.token(), MORNING)).isPresent();
        desk.accounts.disableMember(CONSOLE, sana.member().id(), MORNING);
        assertThat(another.sessions.findAndExtend(sana.token(), MORNING)).isEmpty();
        Instant later = MORNING.plusSeconds(60);
        assertThat(another.signIn.checkCode(pending, desk.code(sana.secret(), later), elsewhere(), later))
                .isEqualTo(new SignInResult.Expired());
        assertThat(another.signIn.checkPassword(sana.member().name(), PASSWORD, elsewhere(), later))
                .isEqualTo(new SignInResult.Rejected());
        desk.accounts.enableMember(CONSOLE, sana.member().id(), later);
        assertThat(another.sessions.findAndExtend(sana.token(), later)).isEmpty();
        assertThat(desk.signIn(sana, later.plusSeconds(60)).who().member().isEnabled())
                .isTrue();
        assertThat(desk.auditedActions(sana.member().id())).contains("staff.disabled", "staff.enabled");
    }

    @Test
    void aChangedRoleEndsTheSessionsOfTheOldOne() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.SUPERVISOR, MORNING);
        desk.accounts.changeRoles(CONSOLE, sana.member().id(), Set.of(StaffRole.AGENT), MORNING);
        assertThat(desk.sessions.findAndExtend(sana.token(), MORNING)).isEmpty();
        assertThat(AuditChainFixture.entriesOf(desk.database, sana.member().id())
                        .getLast()
                        .detail())
                .isEqualTo("SUPERVISOR to AGENT");
    }

    @Test
    void anAccountHasSeveralRolesAndAnAuditorNoOther() {
        Set<StaffRole> several = Set.of(StaffRole.AGENT, StaffRole.ADMINISTRATOR);
        StaffMember sana = desk.accounts
                .addMember(CONSOLE, name("sana"), several, List.of(), List.of(), MORNING)
                .member();
        assertThat(desk.accounts.findMember(sana.id()).orElseThrow().roles()).isEqualTo(several);
        assertThat(AuditChainFixture.entriesOf(desk.database, sana.id())
                        .getLast()
                        .detail())
                .isEqualTo("AGENT ADMINISTRATOR");
        Set<StaffRole> auditor = Set.of(StaffRole.AUDITOR, StaffRole.AGENT);
        refused(
                StaffException.Reason.AUDITOR_ALONE,
                () -> desk.accounts.addMember(CONSOLE, name("x"), auditor, List.of(), List.of(), MORNING));
        refused(
                StaffException.Reason.AUDITOR_ALONE,
                () -> desk.accounts.changeRoles(CONSOLE, sana.id(), auditor, MORNING));
        refused(StaffException.Reason.NO_ROLE, () -> desk.accounts.changeRoles(CONSOLE, sana.id(), Set.of(), MORNING));
        assertThat(desk.accounts.findMember(sana.id()).orElseThrow().roles()).isEqualTo(several);
    }

    @Test
    void aResetTakesPasswordSecondFactorCodesAndSessions() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffInvitation link =
                desk.accounts.resetCredentials(CONSOLE, sana.member().id(), MORNING);
        assertThat(desk.sessions.findAndExtend(sana.token(), MORNING)).isEmpty();
        assertThat(desk.signIn.checkPassword(sana.member().name(), PASSWORD, elsewhere(), MORNING))
                .isEqualTo(new SignInResult.Rejected());
        assertThat(desk.links.setPassword(link.token(), PASSWORD, MORNING).setUp())
                .isTrue();
        assertThat(desk.secondFactors.countRecoveryCodes(sana.member().id(), MORNING))
                .isZero();
    }

    @Test
    void aResetPasswordLeavesTheSecondFactorAndANewLinkEndsTheOneBefore() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffInvitation first =
                desk.accounts.resetPassword(CONSOLE, sana.member().id(), MORNING);
        StaffInvitation second =
                desk.accounts.resetPassword(CONSOLE, sana.member().id(), MORNING);
        assertThat(desk.links.findMember(first.token(), MORNING)).isEmpty();
        SignInResult.SecondFactorRequired next = desk.links.setPassword(second.token(), PASSWORD, MORNING);
        assertThat(next.setUp()).isFalse();
        Instant later = MORNING.plusSeconds(60);
        assertThat(desk.signIn.checkCode(next.pending(), desk.code(sana.secret(), later), elsewhere(), later))
                .isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void aResetSecondFactorIsSetUpAgainAfterThePassword() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        desk.accounts.resetSecondFactor(CONSOLE, sana.member().id(), MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        String fresh = desk.signIn.findEnrolment(pending, MORNING).orElseThrow().secret();
        assertThat(fresh).isNotEqualTo(sana.secret());
        assertThat(desk.signIn.checkCode(pending, sana.recoveryCodes().getFirst(), elsewhere(), MORNING))
                .isEqualTo(new SignInResult.Rejected());
    }

    @Test
    void theLinkForTheFirstAdministratorIsMadeWhileThereIsNoneAndTheNewestIsGoodOnce() {
        String old = desk.links.createFirstAdministratorLink(MORNING).orElseThrow();
        String token = desk.links.createFirstAdministratorLink(MORNING).orElseThrow();
        assertThat(desk.links.isFirstLink(old, MORNING)).isFalse();
        assertThat(desk.links.isFirstLink(token, MORNING)).isTrue();
        refused(
                StaffException.Reason.LINK_OVER,
                () -> desk.links.createFirstAdministrator(old, "Chief", PASSWORD, MORNING));
        refused(
                StaffException.Reason.PASSWORD_EASY,
                () -> desk.links.createFirstAdministrator(token, "Chief", "chiefchiefchief", MORNING));
        SignInResult.SecondFactorRequired next = desk.links.createFirstAdministrator(token, "Chief", PASSWORD, MORNING);
        assertThat(next.setUp()).isTrue();
        StaffMember chief = desk.accounts.findByName("chief").orElseThrow();
        assertThat(chief.roles()).containsExactly(StaffRole.SUPERVISOR, StaffRole.ADMINISTRATOR);
        assertThat(desk.links.isFirstLink(token, MORNING)).isFalse();
        refused(
                StaffException.Reason.LINK_OVER,
                () -> desk.links.createFirstAdministrator(token, "Other", PASSWORD, MORNING));
        assertThat(desk.links.createFirstAdministratorLink(MORNING)).isEmpty();
        assertThat(desk.auditedActions(chief.id())).containsExactly("staff.added");
    }

    @Test
    void aLinkForTheFirstAdministratorIsNoGoodOnceThereIsAnother() {
        String token = desk.links.createFirstAdministratorLink(MORNING).orElseThrow();
        add("Sana");
        assertThat(desk.links.isFirstLink(token, MORNING)).isTrue();
        desk.accounts.addMember(CONSOLE, "Ali", StaffRole.ADMINISTRATOR, List.of(), List.of(), MORNING);
        assertThat(desk.links.createFirstAdministratorLink(MORNING)).isEmpty();
        refused(
                StaffException.Reason.LINK_OVER,
                () -> desk.links.createFirstAdministrator(token, "Chief", PASSWORD, MORNING));
    }

    @Test
    void aPasswordIsLongAndNotWhatIsTriedFirst() {
        for (String easy :
                List.of("passwordpassword", "aaaaaaaaaaaaaa", "1234567890123456", "Sana Malik 1", "qwerty123456")) {
            refused(StaffException.Reason.PASSWORD_EASY, () -> PasswordRules.checkPassword(easy, "Sana Malik"));
        }
        refused(StaffException.Reason.PASSWORD_LONG, () -> PasswordRules.checkPassword("x".repeat(201), "Sana"));
        PasswordRules.checkPassword("تین بکریاں چھت پر", "Sana");
        assertThat(CommonPasswords.class.getResourceAsStream("common-passwords.txt"))
                .asString(StandardCharsets.UTF_8)
                .hasLineCount(10_002);
        for (String easy :
                List.of("Manchester2024", "sunshine!!!!", "Dragon-dragon!", "f00tb4ll12345", "$uperm4n-2026")) {
            refused(StaffException.Reason.PASSWORD_EASY, () -> PasswordRules.checkPassword(easy, "Sana Malik"));
        }
        for (String good : List.of(
                "three goats on a roof",
                "correct horse battery staple",
                "Dragons eat 12 mangoes",
                "three goats on a roof, ".repeat(8))) {
            PasswordRules.checkPassword(good, "Sana Malik");
        }
    }

    private StaffInvitation add(String name) {
        return desk.accounts.addMember(CONSOLE, name, StaffRole.AGENT, List.of(), List.of(), MORNING);
    }

    private static void refused(StaffException.Reason why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StaffException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(why));
    }
}
