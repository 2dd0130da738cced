package pk.rahnuma.telegram;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ForkJoinPool;

/// The way in, put together by hand against a stub of the Bot API. Closed and made again, it is the bot's restart.
final class Door implements AutoCloseable {

    final SteppedPause pause = new SteppedPause();
    final OneLease lease = new OneLease();
    final Bot bot;
    final Poller poller;

    private Door(TelegramSettings settings, DeskStub desk, InstantSource clock) {
        bot = new Bot(settings, new Meters(new SimpleMeterRegistry()));
        poller = new Poller(
                bot,
                new Handover(
                        new Updates(settings),
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

    static Door open(BotApi api, DeskStub desk) {
        return open(api, api.token(), desk);
    }

    static Door open(BotApi api, String token, DeskStub desk) {
        Door door = new Door(new TelegramSettings(token, URI.create(api.url())), desk, api::now);
        door.poller.start();
        return door;
    }

    /// On another server than the stub.
    static Door open(URI server, DeskStub desk) {
        Door door = new Door(new TelegramSettings("4242:a-token-of-a-test", server), desk, InstantSource.system());
        door.poller.start();
        return door;
    }

    @Override
    public void close() {
        try {
            poller.close();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        bot.close();
    }
}
