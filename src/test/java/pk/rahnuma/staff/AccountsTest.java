package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.Desk.CONSOLE;
import static pk.rahnuma.staff.Desk.MORNING;
import static pk.rahnuma.staff.Desk.PASSWORD;
import static pk.rahnuma.staff.Desk.elsewhere;
import static pk.rahnuma.staff.Desk.name;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;

@OnEachDatabase
class AccountsTest {

    private final Database database;
    private final Desk desk;

    AccountsTest(Database database) {
        this.database = database;
        this.desk = new Desk(database);
    }

    @BeforeEach
    void nobody() {
        for (String table : List.of("staff", "staff_session", "staff_link", "staff_pending", "staff_door")) {
            database.jdbi().useHandle(handle -> handle.execute("delete from " + table));
        }
    }

    @Test
    void aNewMemberSetsThePasswordByALinkThatIsGoodOnceAndForADay() {
        Invitation invitation = desk.accounts.add(
                CONSOLE, "  Sana   Malik ", Role.AGENT, List.of("ur", "en"), List.of("line_blocked"), MORNING);
        Member sana = invitation.member();
        assertThat(sana.name()).isEqualTo("Sana Malik");
        assertThat(desk.accounts.named("sana malik")).contains(sana);
        assertThat(sana.languages()).containsExactly("en", "ur");
        assertThat(sana.passwordSet()).isFalse();
        assertThat(invitation.expires()).isEqualTo(MORNING.plus(Duration.ofHours(24)));
        assertThat(desk.links.whose(invitation.token(), MORNING)).contains(sana);
        assertThat(desk.links.whose(invitation.token(), invitation.expires())).isEmpty();
        assertThat(desk.links.whose("x".repeat(500), MORNING)).isEmpty();

        refused(Refusal.Why.PASSWORD_SHORT, () -> desk.links.setPassword(invitation.token(), "short", MORNING));
        Step.SecondFactor next = desk.links.setPassword(invitation.token(), PASSWORD, MORNING);
        assertThat(next.setUp()).isTrue();
        assertThat(desk.signIn.enrolment(next.pending(), MORNING)).isPresent();
        assertThat(desk.accounts.find(sana.id()).orElseThrow().passwordSet()).isTrue();
        refused(Refusal.Why.LINK_OVER, () -> desk.links.setPassword(invitation.token(), PASSWORD, MORNING));
    }

    @Test
    void noSecretLiesInTheDatabaseAsItIs() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Invitation link = desk.accounts.add(CONSOLE, name("new"), Role.AGENT, List.of(), List.of(), MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        String all = Stream.of(
                        "staff", "staff_recovery", "staff_link", "staff_pending", "staff_session", "staff_failure")
                .map(table -> database.jdbi()
                        .withHandle(handle -> handle.createQuery("select * from " + table)
                                .mapToMap()
                                .map(AccountsTest::text)
                                .list()))
                .toList()
                .toString();
        assertThat(all)
                .contains(sana.member().name())
                .doesNotContain(PASSWORD, sana.secret(), sana.token(), link.token(), pending, "host ")
                .doesNotContain(sana.recoveryCodes());
    }

    private static String text(Map<String, Object> row) {
        return row.values().stream()
                .map(value -> value instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : String.valueOf(value))
                .toList()
                .toString();
    }

