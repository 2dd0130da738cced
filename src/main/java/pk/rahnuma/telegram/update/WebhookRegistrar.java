package pk.rahnuma.telegram.update;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotApiResult;
import pk.rahnuma.telegram.send.RetryBackoff;
import pk.rahnuma.telegram.send.SendOutcomeMapper;

/// Registers the webhook with Telegram, from the server's start until it is accepted. Waiting updates are not dropped.
/// The webhook stays registered when the desk stops: Telegram keeps messages, and sends them when the desk is back.
/// Several nodes may register the same webhook.
@Singleton
@Requires(beans = WebhookConfiguration.class)
final class WebhookRegistrar implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistrar.class);
    /// Telegram's maximum.
    private static final int MAX_CONNECTIONS = 100;

    private static final Duration MAX_RETRY_DELAY = Duration.ofMinutes(5);

    private final BotApiClient bot;
    private final WebhookConfiguration configuration;
    private final RetryBackoff.Sleeper sleeper;
    private final Thread thread;
    private volatile boolean set;

    @Inject
    WebhookRegistrar(BotApiClient bot, WebhookConfiguration configuration) {
        this(bot, configuration, Thread::sleep);
    }

    WebhookRegistrar(BotApiClient bot, WebhookConfiguration configuration, RetryBackoff.Sleeper sleeper) {
        this.bot = bot;
        this.configuration = configuration;
        this.sleeper = sleeper;
        this.thread = Thread.ofVirtual().name("telegram-webhook").unstarted(this::registerWebhook);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        startThread();
    }

    void startThread() {
        thread.start();
    }

    @PreDestroy
    void stopThread() {
        thread.interrupt();
    }

    /// True when Telegram has accepted the webhook since the start.
    boolean isRegistered() {
        return set;
    }

    private void registerWebhook() {
        SetWebhook method = SetWebhook.builder()
                .url(configuration.targetUrl())
                .secretToken(configuration.secret())
                .allowedUpdates(UpdateParser.UPDATE_KINDS)
                .maxConnections(MAX_CONNECTIONS)
                .build();
        try {
            for (int failures = 0; !set; failures++) {
                BotApiResult answer = bot.callIdempotent(method);
                if (Thread.interrupted()) {
                    return;
                }
                set = answer instanceof BotApiResult.Success;
                if (!set) {
                    Duration wait = pauseAfter(answer, failures);
                    LOG.warn(
                            "telegram: the webhook is not registered, retrying in {} s: {}",
                            wait.toSeconds(),
                            describeProblem(answer));
                    sleeper.pauseFor(wait);
                }
            }
            LOG.info("telegram: updates arrive at {}", configuration.targetUrl());
        } catch (InterruptedException stopping) {
            // The server stops; the next start begins again.
        }
    }

    private static Duration pauseAfter(BotApiResult answer, int failures) {
        return answer instanceof BotApiResult.Rejected no && no.retryAfter() != null
                ? no.retryAfter()
                : RetryBackoff.delayAfter(failures, MAX_RETRY_DELAY);
    }

    private static String describeProblem(BotApiResult answer) {
        if (answer instanceof BotApiResult.Rejected no) {
            return SendOutcomeMapper.isTokenRefused(no)
                    ? "set TELEGRAM_BOT_TOKEN to the one that @BotFather shows"
                    : no.description();
        }
        return "it cannot be reached: check the network and TELEGRAM_API_URL";
    }
}
