package pk.rahnuma.api;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;

/// Guards the requests of one connection: what a head may hold, how large and how slow a body may be, and how much of
/// bodies is in memory at once. A refusal is the last answer on its connection.
///
/// All on the event loop of the channel.
final class RequestGuardHandler extends ChannelDuplexHandler {

    /// Bytes of each body that are never refused for want of memory, so that messages pass while files do not.
    static final int FREE_BODY_BYTES = 4 * 1024;

    /// Requests of one connection that wait for their answers.
    static final int MAX_PIPELINED_REQUESTS = 16;

    private static final long LOOK_MILLIS = 1_000;

    /// So long a refusal may be read before the connection is closed.
    private static final long LINGER_MILLIS = 500;

    private final ServerGuards guards;
    private final ServerSettings settings;

    private ChannelHandlerContext context;
    private Future<?> looking;

    /// Requests passed on, and those of them that are answered.
    private long passed;
    private long answered;
    private boolean answering;

    /// The body that is being received; null between bodies.
    private IncomingBody body;

    /// Since when a head is awaited or received; only while no body is.
    private long headSince = System.nanoTime();

    private boolean headBegun = true;
    private boolean reading;
    private long reserved;
    private HttpResponse refusal;
    private boolean closed;

    RequestGuardHandler(ServerGuards guards) {
        this.guards = guards;
        this.settings = guards.settings();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        looking = added.executor().scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) throws Exception {
        end();
        super.channelInactive(inactive);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        end();
    }

    private void end() {
        looking.cancel(false);
        guards.bodies().release(reserved);
        reserved = 0;
    }

    /// True while the next byte belongs to the head of a request.
    boolean awaitsHead() {
        return body == null;
    }

    void bytesCame() {
        if (body != null) {
            body.touch();
        } else if (!headBegun) {
            headBegun = true;
            headSince = System.nanoTime();
        }
    }

    void refuseHead(String detail) {
        refuse(Problem.Kind.BAD_REQUEST, detail);
    }

    @Override
    public void channelRead(ChannelHandlerContext reader, Object message) throws Exception {
        if (refusal != null || closed) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request && !begin(request)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpContent content && !receive(content)) {
            ReferenceCountUtil.release(message);
            return;
        }
        super.channelRead(reader, message);
    }

    /// @return whether it is passed on
    private boolean begin(HttpRequest request) {
        HeadCheck.Fault fault = HeadCheck.check(request);
        if (fault != null) {
            refuse(fault.kind(), fault.detail());
            return false;
        }
        String path = HeadCheck.path(request);
        if (BodyLimits.isFile(path)) {
            // Any type is a file's. Programs send one for forms without being asked, curl among them.
            HeadCheck.forgetFormType(request);
        }
        if (passed - answered >= MAX_PIPELINED_REQUESTS) {
            refuse(Problem.Kind.TOO_MANY, "Wait for answers before you send more.");
            return false;
        }
        body = new IncomingBody(
                path,
                BodyLimits.isFile(path) || BodyLimits.isConsoleFile(path)
                        ? settings.getFilePatience()
                        : settings.getBodyPatience());
        passed++;
        return true;
    }

    /// @return whether it is passed on
    private boolean receive(HttpContent content) {
        if (body == null) {
            return true;
        }
        if (content.decoderResult().isFailure()) {
            refuse(Problem.Kind.BAD_REQUEST, "The body is not framed as HTTP/1.1 has it.");
            return false;
        }
        int bytes = content.content().readableBytes();
        long charged = body.add(bytes);
        if (body.isTooLarge()) {
            refuse(Problem.Kind.TOO_LARGE, body.bound());
            return false;
        }
        if (charged > 0 && !guards.bodies().reserve(charged)) {
            refuse(Problem.Kind.UNAVAILABLE, "Send the same again.");
            return false;
        }
        reserved += charged;
        if (content instanceof LastHttpContent) {
            body = null;
            headBegun = false;
            headSince = System.nanoTime();
        }
        return true;
    }

    @Override
    public void read(ChannelHandlerContext reader) throws Exception {
        if (!reading && body != null) {
            body.touch();
        }
        reading = true;
        super.read(reader);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reader) throws Exception {
        reading = false;
        super.channelReadComplete(reader);
        if (refusal != null || closed) {
            // What still comes is thrown away until the other end has read why.
            reader.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext writer, Object message, ChannelPromise promise) throws Exception {
        if (closed) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            answering = true;
        }
        super.write(writer, message, promise);
        if (answering && message instanceof LastHttpContent) {
            answered++;
            answering = false;
            headSince = Math.max(headSince, System.nanoTime());
            if (answered == passed) {
                guards.bodies().release(reserved);
                reserved = 0;
            }
            if (refusal != null && answered == passed) {
                sendRefusal();
            }
        }
    }

    /// Answers what came before, then this, and closes. The request whose body is refused has no other answer.
    private void refuse(Problem.Kind kind, String detail) {
        refusal = guards.refusal(kind, detail);
        if (body != null) {
            body = null;
            if (passed == answered) {
                // It was answered before it was here.
                close();
                return;
            }
            passed--;
        }
        if (passed == answered) {
            if (answering) {
                close();
            } else {
                sendRefusal();
            }
        }
    }

    private void sendRefusal() {
        closed = true;
        context.writeAndFlush(refusal).addListener(done -> {
            // Not at once: bytes that nobody read would take the answer with them.
            context.executor().schedule(() -> context.close(), LINGER_MILLIS, MILLISECONDS);
        });
        context.read();
    }

    private void close() {
        closed = true;
        ReferenceCountUtil.release(refusal);
        context.close();
    }

    private void look() {
        if (closed || refusal != null) {
            return;
        }
        long now = System.nanoTime();
        if (body != null) {
            if (reading && body.isTooSlow(now, settings)) {
                refuse(Problem.Kind.TOO_SLOW, "Send the same again.");
            }
        } else if (passed == answered) {
            Duration patience = headBegun ? settings.getHeadPatience() : settings.getIdle();
            if (now - headSince > patience.toNanos()) {
                expire();
            }
        }
    }

    /// A head that does not end is answered; who says nothing is not.
    private void expire() {
        if (headBegun && passed == 0) {
            refuse(Problem.Kind.TOO_SLOW, "The head of the request did not come in time.");
        } else {
            closed = true;
            context.close();
        }
    }
}
