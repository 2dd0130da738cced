package pk.rahnuma.dialog.engine.fuzz;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import pk.rahnuma.HostileTexts;
import pk.rahnuma.dialog.model.GlobalCommand;

/// Random lists of actions.
final class RandomActions {

    private static final Arbitrary<Integer> PICK = Arbitraries.integers().between(0, 999);
    private static final Arbitrary<Boolean> TRUTH = Arbitraries.of(true, false);

    private RandomActions() {}

    static Arbitrary<List<RandomAction>> actionLists() {
        return Arbitraries.frequencyOf(
                        Tuple.of(16, PICK.map(RandomAction.Answer::new)),
                        Tuple.of(8, PICK.map(RandomAction.Press::new)),
                        Tuple.of(5, PICK.map(RandomAction.PressOld::new)),
                        Tuple.of(5, Combinators.combine(PICK, forged()).as(RandomAction.Forge::new)),
                        Tuple.of(4, commands().map(text -> new RandomAction.Say(text, false))),
                        Tuple.of(
                                4,
                                Combinators.combine(HostileTexts.hostileTexts(), TRUTH)
                                        .as(RandomAction.Say::new)),
                        Tuple.of(2, data().map(RandomAction.Tap::new)),
                        Tuple.of(1, files()),
                        Tuple.of(1, contacts()),
                        Tuple.of(3, edits()),
                        Tuple.of(2, TRUTH.map(RandomAction.Hold::new)),
                        Tuple.of(2, PICK.map(RandomAction.Deliver::new)),
                        Tuple.of(1, Combinators.combine(PICK, TRUTH).as(RandomAction.DeliverAgain::new)),
                        Tuple.of(2, pauses().map(RandomAction.Wait::new)),
                        Tuple.of(1, Arbitraries.just(new RandomAction.Wake())),
                        Tuple.of(1, staff().map(RandomAction.Staff::new)))
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    private static Arbitrary<String> commands() {
        return Arbitraries.of(
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
                "discard",
                "restart",
                "register",
                "english",
                "urdu",
                "roman",
                "اردو",
                "7",
                "0");
    }

    /// Forged ends of a button's data.
    private static Arbitrary<String> forged() {
        Arbitrary<String> numbers = Arbitraries.of("", "-1", "0", "1", "3", "999", "2147483647", "-2147483648", "x");
        Arbitrary<String> words = Arbitraries.of(GlobalCommand.values()).map(GlobalCommand::key);
        Arbitrary<String> special = Arbitraries.of("page", "pick", "item", "remove", "contact", "start", "", "=");
        Arbitrary<String> commands = Combinators.combine(Arbitraries.oneOf(words, special), numbers)
                .as((word, number) -> "!" + word + (number.isEmpty() ? "" : "=" + number));
        return Arbitraries.oneOf(
                commands, HostileTexts.markedTexts(), Arbitraries.of("yes", "no", "other", "ur", "static_ip"));
    }

    private static Arbitrary<String> data() {
        Arbitrary<String> global = Arbitraries.of(
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
                "!restart=1",
                "!discard=1",
                "!discard=zz",
                "1:0:0:",
                "zz:zz:zz:zz",
                "1:zzzzzzz:0:yes",
                "1:-1:-1:yes");
        return Arbitraries.oneOf(global, HostileTexts.hostileTexts());
    }

    private static Arbitrary<RandomAction> files() {
        return Combinators.combine(
                        HostileTexts.hostileTexts().injectNull(0.3),
                        Arbitraries.of("image/jpeg", "application/pdf", "x", "\0")
                                .injectNull(0.3),
                        Arbitraries.of(0L, -1L, 100_000L, Long.MAX_VALUE))
                .as(RandomAction.Send::new);
    }

    private static Arbitrary<RandomAction> contacts() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of("+923001234567", "+491701234567"), HostileTexts.hostileTexts()),
                        TRUTH)
                .as(RandomAction.Share::new);
    }

    private static Arbitrary<RandomAction> edits() {
        Arbitrary<String> plain =
                Arbitraries.of("no", "yes", "1", "2", "Sana Mir", "1/1/2020", "1/1/2027", "0345 7654321");
        return Combinators.combine(PICK, Arbitraries.oneOf(plain, HostileTexts.hostileTexts()))
                .as(RandomAction.Edit::new);
    }

    /// Messages of staff are random too.
    private static Arbitrary<String> staff() {
        return Arbitraries.of("We have a question.", "😀".repeat(3000), "{x} <b>", "x" + "😀".repeat(3000));
    }

    private static Arbitrary<Duration> pauses() {
        return Arbitraries.of(
                Duration.ofSeconds(1),
                Duration.ofHours(-1),
                Duration.ofHours(25),
                Duration.ofDays(3),
                Duration.ofDays(54),
                Duration.ofDays(61),
                Duration.ofDays(4000));
    }
}
