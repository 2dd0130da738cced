package pk.rahnuma.http.guard;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import pk.rahnuma.http.ProblemDetail;

/// Guards the requests of one connection: content of the head, size and rate of bodies, and memory of bodies. A
/// rejection is the last response on its connection.
///
/// Runs on the event loop of the channel, whose ticker gives the time.
final class RequestGuardHandler extends ChannelDuplexHandler {

    /// Bytes of each body that are always accepted, so that messages pass when memory for files is short.
    static final int FREE_BODY_BYTES = 4 * 1024;

    /// Maximum number of unanswered requests of one connection.
    static final int MAX_PIPELINED_REQUESTS = 16;

    private final ConnectionGuardContext guards;
    private final PendingRequests pending;

    private ChannelHandlerContext context;
    private RequestHeadDeadline head;
    private FinalResponse lastAnswer;

    /// The body that is being received; null between bodies.
    private IncomingBody body;

    /// True when the server is ready for more bytes; while it is false, no client counts as slow.
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

    /// Handles the head of a request.
    ///
    /// @return true when it is passed on
    private boolean begin(HttpRequest request) {
        BodySize size = guards.findBodySize(RequestHeadCheck.pathOf(request));
        RequestHeadCheck.Violation fault = RequestHeadCheck.findViolation(request, size);
        if (fault != null) {
            refuse(fault.kind(), fault.detail());
            return false;
        }
        if (size == BodySize.FILE) {
            RequestHeadCheck.replaceFormType(request);
        }
        if (pending.countPending() >= MAX_PIPELINED_REQUESTS) {
            refuse(ProblemDetail.Kind.TOO_MANY, "Wait for answers before you send more.");
            return false;
        }
        body = new IncomingBody(size, guards.settings(), now());
        pending.addRequest(guards.network(request, context.channel()));
        return true;
    }

    /// Handles a part of a body.
    ///
    /// @return true when it is passed on
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
            // Further bytes are discarded until the client has read the rejection.
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

    /// Answers earlier requests, then sends this rejection, and closes. A request whose body is rejected has no other
    /// response.
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

    /// Closes the connection when its client is too slow. Called about once a second.
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

    /// Ends a late head: with a response if it is the first of its connection and has begun, otherwise without.
    private void expire() {
        if (head.isFirstHead()) {
            refuse(ProblemDetail.Kind.TOO_SLOW, "The head of the request did not come in time.");
        } else {
            lastAnswer.closeWithoutAnswer();
        }
    }
}