    @Test
    void aNameThatLooksLikeAnothersOrIsNobodysIsRefused() {
        desk.accounts.add(CONSOLE, "Sana", Role.AGENT, List.of(), List.of(), MORNING);
        refused(Refusal.Why.NAME_TAKEN, () -> add("SANA"));
        refused(Refusal.Why.NAME_TAKEN, () -> add("ｓａｎａ"));
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
            refused(Refusal.Why.NAME_UNFIT, () -> add(name));
        }
        assertThat(add("عائشہ خان 2").member().name()).isEqualTo("عائشہ خان 2");
    }

    @Test
    void skillsAreOfTheLanguagesOfTheDeskAndPlainWords() {
        Member sana = add("Sana").member();
        assertThat(desk.accounts
                        .skills(CONSOLE, sana.id(), Set.of("ur-Latn"), Set.of("fee", "line_blocked"), MORNING)
                        .topics())
                .containsExactly("fee", "line_blocked");
        refused(
                Refusal.Why.LANGUAGE_UNKNOWN,
                () -> desk.accounts.skills(CONSOLE, sana.id(), Set.of("fr"), Set.of(), MORNING));
        refused(
                Refusal.Why.TOPIC_UNFIT,
                () -> desk.accounts.skills(CONSOLE, sana.id(), Set.of(), Set.of("a b"), MORNING));
    }

    @Test
    void onlyAnAdministratorChangesAccountsAndWhatTheyAreCountsWhenTheyAct() {
        Desk.Somebody chief = desk.somebody(Role.ADMINISTRATOR, MORNING);
        Desk.Somebody other = desk.somebody(Role.ADMINISTRATOR, MORNING);
        Member sana = add("Sana").member();
        for (Role role : List.of(Role.AGENT, Role.REVIEWER, Role.SUPERVISOR, Role.AUDITOR)) {
            Actor actor = Actor.of(desk.somebody(role, MORNING).who());
            refused(Refusal.Why.NOT_ALLOWED, () -> desk.accounts.disable(actor, sana.id(), MORNING));
            refused(
                    Refusal.Why.NOT_ALLOWED,
                    () -> desk.accounts.changeRoles(actor, sana.id(), Set.of(Role.AUDITOR), MORNING));
            refused(
                    Refusal.Why.NOT_ALLOWED,
                    () -> desk.accounts.add(actor, "x", Role.AGENT, List.of(), List.of(), MORNING));
            refused(Refusal.Why.NOT_ALLOWED, () -> desk.accounts.reset(actor, sana.id(), MORNING));
            refused(Refusal.Why.NOT_ALLOWED, () -> desk.accounts.resetPassword(actor, sana.id(), MORNING));
            refused(Refusal.Why.NOT_ALLOWED, () -> desk.accounts.resetSecondFactor(actor, sana.id(), MORNING));
            refused(Refusal.Why.NOT_ALLOWED, () -> desk.accounts.enable(actor, sana.id(), MORNING));
            refused(
                    Refusal.Why.NOT_ALLOWED,
                    () -> desk.accounts.skills(actor, sana.id(), List.of(), List.of(), MORNING));
        }
        Actor actor = Actor.of(other.who());
        assertThat(desk.accounts
                        .changeRoles(actor, sana.id(), Set.of(Role.REVIEWER), MORNING)
                        .roles())
                .containsExactly(Role.REVIEWER);
        assertThat(AuditChains.entries(desk.audit, sana.id()).getLast().who())
                .isEqualTo(other.member().name());
        desk.accounts.disable(Actor.of(chief.who()), other.member().id(), MORNING);
        refused(Refusal.Why.NOT_ALLOWED, () -> desk.accounts.disable(actor, sana.id(), MORNING));
    }

    @Test
    void nobodyChangesTheirOwnRoleOrDisablesThemselves() {
        Desk.Somebody chief = desk.somebody(Role.ADMINISTRATOR, MORNING);
        desk.somebody(Role.ADMINISTRATOR, MORNING);
        Actor actor = Actor.of(chief.who());
        long id = chief.member().id();
        refused(Refusal.Why.OWN_ACCOUNT, () -> desk.accounts.changeRoles(actor, id, Set.of(Role.AUDITOR), MORNING));
        refused(Refusal.Why.OWN_ACCOUNT, () -> desk.accounts.disable(actor, id, MORNING));
        refused(Refusal.Why.OWN_ACCOUNT, () -> desk.accounts.resetSecondFactor(actor, id, MORNING));
        refused(Refusal.Why.OWN_ACCOUNT, () -> desk.accounts.reset(actor, id, MORNING));
    }

    @Test
    void theLastAdministratorStaysEvenAgainstTheCommandLine() {
        Desk.Somebody chief = desk.somebody(Role.ADMINISTRATOR, MORNING);
        Desk.Somebody disabled = desk.somebody(Role.ADMINISTRATOR, MORNING);
        desk.accounts.disable(CONSOLE, disabled.member().id(), MORNING);
        refused(
                Refusal.Why.LAST_ADMINISTRATOR,
                () -> desk.accounts.disable(CONSOLE, chief.member().id(), MORNING));
        refused(
                Refusal.Why.LAST_ADMINISTRATOR,
                () -> desk.accounts.changeRoles(CONSOLE, chief.member().id(), Set.of(Role.SUPERVISOR), MORNING));
        assertThat(desk.sessions.find(chief.token(), MORNING)).isPresent();
        // One who cannot sign in keeps nobody safe, and may be anything.
        desk.accounts.changeRoles(CONSOLE, disabled.member().id(), Set.of(Role.AGENT), MORNING);
    }

    @Test
    void anAdministratorWhoWasOnlyInvitedIsNotCountedOn() {
        Desk.Somebody chief = desk.somebody(Role.ADMINISTRATOR, MORNING);
        Member invited = desk.accounts
                .add(CONSOLE, "Ali", Role.ADMINISTRATOR, List.of(), List.of(), MORNING)
                .member();
        refused(
                Refusal.Why.LAST_ADMINISTRATOR,
                () -> desk.accounts.disable(CONSOLE, chief.member().id(), MORNING));
        desk.accounts.disable(Actor.of(chief.who()), invited.id(), MORNING);
    }

    @Test
    void twoAdministratorsWhoDisableEachOtherAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            nobody();
            Desk.Somebody one = desk.somebody(Role.ADMINISTRATOR, MORNING);
            Desk.Somebody other = desk.somebody(Role.ADMINISTRATOR, MORNING);
            CountDownLatch both = new CountDownLatch(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Future<Boolean>> done = List.of(
                        threads.submit(() -> disabled(one, other, both)),
                        threads.submit(() -> disabled(other, one, both)));
                assertThat(done.get(0).get()).isNotEqualTo(done.get(1).get());
            }
            assertThat(desk.rows.administrators().stream().filter(Member::enabled))
                    .hasSize(1);
        }
    }

    private boolean disabled(Desk.Somebody by, Desk.Somebody whom, CountDownLatch both) throws InterruptedException {
        both.countDown();
        both.await();
        try {
            desk.accounts.disable(Actor.of(by.who()), whom.member().id(), MORNING);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    @Test
    void whoeverIsDisabledIsOutAtOnceOnEveryNodeAndComesBackWithTheSamePassword() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Desk another = new Desk(database);
        String pending = desk.pending(sana.member(), MORNING);
        assertThat(another.sessions.find(sana.token(), MORNING)).isPresent();
        desk.accounts.disable(CONSOLE, sana.member().id(), MORNING);
        assertThat(another.sessions.find(sana.token(), MORNING)).isEmpty();
        Instant later = MORNING.plusSeconds(60);
        assertThat(another.signIn.code(pending, desk.code(sana.secret(), later), elsewhere(), later))
                .isEqualTo(new Step.Over());
        assertThat(another.signIn.password(sana.member().name(), PASSWORD, elsewhere(), later))
                .isEqualTo(new Step.Wrong());
        desk.accounts.enable(CONSOLE, sana.member().id(), later);
        assertThat(another.sessions.find(sana.token(), later)).isEmpty();
        assertThat(desk.in(sana, later.plusSeconds(60)).who().member().enabled())
                .isTrue();
        assertThat(desk.noted(sana.member().id())).contains("staff.disabled", "staff.enabled");
    }

    @Test
    void aChangedRoleEndsTheSessionsOfTheOldOne() {
        Desk.Somebody sana = desk.somebody(Role.SUPERVISOR, MORNING);
        desk.accounts.changeRoles(CONSOLE, sana.member().id(), Set.of(Role.AGENT), MORNING);
        assertThat(desk.sessions.find(sana.token(), MORNING)).isEmpty();
        assertThat(AuditChains.entries(desk.audit, sana.member().id()).getLast().detail())
                .isEqualTo("SUPERVISOR to AGENT");
    }

    @Test
    void anAccountHasSeveralRolesAndAnAuditorNoOther() {
        Set<Role> several = Set.of(Role.AGENT, Role.ADMINISTRATOR);
        Member sana = desk.accounts
                .add(CONSOLE, name("sana"), several, List.of(), List.of(), MORNING)
                .member();
        assertThat(desk.accounts.find(sana.id()).orElseThrow().roles()).isEqualTo(several);
        assertThat(AuditChains.entries(desk.audit, sana.id()).getLast().detail())
                .isEqualTo("AGENT ADMINISTRATOR");
        Set<Role> auditor = Set.of(Role.AUDITOR, Role.AGENT);
        refused(
                Refusal.Why.AUDITOR_ALONE,
                () -> desk.accounts.add(CONSOLE, name("x"), auditor, List.of(), List.of(), MORNING));
        refused(Refusal.Why.AUDITOR_ALONE, () -> desk.accounts.changeRoles(CONSOLE, sana.id(), auditor, MORNING));
        refused(Refusal.Why.NO_ROLE, () -> desk.accounts.changeRoles(CONSOLE, sana.id(), Set.of(), MORNING));
        assertThat(desk.accounts.find(sana.id()).orElseThrow().roles()).isEqualTo(several);
    }

    @Test
    void aResetTakesPasswordSecondFactorCodesAndSessions() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Invitation link = desk.accounts.reset(CONSOLE, sana.member().id(), MORNING);
        assertThat(desk.sessions.find(sana.token(), MORNING)).isEmpty();
        assertThat(desk.signIn.password(sana.member().name(), PASSWORD, elsewhere(), MORNING))
                .isEqualTo(new Step.Wrong());
        assertThat(desk.links.setPassword(link.token(), PASSWORD, MORNING).setUp())
                .isTrue();
        assertThat(desk.rows.recoveryLeft(sana.member().id())).isZero();
    }

    @Test
    void aResetPasswordLeavesTheSecondFactorAndANewLinkEndsTheOneBefore() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        Invitation first = desk.accounts.resetPassword(CONSOLE, sana.member().id(), MORNING);
        Invitation second = desk.accounts.resetPassword(CONSOLE, sana.member().id(), MORNING);
        assertThat(desk.links.whose(first.token(), MORNING)).isEmpty();
        Step.SecondFactor next = desk.links.setPassword(second.token(), PASSWORD, MORNING);
        assertThat(next.setUp()).isFalse();
        Instant later = MORNING.plusSeconds(60);
        assertThat(desk.signIn.code(next.pending(), desk.code(sana.secret(), later), elsewhere(), later))
                .isInstanceOf(Step.In.class);
    }

    @Test
    void aResetSecondFactorIsSetUpAnewAfterThePassword() {
        Desk.Somebody sana = desk.somebody(Role.AGENT, MORNING);
        desk.accounts.resetSecondFactor(CONSOLE, sana.member().id(), MORNING);
        String pending = desk.pending(sana.member(), MORNING);
        String fresh = desk.signIn.enrolment(pending, MORNING).orElseThrow().secret();
        assertThat(fresh).isNotEqualTo(sana.secret());
        assertThat(desk.signIn.code(pending, sana.recoveryCodes().getFirst(), elsewhere(), MORNING))
                .isEqualTo(new Step.Wrong());
    }

    @Test
    void theLinkForTheFirstAdministratorIsMadeWhileThereIsNoneAndTheNewestIsGoodOnce() {
        String old = desk.links.first().orElseThrow();
        String token = desk.links.first().orElseThrow();
        assertThat(desk.links.isFirst(old)).isFalse();
        assertThat(desk.links.isFirst(token)).isTrue();
        refused(Refusal.Why.LINK_OVER, () -> desk.links.first(old, "Chief", PASSWORD, MORNING));
        refused(Refusal.Why.PASSWORD_EASY, () -> desk.links.first(token, "Chief", "chiefchiefchief", MORNING));
        Step.SecondFactor next = desk.links.first(token, "Chief", PASSWORD, MORNING);
        assertThat(next.setUp()).isTrue();
        Member chief = desk.accounts.named("chief").orElseThrow();
        assertThat(chief.roles()).containsExactly(Role.SUPERVISOR, Role.ADMINISTRATOR);
        assertThat(desk.links.isFirst(token)).isFalse();
        refused(Refusal.Why.LINK_OVER, () -> desk.links.first(token, "Other", PASSWORD, MORNING));
        assertThat(desk.links.first()).isEmpty();
        assertThat(desk.noted(chief.id())).containsExactly("staff.added");
    }

    @Test
    void aLinkForTheFirstAdministratorIsNoGoodOnceThereIsAnother() {
        String token = desk.links.first().orElseThrow();
        add("Sana");
        assertThat(desk.links.isFirst(token)).isTrue();
        desk.accounts.add(CONSOLE, "Ali", Role.ADMINISTRATOR, List.of(), List.of(), MORNING);
        assertThat(desk.links.first()).isEmpty();
        refused(Refusal.Why.LINK_OVER, () -> desk.links.first(token, "Chief", PASSWORD, MORNING));
    }

    @Test
    void aPasswordIsLongAndNotWhatIsTriedFirst() {
        for (String easy :
                List.of("passwordpassword", "aaaaaaaaaaaaaa", "1234567890123456", "Sana Malik 1", "qwerty123456")) {
            refused(Refusal.Why.PASSWORD_EASY, () -> PasswordRules.check(easy, "Sana Malik"));
        }
        refused(Refusal.Why.PASSWORD_LONG, () -> PasswordRules.check("x".repeat(201), "Sana"));
        PasswordRules.check("تین بکریاں چھت پر", "Sana");
        assertThat(CommonPasswords.size()).isGreaterThanOrEqualTo(3_000);
        for (String easy :
                List.of("Manchester2024", "sunshine!!!!", "Dragon-dragon!", "f00tb4ll12345", "$uperm4n-2026")) {
            refused(Refusal.Why.PASSWORD_EASY, () -> PasswordRules.check(easy, "Sana Malik"));
        }
        for (String good : List.of("three goats on a roof", "correct horse battery staple", "Dragons eat 12 mangoes")) {
            PasswordRules.check(good, "Sana Malik");
        }
    }

    private Invitation add(String name) {
        return desk.accounts.add(CONSOLE, name, Role.AGENT, List.of(), List.of(), MORNING);
    }

    private static void refused(Refusal.Why why, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
