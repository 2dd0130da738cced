package pk.rahnuma.conversation;

import io.micronaut.context.BeanContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.messaging.CallsDeferredEvent;
import pk.rahnuma.messaging.DeferredCall;
import pk.rahnuma.messaging.DeferredCallRepository;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.persistence.FaultLog;

/// Executes deferred calls outside of turns, and passes each outcome to the intake as an input.
///
/// Each call is executed once, within the timeout of its action from its row on. What is late or fails has an empty
/// result, with which the script goes on. The row exists until the outcome is committed: after a crash, this or another
/// node finds it when the time is over, and gives it the empty result. A person who waits longer than [#NOTICE_DELAY]
/// is informed.
@Singleton
public class DeferredCallService implements ApplicationEventListener<CallsDeferredEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(DeferredCallService.class);

    /// Maximum calls that are executed at once; the others wait, within their time.
    private static final int MAX_CONCURRENT_CALLS = 8;

    private static final int BATCH_SIZE = 50;
    /// Time after which a person is informed that the desk is still working.
    private static final Duration NOTICE_DELAY = Duration.ofMillis(1_500);

    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final long COMMIT_TIMEOUT_SECONDS = 20;
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 500;
    /// Result that the engine completes with empty components.
    private static final Map<String, Object> EMPTY_RESULT = Map.of();

    private record DeferredAction<I extends Record>(Action.Deferred<I, ?> action, Class<I> in) {

        @SuppressWarnings("unchecked")
        Map<String, Object> execute(Map<String, Object> arguments) throws InterruptedException {
            return DialogJson.convertValue(action.executeDeferred(DialogJson.convertValue(arguments, in)), Map.class);
        }
    }

    private final DeferredCallRepository calls;
    private final ChatRepository chats;
    private final TurnWorkerPool workers;
    private final BeanContext context;
    private final Clock clock;
    private final Set<Long> inProgress = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT_CALLS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    DeferredCallService(
            DeferredCallRepository calls,
            ChatRepository chats,
            TurnWorkerPool workers,
            BeanContext context,
            Clock clock) {
        this.calls = calls;
        this.chats = chats;
        this.workers = workers;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(CallsDeferredEvent event) {
        try {
            threads.execute(() -> FaultLog.runQuietly("start deferred calls", this::startDueCalls));
        } catch (RejectedExecutionException closing) {
            // Another node, or the next start, finds the calls.
            LOG.debug("deferred calls are left to another node");
        }
    }

    /// Starts the calls that are due and not in progress.
    public void startDueCalls() {
        for (DeferredCall call : calls.findDue(clock.instant(), BATCH_SIZE)) {
            if (inProgress.add(call.id())) {
                try {
                    threads.execute(() -> work(call));
                } catch (RejectedExecutionException closing) {
                    inProgress.remove(call.id());
                }
            }
        }
    }

    private void work(DeferredCall call) {
        try {
            Instant now = clock.instant();
            Optional<DeferredAction<?>> action = findAction(call.call().action());
            Instant end = call.asked()
                    .plus(action.map(known -> known.action().timeout()).orElse(Duration.ZERO));
            Instant until = (end.isAfter(now) ? end : now).plus(RETRY_DELAY);
            if (calls.claimCall(call, now, until)) {
                boolean due = action.isPresent() && call.attempts() == 0 && now.isBefore(end);
                deliver(call, due ? execute(call, action.get(), end) : EMPTY_RESULT);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The row stays: the call gets its empty result when its time is over.
            FaultLog.logWarning(LOG, "calls: a deferred call could not be executed; its script goes on without it", e);
        } finally {
            inProgress.remove(call.id());
        }
    }

    /// @return the empty result when it fails, or takes longer
    private Map<String, Object> execute(DeferredCall call, DeferredAction<?> action, Instant end)
            throws InterruptedException {
        Future<Map<String, Object>> result = threads.submit(() -> executeLimited(action, call.call()));
        try {
            return result.get(millisUntil(earlier(clock.instant().plus(NOTICE_DELAY), end)), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            offer(call, "waits " + call.id(), null);
        } catch (ExecutionException e) {
            return failed(e);
        }
        try {
            return result.get(millisUntil(end), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            result.cancel(true);
            LOG.warn(
                    "calls: {} took too long; its script goes on without it",
                    call.call().action());
            return EMPTY_RESULT;
        } catch (ExecutionException e) {
            return failed(e);
        }
    }

    private static Map<String, Object> failed(ExecutionException e) {
        LOG.warn(
                "calls: a deferred call failed with {}; its script goes on without it",
                e.getCause().getClass().getSimpleName());
        return EMPTY_RESULT;
    }

    private long millisUntil(Instant end) {
        return Math.max(0, Duration.between(clock.instant(), end).toMillis());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Map<String, Object> executeLimited(DeferredAction<?> action, ActionCall call) throws InterruptedException {
        permits.acquire();
        try {
            return action.execute(call.arguments());
        } finally {
            permits.release();
        }
    }

    /// An action that the present version of the desk may not have any more.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private Optional<DeferredAction<?>> findAction(String name) {
        return context.findBeanDefinition(Action.Deferred.class, Qualifiers.byName(name))
                .map(definition -> new DeferredAction(
                        context.getBean(definition),
                        definition
                                .getTypeArguments(Action.Deferred.class)
                                .getFirst()
                                .getType()));
    }

    private void deliver(DeferredCall call, Map<String, Object> value) throws InterruptedException {
        if (offer(call, "called " + call.id(), value)) {
            calls.deleteById(call.id());
        } else {
            calls.postponeCall(call.id(), clock.instant().plus(RETRY_DELAY));
        }
    }

    /// @param value null while there is no result
    /// @return false when it was not committed
    private boolean offer(DeferredCall call, String update, Map<String, Object> value) throws InterruptedException {
        Chat chat = chats.getById(call.chat());
        ConversationInput.Result result = new ConversationInput.Result(
                call.call().session(), call.call().name(), call.call().hash(), value);
        IncomingMessage incoming =
                new IncomingMessage(chat.channel(), chat.address(), update, result, null, clock.instant());
        try {
            workers.offerMessage(incoming).get(COMMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /// Leaves unfinished calls to another node. Does not interrupt threads, which would close the file of the embedded
    /// database.
    @PreDestroy
    void stopCalls() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(SHUTDOWN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
