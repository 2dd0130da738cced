package pk.rahnuma.endtoend;

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
import pk.rahnuma.House;
import pk.rahnuma.Soon;
import pk.rahnuma.SteppedTime;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiForum;
import pk.rahnuma.telegram.BotApiPerson;

/// A group bears twenty messages a minute.
class StaffGroupFloodTest {

    private static final long GROUP = -1001234567890L;
    private static final Member SANA = new Member(11, "Sana");
    private static final Pattern WORD = Pattern.compile("word (\\d+) of");

    @Test
    void a_hundred_messages_within_a_minute_arrive_in_order_by_twenty_calls_a_minute_at_most() throws Exception {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(
                        House.onH2()
                                .property(SteppedTime.BEGIN, "2026-11-25T06:00:00Z")
                                .property("rahnuma.turn.sweep", "50ms")
                                .property("rahnuma.telegram.staff.group", Long.toString(GROUP)),
                        api)) {
            SteppedTime time = house.get(SteppedTime.class);
            BotApiForum group = api.forum(GROUP);
            Map<BotApiPerson, Reference> askers = new LinkedHashMap<>();
            for (int i = 0; i < 4; i++) {
                BotApiPerson person = api.person(7001 + i, "en");
                Reference number = StaffGroupTest.asks(person, "Story of " + i);
                house.get(Claims.class).claim(number, SANA, time.instant());
                person.awaits("is looking at your ticket");
                askers.put(person, number);
            }
            List<Instant> calls = new CopyOnWriteArrayList<>();
            api.weather(method -> {
                if (List.of("sendmessage", "createforumtopic").contains(method)) {
                    calls.add(time.instant());
                }
                return null;
            });
            BotApi.Written last = null;
            for (int word = 0; word < 25; word++) {
                for (BotApiPerson person : askers.keySet()) {
                    last = person.says("word " + word + " of it, " + "and more of the same ".repeat(8));
                }
            }
            api.awaitConfirmed(last.update());
            List<Integer> all = IntStream.range(0, 25).boxed().toList();
            Soon.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                time.step(Duration.ofSeconds(1));
                assertThat(askers.values())
                        .allSatisfy(number -> assertThat(words(group, number)).isEqualTo(all));
            });
            for (Instant begin : calls) {
                assertThat(calls.stream().filter(at -> !at.isBefore(begin) && at.isBefore(begin.plusSeconds(60))))
                        .hasSizeLessThanOrEqualTo(20);
            }
            assertThat(calls.size()).isLessThan(60);
            assertThat(api.complaints()).isEmpty();
        }
    }

    /// As they stand in the ticket's topic.
    private static List<Integer> words(BotApiForum group, Reference number) {
        List<Integer> words = new ArrayList<>();
        group.topics().stream()
                .filter(topic -> topic.name().contains(number.grouped()))
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
