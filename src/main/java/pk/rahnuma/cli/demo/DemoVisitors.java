package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.conversation.BackdatedTurnService;

/// People who only ask the bot questions, or leave forms unfinished, which are drafts now.
record DemoVisitors(DemoWorld world) {

    private static final int MIN_MESSAGES = 2;

    /// @param number of the visitor; the talks of the table follow each other
    void planConversation(int number) {
        DemoRandom random = world.random();
        DemoPeople.DemoPerson person = world.people().createPerson();
        List<List<String>> talks = world.content().talks();
        List<String> talk = talks.get(number % talks.size());
        List<String> said = new ArrayList<>(List.of("hello", "!language=" + person.language()));
        said.addAll(talk.subList(0, MIN_MESSAGES + random.nextInt(talk.size() - MIN_MESSAGES + 1)));
        Instant at = random.wakingTimeBefore(
                world.now(), Duration.ofMinutes(30), Duration.ofDays(random.nextBoolean(0.5) ? 40 : 170));
        for (String text : said) {
            world.timeline()
                    .addEvent(at, now -> world.say(person, world.people().fillText(person, text), now));
            at = at.plus(random.durationBetween(Duration.ofSeconds(6), Duration.ofSeconds(50)));
        }
    }

    /// Plans reminders and the expiry of drafts, which the desk does automatically: once a day is enough here.
    void planDailyReminders(Instant from) {
        for (Instant day = from; !day.isAfter(world.now()); day = day.plus(Duration.ofDays(1))) {
            world.timeline().addEvent(day, world.bean(BackdatedTurnService.class)::wakeDue);
        }
    }
}
