package pk.rahnuma.http.guard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;

/// Rejection that ends a connection: written once earlier requests are answered, and left open for a moment to be read.
/// Used on the event loop of the connection.
final class FinalResponse {

    /// Time in which a rejection can be read before the connection is closed.
    private static final long CLOSE_DELAY_MILLIS = 500;

    private final ChannelHandlerContext context;

    /// Null while nothing is rejected.
    private HttpResponse refusal;

    private boolean closed;

    FinalResponse(ChannelHandlerContext context) {
        this.context = context;
    }

    /// Tells whether no request is accepted any more.
    boolean isPrepared() {
        return refusal != null || closed;
    }

    /// Tells whether nothing else is written any more.
    boolean isClosed() {
        return closed;
    }

    void prepareResponse(HttpResponse response) {
        refusal = response;
    }

    void sendAndClose() {
        closed = true;
        context.writeAndFlush(refusal).addListener(done -> {
            // Delayed: a close with unread bytes would make the client lose the response.
            context.executor().schedule(() -> context.close(), CLOSE_DELAY_MILLIS, MILLISECONDS);
        });
        context.read();
    }

    /// Closes without a response.
    void closeWithoutAnswer() {
        closed = true;
        ReferenceCountUtil.release(refusal);
        context.close();
    }
}
