package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import pk.rahnuma.cluster.ClusterLease;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotApiResult;
import pk.rahnuma.telegram.send.RetryBackoff;
import pk.rahnuma.telegram.send.SendOutcomeMapper;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Polls Telegram for updates on its own thread, from the server's start to its end, whatever happens.
///
/// A poll with an offset confirms all updates before it, and Telegram forgets them. So the offset only passes committed
/// updates: after a kill, or while the desk cannot work, the same updates come again.
///
/// One of several nodes polls, because Telegram answers one at a time: the others wait for its lease.
@Singleton
@Requires(beans = TelegramConfiguration.class)
@Requires(missingBeans = WebhookConfiguration.class)
public final class UpdatePoller implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UpdatePoller.class);
    private static final int MAX_UPDATES_PER_POLL = 100;
    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(30);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(4);
    private static final int HTTP_CONFLICT = 409;
    private static final String LEASE_NAME = "telegram.poller";
    private static final Duration LEASE_CHECK_INTERVAL = Duration.ofMillis(500);

    private final BotApiClient bot;
    private final UpdateDispatcher dispatcher;
    private final ClusterLease lease;
    private final InstantSource clock;
    private final RetryBackoff.Sleeper sleeper;
    private final Thread thread;

    private long offset;
    private int failures;
    private volatile String problem;
    private volatile boolean idle;
    private volatile boolean asking;
    private volatile Instant askingSince;
    private volatile Instant answeredAt;

    @Inject
    UpdatePoller(BotApiClient bot, UpdateDispatcher dispatcher, LeaseService leases, InstantSource clock) {
        this(bot, dispatcher, leases.forName(LEASE_NAME), clock, Thread::sleep);
    }

    public UpdatePoller(
            BotApiClient bot,
            UpdateDispatcher dispatcher,
            ClusterLease lease,
            InstantSource clock,
            RetryBackoff.Sleeper sleeper) {
        this.bot = bot;
        this.dispatcher = dispatcher;
        this.lease = lease;
        this.clock = clock;
        this.sleeper = sleeper;
        this.thread = Thread.ofVirtual().name("telegram-poller").unstarted(this::runPolling);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        startThread();
    }

    public void startThread() {
        askingSince = clock.instant();
        thread.start();
    }

    /// Cancels the poll and returns once the thread has ended. Uncommitted updates come again after the next start.
    @PreDestroy
    public void stopThread() throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.interrupt();
            thread.join(SHUTDOWN_TIMEOUT);
        }
        lease.release();
    }

    /// Cancels the poll when another node holds the lease, or is about to.
    @Scheduled(initialDelay = "500ms", fixedDelay = "500ms")
    void cancelPollWithoutLease() {
        if (asking && !lease.isHeld()) {
            bot.cancelPoll();
        }
    }

    /// True when another node polls.
    boolean isIdle() {
        return idle;
    }

    /// Time since Telegram last answered a poll, or empty when it never did.
    Optional<Duration> lastPollAge() {
        return Optional.ofNullable(answeredAt).map(at -> Duration.between(at, clock.instant()));
    }

    /// Time since the last answer, or since this node began to poll; zero when another node polls.
    Duration silentFor() {
        Instant since = answeredAt == null || askingSince.isAfter(answeredAt) ? askingSince : answeredAt;
        return since == null || idle ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /// Current problem, as text for the operator; empty when there is none.
    Optional<String> currentProblem() {
        return Optional.ofNullable(problem);
    }

    private void runPolling() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (mayAsk()) {
                    pollOnce();
                } else {
                    sleeper.pauseFor(LEASE_CHECK_INTERVAL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                recoverFrom(e);
            }
        }
    }

    /// Logs only the type of the fault: its message could quote a person.
    private void recoverFrom(Throwable fault) {
        LOG.error("telegram: polling continues after {}", fault.getClass().getName());
        try {
            sleeper.pauseFor(MAX_RETRY_DELAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// True when this node may poll. A new holder of the lease starts again from offset 0, because it does not know
    /// which updates were confirmed meanwhile.
    private boolean mayAsk() {
        boolean held = isTaken();
        if (held == idle) {
            LOG.info("telegram: this node {} for updates", held ? "polls" : "does not poll");
            askingSince = clock.instant();
            idle = !held;
            offset = 0;
        }
        return held;
    }

    private boolean isTaken() {
        try {
            if (!dispatcher.isOpen()) {
                // Another node may be able to accept updates.
                lease.release();
                return false;
            }
            return lease.tryAcquire();
        } catch (RuntimeException e) {
            // The database is unavailable, and no update could be committed.
            return false;
        }
    }

    private void pollOnce() throws InterruptedException {
        BotApiResult answer = requestUpdates();
        if (Thread.currentThread().isInterrupted() || !lease.isHeld()) {
            return;
        }
        switch (answer) {
            case BotApiResult.Success ok -> {
                if (ok.result() instanceof ArrayNode updates) {
                    dispatchUpdates(updates);
                } else {
                    recordFailure("the response cannot be read");
                }
            }
            case BotApiResult.UnexpectedResponse strange -> salvageUpdates(strange);
            case BotApiResult.NotSent unreached ->
                recordFailure("Telegram cannot be reached: check the network and TELEGRAM_API_URL");
            case BotApiResult.OutcomeUnknown lost -> recordFailure("the connection to Telegram broke");
            case BotApiResult.Rejected no -> handleRejection(no);
        }
    }

    private BotApiResult requestUpdates() {
        asking = true;
        try {
            return bot.pollUpdates(GetUpdates.builder()
                    .offset(Math.toIntExact(offset))
                    .limit(MAX_UPDATES_PER_POLL)
                    // After a failure Telegram answers at once, so that recovery is noticed.
                    .timeout(failures > 0 ? 0 : Math.toIntExact(BotApiClient.POLL_TIMEOUT.toSeconds()))
                    .allowedUpdates(UpdateParser.UPDATE_KINDS)
                    .build());
        } finally {
            asking = false;
        }
    }

    /// @return whether all were committed
    private boolean dispatchUpdates(Iterable<JsonNode> updates) throws InterruptedException {
        answeredAt = clock.instant();
        UpdateDispatcher.DispatchProgress progress = dispatcher.dispatchToIntake(updates, offset, answeredAt);
        boolean moved = progress.offset() > offset;
        offset = progress.offset();
        if (!progress.complete()) {
            failures = moved ? 0 : failures;
            recordFailure("the desk cannot accept updates now; Telegram keeps them");
        } else if (isNameless(updates)) {
            recordFailure("updates without an id arrive, which cannot be confirmed");
        } else {
            recordRecovery();
        }
        return progress.complete();
    }

    /// True when no update has an id. An immediate poll would return them again.
    private static boolean isNameless(Iterable<JsonNode> updates) {
        boolean any = false;
        for (JsonNode update : updates) {
            any = true;
            if (update.path("update_id").asLong() > 0) {
                return false;
            }
        }
        return any;
    }

    private void salvageUpdates(BotApiResult.UnexpectedResponse answer) throws InterruptedException {
        if (answer.isFromGateway()) {
            recordFailure("a gateway responds with " + answer.status());
            return;
        }
        SalvagedUpdates batch = SalvagedUpdates.salvageFrom(answer.body());
        boolean taken = batch.updates().isEmpty() || dispatchUpdates(batch.updates());
        if (taken && batch.broken().isPresent()) {
            long broken = batch.broken().getAsLong();
            LOG.error("telegram: update {} is broken and was skipped", broken);
            offset = Math.max(offset, broken + 1);
        } else if (batch.updates().isEmpty()) {
            recordFailure("the response cannot be read");
        }
    }

    private void handleRejection(BotApiResult.Rejected no) throws InterruptedException {
        if (no.code() == HTTP_CONFLICT && no.descriptionContains("webhook")) {
            LOG.warn("telegram: a webhook was set for this bot; it is removed, because this desk polls for updates");
            bot.callIdempotent(new DeleteWebhook(false));
            recordFailure("a webhook is set for this bot");
        } else if (no.code() == HTTP_CONFLICT) {
            recordFailure("another process polls for this bot's updates: stop it, or give this desk its own bot");
        } else if (no.retryAfter() != null) {
            sleeper.pauseFor(no.retryAfter());
        } else if (SendOutcomeMapper.isTokenRefused(no)) {
            recordFailure("Telegram refuses the bot's token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows");
        } else {
            recordFailure("Telegram refuses to give updates: " + no.code());
        }
    }

    /// Logged once, until it is over or another problem occurs.
    private void recordFailure(String what) throws InterruptedException {
        if (!what.equals(problem)) {
            LOG.warn("telegram: {}", what);
            problem = what;
        }
        sleeper.pauseFor(RetryBackoff.delayAfter(failures++, MAX_RETRY_DELAY));
    }

    private void recordRecovery() {
        if (problem != null) {
            LOG.warn("telegram: polling works again");
        }
        problem = null;
        failures = 0;
    }
}
