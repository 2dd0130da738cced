package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.cli.demo.random.DemoTimes;
import pk.rahnuma.cli.demo.random.FakeIdentities;
import pk.rahnuma.cli.demo.random.SeededRandom;
import pk.rahnuma.conversation.BackdatedTurnService;
import pk.rahnuma.conversation.intake.IncomingMessage;
import pk.rahnuma.dialog.model.ConversationInput;

/// Simulates conversations with the bot: questions, and unfinished forms, which are drafts now.
final class DemoConversations {

    private static final List<String> SAMPLE_QUESTIONS =
            List.of("what does it cost?", "how long does it take", "which documents do I need", "mobile number VPN");

    private final BackdatedTurnService replay;
    private final SimulatedTimeline timeline;
    private final SeededRandom dice;
    private final DemoTimes times;
    private final FakeIdentities invented;
    private int updates;

    DemoConversations(
            BackdatedTurnService replay,
            SimulatedTimeline timeline,
            SeededRandom dice,
            DemoTimes times,
            FakeIdentities invented) {
        this.replay = replay;
        this.timeline = timeline;
        this.dice = dice;
        this.times = times;
        this.invented = invented;
    }

    void planConversation(FakeIdentities.FakePerson person, Instant now) {
        Instant at =
                times.wakingTimeBefore(now, Duration.ofMinutes(30), Duration.ofDays(dice.nextBoolean(0.5) ? 40 : 170));
        for (ConversationInput input : inputs(person)) {
            timeline.addEvent(at, then -> say(person, input, then));
            at = at.plus(dice.durationBetween(Duration.ofSeconds(6), Duration.ofSeconds(50)));
        }
    }

    /// Plans reminders and the expiry of drafts, which the desk does automatically: once a day is enough here.
    void planDailyReminders(Instant from) {
        for (Instant day = from; !day.isAfter(timeline.now()); day = day.plus(Duration.ofDays(1))) {
            timeline.addEvent(day, replay::wakeDue);
        }
    }

    private void say(FakeIdentities.FakePerson person, ConversationInput input, Instant now) {
        replay.processAt(List.of(new IncomingMessage(
                person.chat().channel(), person.chat().address(), "demo " + ++updates, input, person.language(), now)));
    }

    private List<ConversationInput> inputs(FakeIdentities.FakePerson person) {
        List<ConversationInput> inputs = new ArrayList<>();
        inputs.add(new ConversationInput.Text("hello"));
        inputs.add(new ConversationInput.Tap("!language=" + person.language(), null));
        if (dice.nextBoolean(0.3)) {
            texts(inputs, dice.pickOne(SAMPLE_QUESTIONS), "menu", dice.pickOne(SAMPLE_QUESTIONS));
            return inputs;
        }
        boolean company = dice.nextBoolean(0.5);
        inputs.add(new ConversationInput.Tap("!start=" + (company ? "register-company" : "register-individual"), null));
        List<String> form = company ? company(person) : individual(person);
        form.subList(0, 2 + dice.nextInt(form.size() - 1))
                .forEach(text -> inputs.add(new ConversationInput.Text(text)));
        return inputs;
    }

    private List<String> company(FakeIdentities.FakePerson person) {
        return List.of(
                "yes",
                "1",
                "1",
                invented.createCompanyName(" (Private) Limited"),
                "skip",
                invented.createSecpNumber(),
                invented.createNtn(),
                "skip",
                "1");
    }

    private List<String> individual(FakeIdentities.FakePerson person) {
        return List.of("yes", "1", person.name(), person.cnic(), person.mobile(), person.mail(), "lahore");
    }

    private static void texts(List<ConversationInput> inputs, String... texts) {
        for (String text : texts) {
            inputs.add(new ConversationInput.Text(text));
        }
    }
}
