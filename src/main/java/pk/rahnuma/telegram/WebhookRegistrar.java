package pk.rahnuma.telegram;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Telegram where to bring updates, from the server's start on until it has taken it. What waits for the bot is
/// not dropped. When the desk stops it stays set: Telegram keeps what people write, and brings it when the desk is
/// back. Several nodes tell it the same, which does no harm.
@Singleton
@Requires(beans = WebhookConfiguration.class)
final class WebhookRegistrar implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistrar.class);
    private static final Duration MOST = Duration.ofMinutes(5);

    private final BotApiClient bot;
    private final WebhookConfiguration settings;
    private final RetryBackoff.Sleeper pause;
    private final Thread thread;
    private volatile boolean set;

    @Inject
    WebhookRegistrar(BotApiClient bot, WebhookConfiguration settings) {
        this(bot, settings, Thread::sleep);
    }

    WebhookRegistrar(BotApiClient bot, WebhookConfiguration settings, RetryBackoff.Sleeper pause) {
        this.bot = bot;
        this.settings = settings;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("telegram-webhook").unstarted(this::run);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        start();
    }

    void start() {
        thread.start();
    }

    @PreDestroy
    void close() {
        thread.interrupt();
    }

    /// Whether Telegram has taken it since the start.
    boolean isSet() {
        return set;
    }

    private void run() {
        try {
            for (int failures = 0; !set; failures++) {
                BotApiResult answer = bot.ask(new SetWebhookMethod(settings.target(), settings.secret()));
                if (Thread.interrupted()) {
                    return;
                }
                set = answer instanceof BotApiResult.Success;
                if (!set) {
                    Duration wait = pauseAfter(answer, failures);
                    LOG.warn(
                            "Telegram does not take the webhook, tried again in {} s: {}",
                            wait.toSeconds(),
                            why(answer));
                    pause.take(wait);
                }
            }
            LOG.info("Telegram brings updates to {}", settings.target());
        } catch (InterruptedException stopping) {
            // The server stops; the next start begins again.
        }
    }

    private static Duration pauseAfter(BotApiResult answer, int failures) {
        return answer instanceof BotApiResult.Rejected no && no.retryAfter() != null
                ? Duration.ofSeconds(Math.max(1, no.retryAfter()))
                : RetryBackoff.after(failures, MOST);
    }

    private static String why(BotApiResult answer) {
        if (answer instanceof BotApiResult.Rejected no) {
            return SendOutcomeMapper.isTokenRefused(no)
                    ? "set TELEGRAM_BOT_TOKEN to the one that @BotFather shows"
                    : no.description();
        }
        return "it cannot be reached: check the network and TELEGRAM_API_URL";
    }
}
