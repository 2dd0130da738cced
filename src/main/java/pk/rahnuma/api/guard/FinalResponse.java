package pk.rahnuma.api.guard;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;

/// The refusal that ends a connection: written once what came before it is answered, and left to be read for a moment.
/// On the event loop of the connection.
final class FinalResponse {

    /// So long a refusal may be read before the connection is closed.
    private static final long CLOSE_DELAY_MILLIS = 500;

    private final ChannelHandlerContext context;

    /// Null while nothing is refused.
    private HttpResponse refusal;

    private boolean closed;

    FinalResponse(ChannelHandlerContext context) {
        this.context = context;
    }

    /// Tells whether no request is taken any more.
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
            // Not at once: bytes that nobody read would take the answer with them.
            context.executor().schedule(() -> context.close(), CLOSE_DELAY_MILLIS, MILLISECONDS);
        });
        context.read();
    }

    /// Closes without an answer.
    void closeWithoutAnswer() {
        closed = true;
        ReferenceCountUtil.release(refusal);
        context.close();
    }
}
