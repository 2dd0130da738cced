package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.account.StaffFixture.CONSOLE;
import static pk.rahnuma.staff.account.StaffFixture.MORNING;
import static pk.rahnuma.staff.account.StaffFixture.PASSWORD;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.StaffException;
import pk.rahnuma.staff.StaffRole;

@OnEachDatabase
class TelegramAccountLinkServiceTest {

    private static final AtomicLong USERS = new AtomicLong(8_201_000_000_000L);

    private final StaffFixture desk;
    private final long user = USERS.incrementAndGet();

    TelegramAccountLinkServiceTest(TestDatabase database) {
        this.desk = new StaffFixture(database);
    }

    private String code(StaffFixture.Somebody somebody) {
        return desk.own.createTelegramCode(somebody.who(), PASSWORD, StaffFixture.elsewhere(), MORNING);
    }

    @Test
    void aCodeLinksAnAccountOnceAndTheLogKeepsIt() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String code = code(sana);
        assertThat(desk.chats.findMember(user)).isEmpty();
        assertThat(desk.chats.linkAccount(" " + code.toUpperCase() + " ", user, MORNING))
                .contains(sana.member());
        assertThat(desk.chats.linkAccount(code, user + 1_000_000, MORNING)).isEmpty();
        assertThat(desk.chats.findMember(user)).contains(sana.member());
        assertThat(desk.chats.isLinked(sana.member().id())).isTrue();
        assertThat(desk.auditedActions(sana.member().id())).contains("staff.telegram-code", "staff.telegram-linked");
    }

    @Test
    void aCodeIsGoodForTenMinutesAndTheNewestAlone() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String first = code(sana);
        String second = code(sana);
        assertThat(desk.chats.linkAccount(first, user, MORNING)).isEmpty();
        assertThat(desk.chats.linkAccount(second, user, MORNING.plus(TelegramAccountLinkService.CODE_TTL)))
                .isEmpty();
        assertThat(desk.chats.linkAccount(
                        second,
                        user,
                        MORNING.plus(TelegramAccountLinkService.CODE_TTL).minusSeconds(1)))
                .isPresent();
    }

    @Test
    void aCodeWantsThePresentPassword() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        assertThatThrownBy(() ->
                        desk.own.createTelegramCode(sana.who(), "not the password", StaffFixture.elsewhere(), MORNING))
                .isInstanceOf(StaffException.class);
    }

    @Test
    void aCodeThatOthersHaveReadCanBeSpoilt() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String code = code(sana);
        desk.chats.invalidateCode(code, MORNING);
        assertThat(desk.chats.linkAccount(code, user, MORNING)).isEmpty();
    }

    @Test
    void anAccountIsOneMembersAndAMemberHasOne() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody omar = desk.createMember(StaffRole.AGENT, MORNING);
        desk.chats.linkAccount(code(sana), user, MORNING);
        desk.chats.linkAccount(code(omar), user, MORNING);
        assertThat(desk.chats.findMember(user)).contains(omar.member());
        assertThat(desk.chats.isLinked(sana.member().id())).isFalse();
        long other = user + 1_000_000;
        desk.chats.linkAccount(code(omar), other, MORNING);
        assertThat(desk.chats.findMember(user)).isEmpty();
        assertThat(desk.chats.findMember(other)).contains(omar.member());
    }

    @Test
    void anUnlinkedMemberIsNotFound() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        desk.chats.linkAccount(code(sana), user, MORNING);
        assertThat(desk.chats.unlinkAccount(sana.who(), MORNING)).isTrue();
        assertThat(desk.chats.unlinkAccount(sana.who(), MORNING)).isFalse();
        assertThat(desk.chats.findMember(user)).isEmpty();
    }

    @Test
    void aDisabledOrResetMemberLosesTheLinkAndEnablingDoesNotRestoreIt() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String unused = code(sana);
        desk.chats.linkAccount(code(sana), user, MORNING);
        desk.accounts.disableMember(CONSOLE, sana.member().id(), MORNING);
        assertThat(desk.chats.findMember(user)).isEmpty();
        desk.accounts.enableMember(CONSOLE, sana.member().id(), MORNING.plus(Duration.ofHours(1)));
        assertThat(desk.chats.findMember(user)).isEmpty();
        assertThat(desk.chats.linkAccount(unused, user, MORNING)).isEmpty();

        StaffFixture.Somebody omar = desk.createMember(StaffRole.AGENT, MORNING);
        desk.chats.linkAccount(code(omar), user, MORNING);
        desk.accounts.resetCredentials(CONSOLE, omar.member().id(), MORNING);
        assertThat(desk.chats.findMember(user)).isEmpty();
    }

    @Test
    void theDatabaseDoesNotTellWhoseAccountItIs() {
        StaffFixture.Somebody sana = desk.createMember(StaffRole.AGENT, MORNING);
        String code = code(sana);
        desk.chats.linkAccount(code, user, MORNING);
        code(sana);
        for (String table : new String[] {"staff_chat", "one_time_code"}) {
            String rows =
                    desk.database.sql().queryTexts("select * from " + table).toString();
            assertThat(rows).doesNotContain(Long.toString(user)).doesNotContain(code);
        }
    }
}
