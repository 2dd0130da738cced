package pk.rahnuma.telegram.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import pk.rahnuma.conversation.file.FileDownloader.DownloadResult;

/// Client of the Bot API. No method throws for errors of Telegram or the network: all of them are a [BotApiResult].
/// Thread-safe.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class BotApiClient {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
    /// Added to the time that a long poll was asked to wait.
    private static final Duration POLL_GRACE = Duration.ofSeconds(15);

    private static final long SHUTDOWN_TIMEOUT_MILLIS = 1_000;
    private static final int BAD_REQUEST = 400;

    /// Time that Telegram holds a poll open while there are no updates.
    public static final Duration POLL_TIMEOUT = Duration.ofSeconds(50);

    private final ObjectMapper json = new ObjectMapper();
    private final TelegramConfiguration settings;
    private final Duration limit;
    private final BotApiMetrics meters;
    private Connections connections;

    @Inject
    public BotApiClient(TelegramConfiguration settings, BotApiMetrics meters) {
        this(settings, CALL_TIMEOUT, meters);
    }

    public BotApiClient(TelegramConfiguration settings, Duration limit, BotApiMetrics meters) {
        this.settings = settings;
        this.limit = limit;
        this.meters = meters;
    }

    /// Connections for short calls and for polls, so that cancelling a poll ends nothing else; files are streamed.
    private record Connections(
            EventLoopGroup loop,
            BotApiConnectionPool calls,
            BotApiConnectionPool polls,
            OkHttpClient streams,
            FileHttpReader files) {}

    /// Created at the first call: it takes a third of a second (TLS), which must not delay the start.
    private synchronized Connections connections() {
        if (connections == null) {
            EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                    1, Thread.ofPlatform().daemon().name("telegram").factory(), NioIoHandler.newFactory());
            EventLoop thread = (EventLoop) loop.next();
            BotApiEndpoint address = new BotApiEndpoint(settings.apiUrl());
            OkHttpClient streams = FileHttpClient.createClient(limit);
            connections = new Connections(
                    loop,
                    new BotApiConnectionPool(thread, address, limit),
                    new BotApiConnectionPool(thread, address, POLL_TIMEOUT.plus(POLL_GRACE)),
                    streams,
                    new FileHttpReader(streams, settings.apiUrl(), settings.token()));
        }
        return connections;
    }

    /// Makes a call that may be repeated: repeats it once when the connection broke before a response, as a pooled
    /// connection does that the server had closed.
    public BotApiResult callIdempotent(BotApiMethod<?> method) {
        return await(callIdempotentAsync(method));
    }

    /// Makes a repeatable call without waiting.
    public CompletableFuture<BotApiResult> callIdempotentAsync(BotApiMethod<?> method) {
        return again(connections().calls(), method);
    }

    /// Makes a call that must not be repeated.
    public BotApiResult callOnce(BotApiMethod<?> method) {
        return await(once(connections().calls(), method).handle(this::answer));
    }

    /// Sends a file; like [#callOnce(BotApiMethod)] never repeated here. Bypasses the library, whose response parsing
    /// would make a sent message look unsent.
    ///
    /// @param caption at most 1,024 characters; may be empty
    public BotApiResult sendDocument(String address, String caption, String name, RequestBody content) {
        MultipartBody.Builder parts = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("chat_id", address)
                .addFormDataPart("document", name, content);
        if (!caption.isEmpty()) {
            parts.addFormDataPart("caption", caption);
        }
        TelegramUrl url = settings.telegramUrl();
        HttpUrl.Builder to = new HttpUrl.Builder()
                .scheme(url.getSchema())
                .host(url.getHost())
                .port(url.getPort())
                .addPathSegment("bot" + settings.token())
                .addPathSegment("sendDocument");
        Request request =
                new Request.Builder().url(to.build()).post(parts.build()).build();
        try (Response response = connections().streams().newCall(request).execute()) {
            return answer(response.body().bytes(), null);
        } catch (IOException e) {
            return answer(null, e);
        }
    }

    /// Waits for updates. An interrupt cancels the poll.
    public BotApiResult pollUpdates(GetUpdates method) {
        BotApiResult answer = await(again(connections().polls(), method));
        if (Thread.currentThread().isInterrupted()) {
            cancelPoll();
        }
        return answer;
    }

    /// Cancels a poll.
    public void cancelPoll() {
        connections().polls().cancelAll();
    }

    /// Reads a file.
    ///
    /// @param path from `getFile`
    /// @param most maximum bytes to read
    DownloadResult readFile(String path, int most) {
        return connections().files().readFile(path, most);
    }

    @PreDestroy
    public synchronized void closeConnections() {
        if (connections != null) {
            connections.polls().cancelAll();
            connections.calls().cancelAll();
            connections.loop().shutdownGracefully(0, SHUTDOWN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            connections.streams().dispatcher().cancelAll();
            connections.streams().connectionPool().evictAll();
        }
    }

    private CompletableFuture<BotApiResult> again(BotApiConnectionPool pool, BotApiMethod<?> method) {
        return once(pool, method)
                .exceptionallyCompose(fault -> {
                    if (!isCutShort(fault)) {
                        return CompletableFuture.failedFuture(fault);
                    }
                    pool.closeIdle();
                    return once(pool, method);
                })
                .handle(this::answer);
    }

    /// Bypasses the library, whose response parsing fails as a whole on one unknown part, which would make a sent
    /// message look unsent.
    private CompletableFuture<byte[]> once(BotApiConnectionPool pool, BotApiMethod<?> method) {
        try {
            method.validate();
            return pool.postJson("/bot" + settings.token() + "/" + method.getMethod(), json.writeValueAsBytes(method));
        } catch (TelegramApiException | JsonProcessingException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isCutShort(Throwable fault) {
        return cause(fault, FileHttpClient.BrokenConnectionException.class) != null
                && cause(fault, InterruptedIOException.class) == null;
    }

    private static BotApiResult await(CompletableFuture<BotApiResult> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new BotApiResult.OutcomeUnknown();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("every answer is handled", e);
        }
    }

    private BotApiResult answer(byte[] body, Throwable fault) {
        return meters.countResult(verdict(body, fault));
    }

    private BotApiResult verdict(byte[] body, Throwable fault) {
        if (fault == null) {
            return parseResponse(body);
        }
        if (cause(fault, FileHttpClient.NotWrittenException.class) != null) {
            return new BotApiResult.NotSent();
        }
        if (cause(fault, TelegramApiException.class) != null || cause(fault, JsonProcessingException.class) != null) {
            // The call is incomplete: our own error, the same every time, and nothing was sent.
            return new BotApiResult.Rejected(BAD_REQUEST, "Bad Request: incomplete call", null);
        }
        FileHttpClient.GatewayException gateway = cause(fault, FileHttpClient.GatewayException.class);
        return gateway == null
                ? new BotApiResult.OutcomeUnknown()
                : BotApiResult.UnexpectedResponse.ofGateway(gateway.httpStatus());
    }

    private BotApiResult parseResponse(byte[] body) {
        JsonNode answer;
        try {
            answer = json.readTree(body);
        } catch (IOException e) {
            return withoutVerdict(body);
        }
        JsonNode ok = answer.path("ok");
        if (!ok.isBoolean()) {
            return withoutVerdict(body);
        }
        if (ok.booleanValue()) {
            return new BotApiResult.Success(answer.path("result"));
        }
        JsonNode seconds = answer.path("parameters").path("retry_after");
        return new BotApiResult.Rejected(
                answer.path("error_code").asInt(),
                answer.path("description").asText(),
                seconds.canConvertToInt() ? seconds.asInt() : null);
    }

    private static BotApiResult withoutVerdict(byte[] body) {
        return BotApiResult.UnexpectedResponse.withoutVerdict(new String(body, StandardCharsets.UTF_8));
    }

    private static <T extends Throwable> T cause(Throwable fault, Class<T> kind) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
        }
        return null;
    }
}
