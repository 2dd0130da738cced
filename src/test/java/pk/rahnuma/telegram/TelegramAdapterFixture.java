package pk.rahnuma.telegram;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;

/// The way in, put together by hand against a stub of the Bot API. Closed and made again, it is the bot's restart.
final class TelegramAdapterFixture implements AutoCloseable {

    final SteppedRetryPause pause = new SteppedRetryPause();
    final SingleLease lease = new SingleLease();
    final BotApiClient bot;
    final UpdatePoller poller;

    private TelegramAdapterFixture(TelegramConfiguration settings, InMemoryIntake desk, InstantSource clock) {
        bot = new BotApiClient(settings, new BotApiMetrics(new SimpleMeterRegistry()));
        poller = new UpdatePoller(
                bot,
                new UpdateDispatcher(
                        new UpdateParser(settings),
                        desk,
                        desk,
                        null,
                        bot,
                        ForkJoinPool.commonPool(),
                        ForkJoinPool.commonPool()),
                lease,
                clock,
                pause);
    }

    static TelegramAdapterFixture open(FakeBotApi api, InMemoryIntake desk) {
        return open(api, api.token(), desk);
    }

    static TelegramAdapterFixture open(FakeBotApi api, String token, InMemoryIntake desk) {
        TelegramAdapterFixture door =
                new TelegramAdapterFixture(new TelegramConfiguration(token, URI.create(api.url())), desk, api::now);
        door.poller.startThread();
        return door;
    }

    /// On another server than the stub.
    static TelegramAdapterFixture open(URI server, InMemoryIntake desk) {
        TelegramAdapterFixture door = new TelegramAdapterFixture(
                new TelegramConfiguration("4242:a-token-of-a-test", server), desk, InstantSource.system());
        door.poller.startThread();
        return door;
    }

    @Override
    public void close() {
        try {
            poller.stopThread();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        bot.closeConnections();
    }
}
