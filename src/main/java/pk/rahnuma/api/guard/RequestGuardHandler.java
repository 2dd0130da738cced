package pk.rahnuma.api.guard;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import pk.rahnuma.api.problem.ProblemDetail;

/// Guards the requests of one connection: what a head may hold, how large and how slow a body may be, and how much of
/// bodies is in memory at once. A refusal is the last answer on its connection.
///
/// All on the event loop of the channel, whose ticker tells the time.
final class RequestGuardHandler extends ChannelDuplexHandler {

    /// Bytes of each body that are never refused for want of memory, so that messages pass while files do not.
    static final int FREE_BODY_BYTES = 4 * 1024;

    /// Requests of one connection that wait for their answers.
    static final int MAX_PIPELINED_REQUESTS = 16;

    private final ConnectionGuardContext guards;
    private final PendingRequests pending;

    private ChannelHandlerContext context;
    private RequestHeadDeadline head;
    private FinalResponse lastAnswer;

    /// The body that is being received; null between bodies.
    private IncomingBody body;

    /// Whether the server is ready for more bytes: while it is not, nobody is slow.
    private boolean reading;

    RequestGuardHandler(ConnectionGuardContext guards) {
        this.guards = guards;
        this.pending = new PendingRequests(guards.bodyBudget());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        head = new RequestHeadDeadline(guards.settings(), now());
        lastAnswer = new FinalResponse(added);
        guards.deadlineSweeper().addConnection(added.executor(), this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        guards.deadlineSweeper().removeConnection(removed.executor(), this);
        pending.releaseBytes();
    }

    private long now() {
        return context.executor().ticker().nanoTime();
    }

    /// True while the next byte belongs to the head of a request.
    boolean awaitsHead() {
        return body == null;
    }

    void bytesReceived() {
        if (body != null) {
            body.recordProgress(now());
        } else {
            head.bytesReceived(now());
        }
    }

    void rejectHead(String detail) {
        if (!lastAnswer.isPrepared()) {
            refuse(ProblemDetail.Kind.BAD_REQUEST, detail);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reader, Object message) throws Exception {
        if (lastAnswer.isPrepared()
                || message instanceof HttpRequest request && !begin(request)
                || message instanceof HttpContent content && !receive(content)) {
            ReferenceCountUtil.release(message);
            return;
        }
        super.channelRead(reader, message);
    }

    /// @return whether it is passed on
    private boolean begin(HttpRequest request) {
        RequestHeadCheck.Violation fault = RequestHeadCheck.findViolation(request);
        if (fault != null) {
            refuse(fault.kind(), fault.detail());
            return false;
        }
        RequestHeadCheck.replaceFormTypeOfFile(request);
        if (pending.countPending() >= MAX_PIPELINED_REQUESTS) {
            refuse(ProblemDetail.Kind.TOO_MANY, "Wait for answers before you send more.");
            return false;
        }
        body = new IncomingBody(RequestHeadCheck.pathOf(request), guards.settings(), now());
        pending.addRequest(guards.network(request, context.channel()));
        return true;
    }

    /// @return whether it is passed on
    private boolean receive(HttpContent content) {
        if (body == null) {
            return true;
        }
        if (content.decoderResult().isFailure()) {
            refuse(ProblemDetail.Kind.BAD_REQUEST, "The body is not framed as HTTP/1.1 has it.");
            return false;
        }
        long charged = body.addBytes(content.content().readableBytes());
        if (body.isTooLarge()) {
            refuse(ProblemDetail.Kind.TOO_LARGE, body.describeLimit());
            return false;
        }
        if (!pending.reserveBytes(charged)) {
            refuse(ProblemDetail.Kind.UNAVAILABLE, "Send the same again.");
            return false;
        }
        if (content instanceof LastHttpContent) {
            body = null;
            head.awaitHead(now());
        }
        return true;
    }

    @Override
    public void read(ChannelHandlerContext reader) throws Exception {
        if (!reading && body != null) {
            body.recordProgress(now());
        }
        reading = true;
        super.read(reader);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reader) throws Exception {
        reading = false;
        super.channelReadComplete(reader);
        if (lastAnswer.isPrepared()) {
            // What still comes is thrown away until the other end has read why.
            reader.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext writer, Object message, ChannelPromise promise) throws Exception {
        if (lastAnswer.isClosed()) {
            ReferenceCountUtil.release(message);
            return;
        }
        boolean ended = pending.recordWrite(message);
        super.write(writer, message, promise);
        if (ended) {
            head.answerSent(now());
            if (pending.isEmpty() && lastAnswer.isPrepared()) {
                lastAnswer.sendAndClose();
            }
        }
    }

    /// Answers what came before, then this, and closes. The request whose body is refused has no other answer.
    private void refuse(ProblemDetail.Kind kind, String detail) {
        lastAnswer.prepareResponse(guards.rejectionResponse(kind, detail));
        boolean answeredBefore = body != null && pending.isEmpty();
        if (body != null && !answeredBefore) {
            pending.removeNewest();
        }
        body = null;
        if (answeredBefore || pending.isEmpty() && pending.isAnswering()) {
            lastAnswer.closeWithoutAnswer();
        } else if (pending.isEmpty()) {
            lastAnswer.sendAndClose();
        }
    }

    /// Ends the connection when its other end is too slow. Called about once a second.
    void checkDeadlines() {
        if (lastAnswer.isPrepared()) {
            return;
        }
        if (body != null) {
            if (reading && body.isTooSlow(now(), guards.isShort())) {
                refuse(ProblemDetail.Kind.TOO_SLOW, "Send the same again.");
            }
        } else if (pending.isEmpty() && head.isExpired(now())) {
            expire();
        }
    }

    /// A head that does not end is answered, where it is the first; who says nothing is not.
    private void expire() {
        if (head.isFirstHead()) {
            refuse(ProblemDetail.Kind.TOO_SLOW, "The head of the request did not come in time.");
        } else {
            lastAnswer.closeWithoutAnswer();
        }
    }
}
