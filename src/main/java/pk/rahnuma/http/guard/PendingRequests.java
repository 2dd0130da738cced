package pk.rahnuma.http.guard;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import pk.rahnuma.shared.NetworkBudget;

/// Counts the unanswered requests of one connection, and the bytes that they hold. Used on the event loop of the
/// connection.
final class PendingRequests {

    private static final int FIRST_FINAL_STATUS = 200;

    private final NetworkBudget budget;
    private String network;
    private int count;
    private long reserved;
    private boolean answering;

    PendingRequests(NetworkBudget budget) {
        this.budget = budget;
    }

    /// Adds a request.
    ///
    /// @param from network of the request; the bytes of a request that is sent before the response to the one before
    /// count for the same network
    void addRequest(String from) {
        if (count == 0) {
            network = from;
        }
        count++;
    }

    /// Removes the newest request, whose body is rejected: it gets no other response.
    void removeNewest() {
        count--;
    }

    int countPending() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// Tells whether a response has begun and not ended.
    boolean isAnswering() {
        return answering;
    }

    /// Reserves memory until all requests are answered.
    ///
    /// @return true when the budget has space for so many bytes
    boolean reserveBytes(long bytes) {
        if (bytes > 0 && !budget.reserve(network, bytes)) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    void releaseBytes() {
        if (reserved > 0) {
            budget.release(network, reserved);
            reserved = 0;
        }
    }

    /// Records a message that is written.
    ///
    /// @return true when it ends a response
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
