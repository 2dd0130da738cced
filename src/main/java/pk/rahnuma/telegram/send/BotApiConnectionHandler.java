package pk.rahnuma.telegram.send;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One connection to the Bot API, with its current call. A call that fails after it began may have been executed. Runs
/// on the thread of the connection.
final class BotApiConnectionHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final Consumer<BotApiConnectionHandler> freed;
    private Channel channel;
    private CompletableFuture<byte[]> call;
    private Future<?> limit;
    private long used = System.nanoTime();
    private boolean closed;

    /// @param freed called when a call has ended, and when the connection has
    BotApiConnectionHandler(Consumer<BotApiConnectionHandler> freed) {
        this.freed = freed;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    Channel channel() {
        return channel;
    }

    /// True when another call may be made, as far as is known here.
    boolean isReusable(Duration idle) {
        return !closed && channel.isActive() && System.nanoTime() - used < idle.toNanos();
    }

    /// @param done completed with the response's JSON, or fails with a [BotApiException]
    void sendRequest(FullHttpRequest request, CompletableFuture<byte[]> done, Duration most) {
        call = done;
        limit = channel.eventLoop()
                .schedule(
                        () -> failCall(new InterruptedIOException("no answer in time")),
                        most.toNanos(),
                        TimeUnit.NANOSECONDS);
        channel.writeAndFlush(request).addListener(written -> {
            if (!written.isSuccess()) {
                failCall(written.cause());
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (call == null) {
            // No call is open: this response must not answer the next call.
            closeConnection();
            return;
        }
        int status = response.status().code();
        byte[] body = ByteBufUtil.getBytes(response.content());
        if (!HttpUtil.isKeepAlive(response)) {
            closeConnection();
        }
        CompletableFuture<byte[]> done = endCall();
        if (BotApiResponseParser.isFromBotApi(status, body)) {
            done.complete(body);
        } else {
            done.completeExceptionally(new BotApiException(new BotApiResult.UnexpectedResponse(status, ""), null));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failCall(new IOException("the connection was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failCall(cause);
    }

    /// Closes the connection, and fails the call if there is one.
    void failCall(Throwable cause) {
        closeConnection();
        if (call == null) {
            freed.accept(this);
        } else {
            endCall().completeExceptionally(new BotApiException(new BotApiResult.OutcomeUnknown(), cause));
        }
    }

    void closeConnection() {
        closed = true;
        channel.close();
    }

    private CompletableFuture<byte[]> endCall() {
        CompletableFuture<byte[]> done = call;
        call = null;
        limit.cancel(false);
        used = System.nanoTime();
        freed.accept(this);
        return done;
    }
}
