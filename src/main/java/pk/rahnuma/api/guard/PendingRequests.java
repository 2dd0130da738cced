package pk.rahnuma.api.guard;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import pk.rahnuma.api.limit.BodyMemoryBudget;

/// Counts the requests of one connection that were passed on and are not answered, and the bytes that they hold. On the
/// event loop of the connection.
final class PendingRequests {

    private static final int FIRST_FINAL_STATUS = 200;

    private final BodyMemoryBudget budget;
    private String network;
    private int count;
    private long reserved;
    private boolean answering;

    PendingRequests(BodyMemoryBudget budget) {
        this.budget = budget;
    }

    /// @param network that the request came from; what a request holds that is sent before the answer to the one before
    ///     it counts as of the same
    void addRequest(String from) {
        if (count == 0) {
            network = from;
        }
        count++;
    }

    /// Takes back the newest request, whose body is refused: it gets no other answer.
    void removeNewest() {
        count--;
    }

    int countPending() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// Tells whether an answer has begun and not ended.
    boolean isAnswering() {
        return answering;
    }

    /// @return whether there is room for so many bytes more; they are held until everything is answered
    boolean reserveBytes(long bytes) {
        if (bytes > 0 && !budget.reserveBytes(network, bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    void releaseBytes() {
        if (reserved > 0) {
            budget.releaseBytes(network, reserved);
            reserved = 0;
        }
    }

    /// Notes what is written.
    ///
    /// @return whether it ends an answer
    boolean recordWrite(Object message) {
        if (message instanceof HttpResponse response && response.status().code() >= FIRST_FINAL_STATUS) {
            answering = true;
        }
        if (!answering || !(message instanceof LastHttpContent)) {
            return false;
        }
        answering = false;
        count--;
        if (count == 0) {
            releaseBytes();
        }
        return true;
    }
}
