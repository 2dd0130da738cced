package pk.rahnuma.telegram.client;

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

/// Calls of the Bot API as HTTP/1.1, for what is small and often: one call at a time on each connection, never made
/// twice behind our back, and "nothing was written" told apart from "it may have arrived". All on one thread of Netty,
/// to which everything here that changes belongs. Safe for any number of threads.
final class BotApiConnectionPool {

    /// Telegram drops idle connections after more than this; one that the server closed first shows as a cut call.
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_RESPONSE_BYTES = 64 << 20;

    /// Calls that wait for a connection. More fail as unwritten, which whoever made them may try again.
    static final int MAX_WAITING_CALLS = 1_000;

    /// The longest that a call waits for a connection.
    static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final EventLoop loop;
    private final BotApiEndpoint address;
    private final Duration limit;

    /// Used last, taken first: what is needed no more grows old at the other end.
    private final Deque<BotApiConnectionHandler> idle = new ArrayDeque<>();

    private final Set<BotApiConnectionHandler> busy = new HashSet<>();
    private final Queue<PendingCall> waiting = new ArrayDeque<>();
    private int connecting;

    /// @param limit of a call, from when its connection stands
    BotApiConnectionPool(EventLoop loop, BotApiEndpoint address, Duration limit) {
        this.loop = loop;
        this.address = address;
        this.limit = limit;
        loop.scheduleWithFixedDelay(
                this::dropOld, IDLE_TIMEOUT.toMillis(), IDLE_TIMEOUT.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    /// @param done fails with a [FileHttpClient.NotWrittenException], [FileHttpClient.BrokenConnectionException] or
    /// [FileHttpClient.GatewayException]
    private record PendingCall(String path, byte[] body, CompletableFuture<byte[]> done, long madeAt) {}

    /// @param json what is posted
    /// @return the answer's JSON; it fails with a [FileHttpClient.NotWrittenException],
    /// [FileHttpClient.BrokenConnectionException] or [FileHttpClient.GatewayException]
    CompletableFuture<byte[]> postJson(String path, byte[] json) {
        PendingCall call = new PendingCall(path, json, new CompletableFuture<>(), System.nanoTime());
        if (!run(() -> begin(call))) {
            closed(call);
        }
        return call.done();
    }

    /// Lets go of connections that nobody uses.
    void closeIdle() {
        run(() -> {
            idle.forEach(BotApiConnectionHandler::closeConnection);
            idle.clear();
        });
    }

    /// Cuts off all calls.
    void cancelAll() {
        run(() -> {
            List<PendingCall> unsent = List.copyOf(waiting);
            waiting.clear();
            unsent.forEach(BotApiConnectionPool::closed);
            List.copyOf(busy).forEach(one -> one.failCall(new InterruptedIOException("hung up")));
        });
    }

    private static void closed(PendingCall call) {
        call.done().completeExceptionally(new FileHttpClient.NotWrittenException(new IOException("closed")));
    }

    /// @return false when the thread is no more, and with it all connections
    private boolean run(Runnable what) {
        try {
            loop.execute(what);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private void begin(PendingCall call) {
        for (BotApiConnectionHandler free = idle.pollLast(); free != null; free = idle.pollLast()) {
            if (free.isReusable(IDLE_TIMEOUT)) {
                send(free, call);
                return;
            }
            free.closeConnection();
        }
        if (busy.size() + connecting < MAX_CONNECTIONS) {
            connect(call);
        } else if (waiting.size() < MAX_WAITING_CALLS) {
            waiting.add(call);
        } else {
            tooMany(call);
        }
    }

    private void connect(PendingCall call) {
        connecting++;
        address.resolveAsync()
                .whenComplete((place, unknown) -> run(() -> {
                    if (unknown == null) {
                        connect(call, place);
                    } else {
                        unreached(call, unknown);
                    }
                }));
    }

    private void connect(PendingCall call, BotApiEndpoint.ResolvedEndpoint place, Throwable unknown) {
        if (unknown == null) {
            connect(call, place);
        } else {
            unreached(call, unknown);
        }
    }

    private void connect(PendingCall call, BotApiEndpoint.ResolvedEndpoint place) {
        BotApiConnectionHandler handler = new BotApiConnectionHandler(this::freed);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) BotApiEndpoint.CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        address.prepareChannel(channel, place);
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
                                send(handler, call);
                            } else {
                                handler.closeConnection();
                                unreached(call, ready.cause());
                            }
                        });
                    } else if (place.hasOthers()) {
                        connect(call, place.withoutFirst());
                    } else {
                        unreached(call, connected.cause());
                    }
                });
    }

    private void unreached(PendingCall call, Throwable cause) {
        connecting--;
        call.done().completeExceptionally(new FileHttpClient.NotWrittenException(cause));
        next();
    }

    private void send(BotApiConnectionHandler connection, PendingCall call) {
        busy.add(connection);
        connection.sendRequest(request(call), call.done(), limit);
    }

    private FullHttpRequest request(PendingCall call) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, call.path(), Unpooled.wrappedBuffer(call.body()));
        request.headers()
                .set(HttpHeaderNames.HOST, address.hostHeader())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
        return request;
    }

    /// A call is done with its connection.
    private void freed(BotApiConnectionHandler connection) {
        idle.remove(connection);
        if (busy.remove(connection) && connection.isReusable(IDLE_TIMEOUT)) {
            idle.addLast(connection);
        }
        next();
    }

    private static void tooMany(PendingCall call) {
        call.done()
                .completeExceptionally(new FileHttpClient.NotWrittenException(new IOException("too many calls wait")));
    }

    private void next() {
        PendingCall call = waiting.poll();
        while (call != null && System.nanoTime() - call.madeAt() > MAX_WAIT.toNanos()) {
            tooMany(call);
            call = waiting.poll();
        }
        if (call != null) {
            begin(call);
        }
    }

    private void dropOld() {
        List<BotApiConnectionHandler> old = new ArrayList<>(idle);
        old.removeIf(one -> one.isReusable(IDLE_TIMEOUT));
        idle.removeAll(old);
        old.forEach(BotApiConnectionHandler::closeConnection);
    }
}
