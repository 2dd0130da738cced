package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;
import pk.rahnuma.api.Ear;
import pk.rahnuma.desk.Office;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.staff.Role;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiForum;
import pk.rahnuma.telegram.BotApiPerson;

/// Staff at two houses on one database.
class StaffOnSeveralNodesTest {

    private static final long GROUP = -1001234567890L;

    private static House.Plan plan(BotApi api) {
        return House.onMariaDb()
                .with("TELEGRAM_BOT_TOKEN", api.token())
                .with("TELEGRAM_API_URL", api.url())
                .property("rahnuma.telegram.limits.group", 0)
                .property("rahnuma.telegram.staff.group", Long.toString(GROUP));
    }

    @Test
    void a_console_at_one_node_hears_at_once_of_a_ticket_that_is_opened_at_the_other() throws Exception {
        try (BotApi api = BotApi.start()) {
            House.Plan plan = plan(api);
            // The first to start asks Telegram for updates.
            try (House opens = plan.start();
                    House hears = plan.start();
                    HttpClient http = HttpClient.newHttpClient()) {
                Office office = new Office(hears);
                String token = office.signedIn("Sana", Role.AGENT).token();
                HttpRequest events = HttpRequest.newBuilder(hears.address().resolve("/desk/events"))
                        .header("Cookie", "rahnuma-desk=" + token)
                        .build();
                try (Ear ear = Ear.open(http, events)) {
                    Reference number = StaffGroupTest.asks(api.person(7001, "en"), "Whose name goes here?");
                    Instant told = Instant.now();
                    ear.next("tickets");
                    System.out.println("StaffOnSeveralNodesTest: heard of " + number.grouped() + " "
                            + Duration.between(told, Instant.now()).toMillis() + " ms after its person was told");
                }
                assertThat(opens.address()).isNotEqualTo(hears.address());
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void one_node_alone_writes_to_the_group_and_the_other_takes_over_when_it_ends() throws Exception {
        try (BotApi api = BotApi.start()) {
            House.Plan plan = plan(api);
            BotApiForum group = api.forum(GROUP);
            BotApiPerson amna = api.person(7001, "en");
            House first = plan.start();
            try (House second = plan.start()) {
                int thread;
                try (first) {
                    assertThat(second.address()).isNotEqualTo(first.address());
                    // Long enough for either to begin with it, if both could.
                    api.fault("createForumTopic", 2, BotApi.Fault.slow(Duration.ofSeconds(3)));
                    Reference number = StaffGroupTest.asks(amna, "Whose name goes here?");
                    thread = StaffGroupTest.thread(group, number);
                    group.awaits(thread, "Whose name goes here?");
                }
                Reference other = StaffGroupTest.asks(api.person(7002, "en"), "And whose here?");
                group.awaits(StaffGroupTest.thread(group, other), "And whose here?");
                assertThat(group.topics()).hasSize(2);
                assertThat(group.texts(thread).stream().filter(text -> text.contains("Whose name goes here?")))
                        .hasSize(1);
            }
            assertThat(api.complaints()).isEmpty();
        }
    }
}
