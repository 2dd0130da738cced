package pk.rahnuma.dialog.engine.fuzz;

import static pk.rahnuma.random.RandomValues.weighted;

import java.time.Duration;
import java.util.List;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.random.HostileTexts;
import pk.rahnuma.random.RandomValues;

/// Random lists of actions.
final class RandomActions {

    private static final List<String> COMMANDS = List.of(
            "back",
            "change",
            "change 1",
            "change 7",
            "skip",
            "help",
            "repeat",
            "more",
            "yes",
            "done",
            "send",
            "add",
            "remove 1",
            "/start",
            "/menu",
            "menu",
            "status",
            "human",
            "language",
            "cancel",
            "continue",
            "keep for later",
            "later",
            "tomorrow morning",
            "no idea",
            "discard",
            "restart",
            "register",
            "english",
            "urdu",
            "roman",
            "اردو",
            "7",
            "0");

    private static final List<String> GLOBAL_DATA = List.of(
            "!start=status",
            "!start=human",
            "!start=register-individual",
            "!start=welcome",
            "!start=nowhere",
            "!speak=ur",
            "!speak=ur-Latn",
            "!speak=xx",
            "!continue=",
            "!continue=1",
            "!remind=hour-1",
            "!remind=evening-2",
            "!remind=",
            "!restart=1",
            "!discard=1",
            "!discard=zz",
            "1:0:0:",
            "zz:zz:zz:zz",
            "1:zzzzzzz:0:yes",
            "1:-1:-1:yes");

    /// Messages of staff are random too.
    private static final List<String> STAFF_MESSAGES =
            List.of("We have a question.", "😀".repeat(3000), "{x} <b>", "x" + "😀".repeat(3000));

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofHours(-1),
            Duration.ofHours(25),
            Duration.ofDays(3),
            Duration.ofDays(54),
            Duration.ofDays(61),
            Duration.ofDays(4000));

    private RandomActions() {}

    /// 10 to 60 actions.
    static List<RandomAction> actionList(RandomValues random) {
        return random.makeList(10, 60, () -> action(random));
    }

    private static RandomAction action(RandomValues random) {
        int pick = random.nextInt(1000);
        return random.<RandomAction>makeWeighted(
                weighted(16, () -> new RandomAction.Answer(pick)),
                weighted(8, () -> new RandomAction.Press(pick)),
                weighted(5, () -> new RandomAction.PressOld(pick)),
                weighted(5, () -> new RandomAction.Forge(pick, forgedEnd(random))),
                weighted(4, () -> new RandomAction.Say(random.pickOne(COMMANDS), false)),
                weighted(4, () -> new RandomAction.Say(HostileTexts.hostileText(random), random.nextBoolean())),
                weighted(2, () -> new RandomAction.Tap(buttonData(random))),
                weighted(1, () -> sentFile(random)),
                weighted(1, () -> sharedContact(random)),
                weighted(3, () -> new RandomAction.Edit(pick, editedText(random))),
                weighted(2, () -> new RandomAction.Hold(random.nextBoolean())),
                weighted(2, () -> new RandomAction.Deliver(pick)),
                weighted(1, () -> new RandomAction.DeliverAgain(pick, random.nextBoolean())),
                weighted(2, () -> new RandomAction.Wait(random.pickOne(PAUSES))),
                weighted(1, RandomAction.Wake::new),
                weighted(1, () -> new RandomAction.Staff(random.pickOne(STAFF_MESSAGES))));
    }

    /// Forged end of a button's data.
    private static String forgedEnd(RandomValues random) {
        return random.makeOne(
                () -> forgedCommand(random),
                () -> HostileTexts.markedText(random),
                () -> random.pickOne("yes", "no", "other", "ur", "static_ip"));
    }

    private static String forgedCommand(RandomValues random) {
        String word = random.makeOne(
                () -> random.pickOne(GlobalCommand.values()).key(),
                () -> random.pickOne("page", "pick", "item", "remove", "contact", "start", "", "="));
        String number = random.pickOne("", "-1", "0", "1", "3", "999", "2147483647", "-2147483648", "x");
        return "!" + word + (number.isEmpty() ? "" : "=" + number);
    }

    private static String buttonData(RandomValues random) {
        return random.makeOne(() -> random.pickOne(GLOBAL_DATA), () -> HostileTexts.hostileText(random));
    }

    private static RandomAction sentFile(RandomValues random) {
        return new RandomAction.Send(
                random.makeOrNull(0.3, () -> HostileTexts.hostileText(random)),
                random.makeOrNull(0.3, () -> random.pickOne("image/jpeg", "application/pdf", "x", "\0")),
                random.pickOne(0L, -1L, 100_000L, Long.MAX_VALUE));
    }

    private static RandomAction sharedContact(RandomValues random) {
        String phone = random.makeOne(
                () -> random.pickOne("+923001234567", "+491701234567"), () -> HostileTexts.hostileText(random));
        return new RandomAction.Share(phone, random.nextBoolean());
    }

    private static String editedText(RandomValues random) {
        return random.makeOne(
                () -> random.pickOne("no", "yes", "1", "2", "Sana Mir", "1/1/2020", "1/1/2027", "0345 7654321"),
                () -> HostileTexts.hostileText(random));
    }
}
