package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.staff.StaffFixture.CONSOLE;
import static pk.rahnuma.staff.StaffFixture.MORNING;
import static pk.rahnuma.staff.StaffFixture.PASSWORD;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase
class TelegramAccountLinkServiceTest {

    private static final AtomicLong USERS = new AtomicLong(9_000);

    private final StaffFixture desk;
    private final long user = USERS.incrementAndGet();

    TelegramAccountLinkServiceTest(TestDatabase database) {
        this.desk = new StaffFixture(database);
    }

    private String code(StaffFixture.Somebody somebody) {
        return desk.own.chatCode(somebody.who(), PASSWORD, StaffFixture.elsewhere(), MORNING);
    }

    @Test
    void a_code_links_an_account_once_and_the_log_keeps_it() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        String code = code(sana);
        assertThat(desk.chats.member(user)).isEmpty();
        assertThat(desk.chats.link(" " + code.toUpperCase() + " ", user, MORNING))
                .contains(sana.member());
        assertThat(desk.chats.link(code, user + 1_000_000, MORNING)).isEmpty();
        assertThat(desk.chats.member(user)).contains(sana.member());
        assertThat(desk.chats.isLinked(sana.member().id())).isTrue();
        assertThat(desk.noted(sana.member().id())).contains("staff.telegram-code", "staff.telegram-linked");
    }

    @Test
    void a_code_is_good_for_ten_minutes_and_the_newest_alone() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        String first = code(sana);
        String second = code(sana);
        assertThat(desk.chats.link(first, user, MORNING)).isEmpty();
        assertThat(desk.chats.link(second, user, MORNING.plus(TelegramAccountLinkService.VALID)))
                .isEmpty();
        assertThat(desk.chats.link(
                        second,
                        user,
                        MORNING.plus(TelegramAccountLinkService.VALID).minusSeconds(1)))
                .isPresent();
    }

    @Test
    void a_code_wants_the_present_password() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        assertThatThrownBy(() -> desk.own.chatCode(sana.who(), "not the password", StaffFixture.elsewhere(), MORNING))
                .isInstanceOf(StaffException.class);
    }

    @Test
    void a_code_that_others_have_read_can_be_spoilt() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        String code = code(sana);
        desk.chats.spoil(code);
        assertThat(desk.chats.link(code, user, MORNING)).isEmpty();
    }

    @Test
    void an_account_is_one_members_and_a_member_has_one() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        StaffFixture.Somebody omar = desk.somebody(StaffRole.AGENT, MORNING);
        desk.chats.link(code(sana), user, MORNING);
        desk.chats.link(code(omar), user, MORNING);
        assertThat(desk.chats.member(user)).contains(omar.member());
        assertThat(desk.chats.isLinked(sana.member().id())).isFalse();
        long other = user + 1_000_000;
        desk.chats.link(code(omar), other, MORNING);
        assertThat(desk.chats.member(user)).isEmpty();
        assertThat(desk.chats.member(other)).contains(omar.member());
    }

    @Test
    void who_takes_the_link_away_is_nobody_there() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        desk.chats.link(code(sana), user, MORNING);
        assertThat(desk.chats.unlink(sana.who(), MORNING)).isTrue();
        assertThat(desk.chats.unlink(sana.who(), MORNING)).isFalse();
        assertThat(desk.chats.member(user)).isEmpty();
    }

    @Test
    void a_disabled_or_reset_member_is_nobody_there_and_is_not_linked_by_being_enabled() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        String unused = code(sana);
        desk.chats.link(code(sana), user, MORNING);
        desk.accounts.disable(CONSOLE, sana.member().id(), MORNING);
        assertThat(desk.chats.member(user)).isEmpty();
        desk.accounts.enable(CONSOLE, sana.member().id(), MORNING.plus(Duration.ofHours(1)));
        assertThat(desk.chats.member(user)).isEmpty();
        assertThat(desk.chats.link(unused, user, MORNING)).isEmpty();

        StaffFixture.Somebody omar = desk.somebody(StaffRole.AGENT, MORNING);
        desk.chats.link(code(omar), user, MORNING);
        desk.accounts.reset(CONSOLE, omar.member().id(), MORNING);
        assertThat(desk.chats.member(user)).isEmpty();
    }

    @Test
    void the_database_does_not_tell_whose_account_it_is() {
        StaffFixture.Somebody sana = desk.somebody(StaffRole.AGENT, MORNING);
        String code = code(sana);
        desk.chats.link(code, user, MORNING);
        code(sana);
        for (String table : new String[] {"staff_chat", "staff_chat_code"}) {
            String rows = desk.database
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("select * from " + table)
                            .mapToMap()
                            .list()
                            .toString());
            assertThat(rows).doesNotContain(Long.toString(user)).doesNotContain(code);
        }
    }
}
