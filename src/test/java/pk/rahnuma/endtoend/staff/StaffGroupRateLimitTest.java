package pk.rahnuma.endtoend.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.SteppableClock;
import pk.rahnuma.TestServer;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeForumGroup;
import pk.rahnuma.telegram.fake.FakeTelegramUser;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;

/// Limit of twenty messages per minute in a group.
class StaffGroupRateLimitTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");
    /// Of the clock, at each look. A call that travels for longer than a few steps counts for a later time than the
    /// limiter has counted it for.
    private static final Duration STEP = Duration.ofMillis(250);

    private static final Pattern WORD = Pattern.compile("word (\\d+) of");

    @Test
    void aHundredMessagesWithinAMinuteArriveInOrderByTwentyCallsAMinuteAtMost() throws Exception {
        try (TestServer server = StaffGroupOutageTest.withSteppedClock()
                .withProperty("rahnuma.telegram.limits.group", 20)
                .startServer()) {
            FakeBotApi api = server.bot();
            SteppableClock time = server.getBean(SteppableClock.class);
            FakeForumGroup group = api.forum(StaffGroupOutageTest.GROUP);
            Map<FakeTelegramUser, Reference> askers = new LinkedHashMap<>();
            for (int i = 0; i < 4; i++) {
                FakeTelegramUser person = api.newPerson("en");
                Reference number = StaffGroupTest.asks(person, "Story of " + i);
                server.getBean(TicketAssignmentService.class).claimTicket(number, SANA, time.instant());
                person.awaits("is looking at your ticket");
                askers.put(person, number);
            }
            List<Instant> calls = new CopyOnWriteArrayList<>();
            api.setFaultRule(method -> {
                if (List.of("sendmessage", "createforumtopic").contains(method)) {
                    calls.add(time.instant());
                }
                return null;
            });
            FakeBotApi.Written last = null;
            for (int word = 0; word < 25; word++) {
                for (FakeTelegramUser person : askers.keySet()) {
                    last = person.says("word " + word + " of it, " + "and more of the same ".repeat(8));
                }
            }
            api.awaitConfirmed(last.update());
            List<Integer> all = IntStream.range(0, 25).boxed().toList();
            AwaitSupport.await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
                time.advanceBy(STEP);
                assertThat(askers.values())
                        .allSatisfy(number -> assertThat(words(group, number)).isEqualTo(all));
            });
            for (Instant begin : calls) {
                assertThat(calls.stream().filter(at -> !at.isBefore(begin) && at.isBefore(begin.plusSeconds(60))))
                        .hasSizeLessThanOrEqualTo(20);
            }
            assertThat(calls.size()).isLessThan(60);
        }
    }

    /// Messages in the ticket's topic.
    private static List<Integer> words(FakeForumGroup group, Reference number) {
        List<Integer> words = new ArrayList<>();
        group.topics().stream()
                .filter(topic -> topic.name().contains(number.toGroupedText()))
                .flatMap(topic -> group.texts(topic.thread()).stream())
                .forEach(text -> {
                    Matcher word = WORD.matcher(text);
                    while (word.find()) {
                        words.add(Integer.parseInt(word.group(1)));
                    }
                });
        return words;
    }
}
