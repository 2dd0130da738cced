package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.description.SetMyDescription;
import org.telegram.telegrambots.meta.api.methods.description.SetMyShortDescription;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import pk.rahnuma.shared.Language;

/// Reads the bot's name and sets its commands and descriptions, in Urdu for users whose Telegram is in Urdu and in
/// English for all others. Runs in the background from the server's start, and does not delay it.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class BotProfileRegistrar implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(BotProfileRegistrar.class);
    private static final List<String> COMMAND_NAMES =
            List.of("start", "menu", "register", "status", "ask", "human", "language", "help", "back", "cancel");
    private static final List<String> PROFILE_LANGUAGES = List.of(Language.ENGLISH, Language.URDU);
    /// For users whose Telegram is in a language without texts.
    private static final String DEFAULT_LANGUAGE = Language.ENGLISH;

    private static final Duration MAX_RETRY_DELAY = Duration.ofMinutes(10);
    private static final int BAD_REQUEST = 400;

    private final BotApiClient bot;
    private final BotProfileProvider profile;
    private final RetryBackoff.Sleeper sleeper;
    private final Thread thread;

    private volatile String username;

    @Inject
    BotProfileRegistrar(BotApiClient bot, BotProfileProvider profile) {
        this(bot, profile, Thread::sleep);
    }

    BotProfileRegistrar(BotApiClient bot, BotProfileProvider profile, RetryBackoff.Sleeper sleeper) {
        this.bot = bot;
        this.profile = profile;
        this.sleeper = sleeper;
        this.thread = Thread.ofVirtual().name("telegram-introduction").unstarted(this::registerProfile);
    }

    /// Name of the bot without `@`, once Telegram has returned it.
    public Optional<String> botUsername() {
        return Optional.ofNullable(username);
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

    private void registerProfile() {
        Queue<BotApiMethod<?>> left = new ArrayDeque<>(createCalls());
        int failures = 0;
        try {
            while (!left.isEmpty()) {
                BotApiResult answer = bot.callIdempotent(left.peek());
                if (Thread.interrupted()) {
                    return;
                }
                if (handleAnswer(answer, left.peek())) {
                    left.remove();
                    failures = 0;
                } else {
                    sleeper.pauseFor(pauseAfter(answer, left.peek(), failures++));
                }
            }
        } catch (InterruptedException stopping) {
            // The server stops; the next start begins again.
        } catch (RuntimeException e) {
            LOG.error("telegram: the bot's commands and descriptions were not set", e);
        }
    }

    private List<BotApiMethod<?>> createCalls() {
        List<BotApiMethod<?>> calls = new ArrayList<>();
        calls.add(new GetMe());
        for (String language : PROFILE_LANGUAGES) {
            String code = language.equals(DEFAULT_LANGUAGE) ? null : language;
            calls.add(SetMyCommands.builder()
                    .commands(COMMAND_NAMES.stream()
                            .map(command -> new BotCommand(
                                    command, profile.profileText("telegram.commands." + command, language)))
                            .toList())
                    .languageCode(code)
                    .build());
            calls.add(SetMyDescription.builder()
                    .description(profile.profileText("telegram.description", language))
                    .languageCode(code)
                    .build());
            calls.add(SetMyShortDescription.builder()
                    .shortDescription(profile.profileText("telegram.short_description", language))
                    .languageCode(code)
                    .build());
        }
        return calls;
    }

    /// True when the call is done. A request that Telegram rejects as bad would be rejected next time too.
    private boolean handleAnswer(BotApiResult answer, BotApiMethod<?> method) {
        if (answer instanceof BotApiResult.Success ok) {
            if (ok.result() instanceof User me) {
                username = me.getUserName();
            }
            return true;
        }
        if (answer instanceof BotApiResult.Rejected no && no.code() == BAD_REQUEST) {
            LOG.warn("telegram: {} was rejected: {}", method.getMethod(), no.description());
            return true;
        }
        return false;
    }

    private static Duration pauseAfter(BotApiResult answer, BotApiMethod<?> method, int failures) {
        if (answer instanceof BotApiResult.Rejected no && no.retryAfter() != null) {
            return no.retryAfter();
        }
        Duration pause = RetryBackoff.delayAfter(failures, MAX_RETRY_DELAY);
        LOG.info("telegram: no response to {}, retrying in {} s", method.getMethod(), pause.toSeconds());
        return pause;
    }
}
