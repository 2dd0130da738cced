package pk.rahnuma.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import pk.rahnuma.http.ProblemDetail;

/// Guards a connection before its bytes are decoded as HTTP: counts it, tells [RequestGuardHandler] that bytes arrive,
/// and detects header lines that begin with a space (obs-fold, RFC 9112, 5.2), which the decoder would join.
///
/// When a head shares its packet with the end of the body before it, folded lines are joined by one space, as the RFC
/// allows, and not rejected.
final class RequestHeadBytesHandler extends ChannelInboundHandlerAdapter {

    private final ConnectionGuardContext guards;
    private final RequestGuardHandler requests;
    private InetAddress counted;
    private boolean closing;
    private boolean lineBegins;
    private boolean firstLine = true;

    RequestHeadBytesHandler(ConnectionGuardContext guards, RequestGuardHandler requests) {
        this.guards = guards;
        this.requests = requests;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        InetAddress peer = ConnectionGuardContext.peer(context.channel());
        if (guards.openConnection(peer)) {
            counted = peer;
            super.channelActive(context);
            return;
        }
        closing = true;
        context.writeAndFlush(guards.rejectionBytes(ProblemDetail.Kind.UNAVAILABLE, "Too many connections are open."))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (counted != null) {
            guards.closeConnection(counted);
            counted = null;
        }
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (closing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof ByteBuf bytes) {
            requests.bytesReceived();
            if (requests.awaitsHead() && isFolded(bytes)) {
                closing = true;
                bytes.release();
                requests.rejectHead("Send each header field in one line.");
                return;
            }
        }
        super.channelRead(context, message);
    }

    private boolean isFolded(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            byte next = bytes.getByte(i);
            if (lineBegins && !firstLine && (next == ' ' || next == '\t')) {
                return true;
            }
            if (lineBegins && (next == '\r' || next == '\n') && !firstLine) {
                // The head ends here. A body or another head follows.
                lineBegins = false;
                firstLine = true;
                return false;
            }
            if (next == '\n') {
                firstLine = false;
                lineBegins = true;
            } else {
                lineBegins = false;
            }
        }
        return false;
    }
}
