package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.RequestBody;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import pk.rahnuma.conversation.FileDownloader.DownloadResult;

/// Client of the Bot API. No method throws for errors of Telegram or the network: all of them are a [BotApiResult].
/// Thread-safe.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class BotApiClient {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    /// Added to the time that a long poll was asked to wait.
    private static final Duration POLL_GRACE = Duration.ofSeconds(15);

    private static final long SHUTDOWN_TIMEOUT_MILLIS = 1_000;

    /// Time that Telegram holds a poll open while there are no updates.
    public static final Duration POLL_TIMEOUT = Duration.ofSeconds(50);

    private final TelegramConfiguration configuration;
    private final Duration limit;
    private final BotApiMetrics metrics;
    private Connections connections;

    @Inject
    public BotApiClient(TelegramConfiguration configuration, BotApiMetrics metrics) {
        this(configuration, CALL_TIMEOUT, metrics);
    }

    public BotApiClient(TelegramConfiguration configuration, Duration limit, BotApiMetrics metrics) {
        this.configuration = configuration;
        this.limit = limit;
        this.metrics = metrics;
    }

    /// Connections for short calls and for polls, so that cancelling a poll ends nothing else; files are streamed.
    private record Connections(
            EventLoopGroup loop,
            BotApiConnectionPool calls,
            BotApiConnectionPool polls,
            FileHttpClient files,
            NettyTelegramClient client) {}

    /// Created at the first call: it takes a third of a second (TLS), which must not delay the start.
    private synchronized Connections getOrOpenConnections() {
        if (connections == null) {
            EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                    1, Thread.ofPlatform().daemon().name("telegram").factory(), NioIoHandler.newFactory());
            EventLoop thread = loop.next();
            BotApiEndpoint address = new BotApiEndpoint(URI.create(configuration.apiUrl()));
            BotApiConnectionPool calls = new BotApiConnectionPool(thread, address, configuration.token(), limit);
            FileHttpClient files = new FileHttpClient(configuration, limit);
            connections = new Connections(
                    loop,
                    calls,
                    new BotApiConnectionPool(thread, address, configuration.token(), POLL_TIMEOUT.plus(POLL_GRACE)),
                    files,
                    new NettyTelegramClient(configuration, files.toOkHttp(), calls));
        }
        return connections;
    }

    /// Makes a call that may be repeated: repeats it once when the connection broke before a response, as a pooled
    /// connection does that the server had closed.
    public BotApiResult callIdempotent(BotApiMethod<?> method) {
        return awaitResult(callIdempotentAsync(method));
    }

    /// Sets the webhook.
    public BotApiResult callIdempotent(SetWebhook method) {
        Connections open = getOrOpenConnections();
        return awaitResult(callWithRetry(
                open.calls(), () -> open.client().executeAsync(method).thenApply(BotApiResult.Success::new)));
    }

    /// Makes a repeatable call without waiting.
    public CompletableFuture<BotApiResult> callIdempotentAsync(BotApiMethod<?> method) {
        return callWithRetry(getOrOpenConnections().calls(), () -> executeOnce(method));
    }

    /// Makes a call that must not be repeated.
    public BotApiResult callOnce(BotApiMethod<?> method) {
        return awaitResult(executeOnce(method).handle(this::toResult));
    }

    private CompletableFuture<BotApiResult> executeOnce(BotApiMethod<?> method) {
        return getOrOpenConnections().client().executeAsync(method).thenApply(BotApiResult.Success::new);
    }

    /// Sends a file; like [#callOnce(BotApiMethod)] never repeated here.
    ///
    /// @param caption at most 1,024 characters; may be empty
    public BotApiResult sendDocument(String address, String caption, String name, RequestBody content) {
        return sendFile(files -> files.sendDocument(address, caption, name, content));
    }

    /// Sends a photo, likewise.
    public BotApiResult sendPhoto(String address, String caption, String name, RequestBody content) {
        return sendFile(files -> files.sendPhoto(address, caption, name, content));
    }

    private BotApiResult sendFile(FileCall call) {
        try {
            return toResult(
                    new BotApiResult.Success(call.sendTo(getOrOpenConnections().files())), null);
        } catch (IOException e) {
            return toResult(null, e);
        }
    }

    @FunctionalInterface
    private interface FileCall {
        Message sendTo(FileHttpClient files) throws IOException;
    }

    /// Waits for updates. An interrupt cancels the poll.
    public BotApiResult pollUpdates(GetUpdates method) {
        BotApiConnectionPool polls = getOrOpenConnections().polls();
        BotApiResult answer = awaitResult(
                callWithRetry(polls, () -> polls.postMethod(method).thenApply(BotApiResponseParser::parseResponse)));
        if (Thread.currentThread().isInterrupted()) {
            cancelPoll();
        }
        return answer;
    }

    /// Cancels a poll.
    public void cancelPoll() {
        getOrOpenConnections().polls().cancelAll();
    }

    /// Reads a file.
    ///
    /// @param path from `getFile`
    /// @param most maximum bytes to read
    DownloadResult readFile(String path, int most) {
        return getOrOpenConnections().files().readFile(path, most);
    }

    @PreDestroy
    public synchronized void closeConnections() {
        if (connections != null) {
            connections.polls().cancelAll();
            connections.calls().cancelAll();
            connections.loop().shutdownGracefully(0, SHUTDOWN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            connections.files().closeConnections();
        }
    }

    private CompletableFuture<BotApiResult> callWithRetry(
            BotApiConnectionPool pool, Supplier<CompletableFuture<BotApiResult>> call) {
        return call.get()
                .exceptionallyCompose(fault -> {
                    if (!isCutShort(fault)) {
                        return CompletableFuture.failedFuture(fault);
                    }
                    pool.closeIdle();
                    return call.get();
                })
                .handle(this::toResult);
    }

    private static boolean isCutShort(Throwable fault) {
        BotApiException known = findCause(fault, BotApiException.class);
        return known != null
                && known.result() instanceof BotApiResult.OutcomeUnknown
                && findCause(fault, InterruptedIOException.class) == null;
    }

    private static BotApiResult awaitResult(CompletableFuture<BotApiResult> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BotApiResult.OutcomeUnknown();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("every answer is handled", e);
        }
    }

    private BotApiResult toResult(BotApiResult result, Throwable fault) {
        BotApiException known = findCause(fault, BotApiException.class);
        return metrics.countResult(
                fault == null ? result : known == null ? new BotApiResult.OutcomeUnknown() : known.result());
    }

    private static <T extends Throwable> T findCause(Throwable fault, Class<T> kind) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
        }
        return null;
    }
}
