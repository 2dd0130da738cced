package pk.rahnuma.telegram.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/// Connection pool for calls of the Bot API as HTTP/1.1, which are small and frequent: one call at a time on each
/// connection, never repeated implicitly, and "nothing was written" distinguished from "it may have arrived". All state
/// belongs to one Netty thread. Thread-safe.
final class BotApiConnectionPool {

    /// Telegram drops idle connections after a longer time; one that the server closed first appears as a broken call.
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    /// Each call has a virtual thread of its own: with the default pool, one of a thread, each would make new buffers.
    private static final ObjectMapper JSON_MAPPER = new ObjectMapper(JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build());
    private static final int BAD_REQUEST = 400;
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_RESPONSE_BYTES = 64 << 20;

    /// Maximum calls that wait for a connection. Further ones fail as not written, so that the caller may retry.
    static final int MAX_WAITING_CALLS = 1_000;

    /// Maximum wait of a call for a connection.
    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final EventLoop loop;
    private final BotApiEndpoint endpoint;
    private final String methodPath;
    private final Duration limit;

    /// Last used, first taken: unneeded connections age at the other end.
    private final Deque<BotApiConnectionHandler> idle = new ArrayDeque<>();

    private final Set<BotApiConnectionHandler> busy = new HashSet<>();
    private final Queue<PendingCall> waiting = new ArrayDeque<>();
    private int connecting;

    /// @param limit timeout of a call, from the time its connection is established
    BotApiConnectionPool(EventLoop loop, BotApiEndpoint endpoint, String token, Duration limit) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.methodPath = "/bot" + token + "/";
        this.limit = limit;
        loop.scheduleWithFixedDelay(
                this::closeExpired, IDLE_TIMEOUT.toMillis(), IDLE_TIMEOUT.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    /// @param done fails with a [BotApiException]
    private record PendingCall(String path, byte[] body, CompletableFuture<byte[]> done, long madeAt) {}

    /// Calls a method of the Bot API.
    ///
    /// @return the response's JSON; fails with a [BotApiException]
    CompletableFuture<byte[]> postMethod(BotApiMethod<?> method) {
        PendingCall call;
        try {
            method.validate();
            byte[] json = JSON_MAPPER.writeValueAsBytes(method);
            call = new PendingCall(methodPath + method.getMethod(), json, new CompletableFuture<>(), System.nanoTime());
        } catch (TelegramApiException | JsonProcessingException e) {
            // Our own error, the same every time, and nothing is sent.
            return CompletableFuture.failedFuture(new BotApiException(
                    new BotApiResult.Rejected(BAD_REQUEST, "Bad Request: incomplete call", null), e));
        }
        if (!runOnLoop(() -> beginCall(call))) {
            failUnsent(call, new IOException("closed"));
        }
        return call.done();
    }

    /// Closes idle connections.
    void closeIdle() {
        runOnLoop(() -> {
            idle.forEach(BotApiConnectionHandler::closeConnection);
            idle.clear();
        });
    }

    /// Cancels all calls.
    void cancelAll() {
        runOnLoop(() -> {
            List<PendingCall> unsent = List.copyOf(waiting);
            waiting.clear();
            unsent.forEach(call -> failUnsent(call, new IOException("closed")));
            List.copyOf(busy).forEach(one -> one.failCall(new InterruptedIOException("hung up")));
        });
    }

    private static void failUnsent(PendingCall call, Throwable cause) {
        call.done().completeExceptionally(new BotApiException(new BotApiResult.NotSent(), cause));
    }

    /// @return false when the thread has ended, and with it all connections
    private boolean runOnLoop(Runnable what) {
        try {
            loop.execute(what);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private void beginCall(PendingCall call) {
        for (BotApiConnectionHandler free = idle.pollLast(); free != null; free = idle.pollLast()) {
            if (free.isReusable(IDLE_TIMEOUT)) {
                sendRequest(free, call);
                return;
            }
            free.closeConnection();
        }
        if (busy.size() + connecting < MAX_CONNECTIONS) {
            connectFor(call);
        } else if (waiting.size() < MAX_WAITING_CALLS) {
            waiting.add(call);
        } else {
            failUnsent(call, new IOException("too many calls wait"));
        }
    }

    private void connectFor(PendingCall call) {
        connecting++;
        endpoint.resolveAsync()
                .whenComplete((place, unknown) -> runOnLoop(() -> {
                    if (unknown == null) {
                        openConnection(call, place);
                    } else {
                        failUnreached(call, unknown);
                    }
                }));
    }

    private void openConnection(PendingCall call, BotApiEndpoint.ResolvedEndpoint place) {
        BotApiConnectionHandler handler = new BotApiConnectionHandler(this::releaseConnection);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) BotApiEndpoint.CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        endpoint.prepareChannel(channel, place);
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_RESPONSE_BYTES), handler);
                    }
                })
                .connect(place.firstAddress())
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        BotApiEndpoint.readyFuture(handler.channel()).addListener(ready -> {
                            if (ready.isSuccess()) {
                                connecting--;
                                sendRequest(handler, call);
                            } else {
                                handler.closeConnection();
                                failUnreached(call, ready.cause());
                            }
                        });
                    } else if (place.hasOthers()) {
                        openConnection(call, place.withoutFirst());
                    } else {
                        failUnreached(call, connected.cause());
                    }
                });
    }

    private void failUnreached(PendingCall call, Throwable cause) {
        connecting--;
        failUnsent(call, cause);
        beginWaitingCall();
    }

    private void sendRequest(BotApiConnectionHandler connection, PendingCall call) {
        busy.add(connection);
        connection.sendRequest(createRequest(call), call.done(), limit);
    }

    private FullHttpRequest createRequest(PendingCall call) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, call.path(), Unpooled.wrappedBuffer(call.body()));
        request.headers()
                .set(HttpHeaderNames.HOST, endpoint.hostHeader())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
        return request;
    }

    /// Returns the connection of a finished call to the pool.
    private void releaseConnection(BotApiConnectionHandler connection) {
        idle.remove(connection);
        if (busy.remove(connection) && connection.isReusable(IDLE_TIMEOUT)) {
            idle.addLast(connection);
        }
        beginWaitingCall();
    }

    private void beginWaitingCall() {
        PendingCall call = waiting.poll();
        while (call != null && System.nanoTime() - call.madeAt() > MAX_WAIT.toNanos()) {
            failUnsent(call, new IOException("too many calls wait"));
            call = waiting.poll();
        }
        if (call != null) {
            beginCall(call);
        }
    }

    private void closeExpired() {
        List<BotApiConnectionHandler> old = new ArrayList<>(idle);
        old.removeIf(one -> one.isReusable(IDLE_TIMEOUT));
        idle.removeAll(old);
        old.forEach(BotApiConnectionHandler::closeConnection);
    }
}
