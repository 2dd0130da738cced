package pk.rahnuma.faults;

import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import pk.rahnuma.telegram.FakeBotApi;

/// What goes wrong at Telegram's while people write: at any call, by chance. Counts it.
final class BotApiFaultInjector implements Function<String, FakeBotApi.Fault> {

    private static final double CUT = 1.0 / 15;
    private static final double TOO_MANY = 1.0 / 50;
    private static final double GATEWAY = 1.0 / 50;
    private static final double SLOW = 1.0 / 20;
    private static final int SLOWEST_MILLIS = 500;

    private final Random random;
    private volatile boolean fair;
    private volatile int calls;
    private volatile int sends;
    private volatile int cut;
    private volatile int tooMany;
    private volatile int gateways;
    private volatile int slow;
    private volatile int lost;

    BotApiFaultInjector(long seed) {
        this.random = new Random(seed);
    }

    /// Never two at once.
    @Override
    public FakeBotApi.Fault apply(String method) {
        calls++;
        sends += method.equals("sendmessage") ? 1 : 0;
        if (fair) {
            return null;
        }
        double chance = random.nextDouble();
        if ((chance -= CUT) < 0) {
            cut++;
            return chance < -CUT / 2 ? FakeBotApi.Fault.cutBefore() : FakeBotApi.Fault.cutAfter();
        }
        if ((chance -= TOO_MANY) < 0) {
            tooMany++;
            return FakeBotApi.Fault.tooMany(1 + random.nextInt(2));
        }
        if ((chance -= GATEWAY) < 0) {
            gateways++;
            return FakeBotApi.Fault.gateway(502);
        }
        if ((chance -= SLOW) < 0 && !method.equals("file")) {
            slow++;
            return FakeBotApi.Fault.slow(Duration.ofMillis(random.nextInt(SLOWEST_MILLIS)));
        }
        return null;
    }

    /// Whether the answer of the webhook, with a reply in it, is lost on its way to Telegram.
    boolean losesAnswer() {
        sends++;
        boolean loses = !fair && random.nextDouble() < CUT;
        lost += loses ? 1 : 0;
        return loses;
    }

    /// From now on nothing goes wrong.
    void clears() {
        fair = true;
    }

    /// Calls of `sendMessage`, and those in answers of the webhook, however they went.
    int sends() {
        return sends;
    }

    @Override
    public String toString() {
        return "%d calls of the Bot API: %d cut, %d of 429, %d of 502, %d slow; %d answers of the webhook lost"
                .formatted(calls, cut, tooMany, gateways, slow, lost);
    }
}
