package pk.rahnuma.faults.run;

import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// Injects random faults into calls of the Bot API, and counts them.
final class BotApiFaultInjector implements Function<String, FakeBotApi.Fault> {

    private static final double CUT_PROBABILITY = 1.0 / 15;
    private static final double TOO_MANY_PROBABILITY = 1.0 / 50;
    private static final double GATEWAY_ERROR_PROBABILITY = 1.0 / 50;
    private static final double SLOW_PROBABILITY = 1.0 / 20;
    private static final int MAX_DELAY_MILLIS = 500;

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

    /// Never injects two faults at once.
    @Override
    public FakeBotApi.Fault apply(String method) {
        calls++;
        sends += method.equals("sendmessage") ? 1 : 0;
        if (fair) {
            return null;
        }
        double chance = random.nextDouble();
        if ((chance -= CUT_PROBABILITY) < 0) {
            cut++;
            return chance < -CUT_PROBABILITY / 2 ? FakeBotApi.Fault.cutBefore() : FakeBotApi.Fault.cutAfter();
        }
        if ((chance -= TOO_MANY_PROBABILITY) < 0) {
            tooMany++;
            return FakeBotApi.Fault.tooMany(1 + random.nextInt(2));
        }
        if ((chance -= GATEWAY_ERROR_PROBABILITY) < 0) {
            gateways++;
            return FakeBotApi.Fault.gateway(502);
        }
        if ((chance -= SLOW_PROBABILITY) < 0 && !method.equals("file")) {
            slow++;
            return FakeBotApi.Fault.slow(Duration.ofMillis(random.nextInt(MAX_DELAY_MILLIS)));
        }
        return null;
    }

    /// Tells whether the response of the webhook, with a reply in it, is lost on its way to Telegram.
    boolean losesWebhookReply() {
        sends++;
        boolean loses = !fair && random.nextDouble() < CUT_PROBABILITY;
        lost += loses ? 1 : 0;
        return loses;
    }

    /// Stops all faults.
    void stopFaults() {
        fair = true;
    }

    /// Number of `sendMessage` calls, including those in responses of the webhook, whatever their result.
    int countSends() {
        return sends;
    }

    @Override
    public String toString() {
        return "%d calls of the Bot API: %d cut, %d of 429, %d of 502, %d slow; %d answers of the webhook lost"
                .formatted(calls, cut, tooMany, gateways, slow, lost);
    }
}
