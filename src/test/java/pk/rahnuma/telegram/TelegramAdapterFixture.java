package pk.rahnuma.telegram;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotApiMetrics;
import pk.rahnuma.telegram.send.TelegramConfiguration;
import pk.rahnuma.telegram.update.TapMarker;
import pk.rahnuma.telegram.update.UpdateDispatcher;
import pk.rahnuma.telegram.update.UpdateParser;
import pk.rahnuma.telegram.update.UpdatePoller;

/// Receiving part of the adapter, assembled by hand against a stub of the Bot API. Closing it and creating another is
/// the bot's restart.
public final class TelegramAdapterFixture implements AutoCloseable {

    public final SteppedRetryPause pause = new SteppedRetryPause();
    public final SingleLease lease = new SingleLease();
    final BotApiClient bot;
    public final UpdatePoller poller;

    private TelegramAdapterFixture(TelegramConfiguration settings, InMemoryIntake desk, InstantSource clock) {
        bot = newClient(settings);
        poller = new UpdatePoller(
                bot,
                new UpdateDispatcher(
                        new UpdateParser(settings),
                        desk,
                        desk,
                        null,
                        bot,
                        new TapMarker(bot, chat -> true, Runnable::run),
                        ForkJoinPool.commonPool(),
                        ForkJoinPool.commonPool()),
                lease,
                clock,
                pause);
    }

    /// Client of the stub.
    public static BotApiClient newClient(FakeBotApi api) {
        return newClient(new TelegramConfiguration(api.token(), api.url()));
    }

    public static BotApiClient newClient(TelegramConfiguration settings) {
        return new BotApiClient(settings, new BotApiMetrics(new SimpleMeterRegistry()));
    }

    public static TelegramAdapterFixture open(FakeBotApi api, InMemoryIntake desk) {
        return open(api, api.token(), desk);
    }

    public static TelegramAdapterFixture open(FakeBotApi api, String token, InMemoryIntake desk) {
        TelegramAdapterFixture adapter =
                new TelegramAdapterFixture(new TelegramConfiguration(token, api.url()), desk, api::now);
        adapter.poller.startThread();
        return adapter;
    }

    /// Opens it on another server than the stub.
    public static TelegramAdapterFixture open(URI server, InMemoryIntake desk) {
        TelegramAdapterFixture adapter = new TelegramAdapterFixture(
                new TelegramConfiguration("4242:a-token-of-a-test", server.toString()), desk, InstantSource.system());
        adapter.poller.startThread();
        return adapter;
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
