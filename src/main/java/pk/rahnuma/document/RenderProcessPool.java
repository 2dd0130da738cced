package pk.rahnuma.document;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A limited number of [RenderProcess]es, each for one document, kept for a while after its last use so that the next
/// pages come at once. A failed process is killed and not used again.
///
/// Thread-safe.
public final class RenderProcessPool implements AutoCloseable {

    public static final Duration IDLE_TTL = Duration.ofSeconds(30);
    public static final int MAX_PROCESSES = 2;
    static final int MAX_WAITING_REQUESTS = 16;

    private static final Duration WAITING_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration OPTIONAL_WAITING_TIMEOUT = Duration.ofSeconds(2);

    private final int heapMegabytes;
    private final Duration timeout;
    private final LongSupplier nanos;
    private final Semaphore places = new Semaphore(MAX_PROCESSES, true);
    private final List<PooledProcess> members = new ArrayList<>();
    private boolean closed;

    /// Creates an empty pool.
    ///
    /// @param timeout of each request
    /// @param nanos a clock that never goes back
    public RenderProcessPool(int heapMegabytes, Duration timeout, LongSupplier nanos) {
        this.heapMegabytes = heapMegabytes;
        this.timeout = timeout;
        this.nanos = nanos;
    }

    private static final class PooledProcess {
        private final long document;
        private final RenderConnection connection;
        private boolean used = true;
        private long lastUse;

        PooledProcess(long document, RenderConnection connection) {
            this.document = document;
            this.connection = connection;
        }
    }

    /// A task for a process.
    @FunctionalInterface
    public interface ConnectionTask<T> {
        T applyTo(RenderConnection connection) throws IOException;
    }

    /// Runs a task in the process of a document.
    ///
    /// @param document key of the process
    /// @param opening first task of a new process
    /// @throws IOException thrown by `opening` or `use`; [RenderUnavailableException] when there is no process
    public <T> T useProcess(long document, ConnectionTask<?> opening, ConnectionTask<T> use) throws IOException {
        return useProcess(MAX_WAITING_REQUESTS, WAITING_TIMEOUT, document, opening, use);
    }

    /// The same for a task that can be left out: it takes no place that another request waits for.
    ///
    /// @throws IOException likewise; [RenderUnavailableException] also when no process is free soon
    <T> T useFreeProcess(long document, ConnectionTask<?> opening, ConnectionTask<T> use) throws IOException {
        return useProcess(1, OPTIONAL_WAITING_TIMEOUT, document, opening, use);
    }

    private <T> T useProcess(
            int maxWaiting, Duration patience, long document, ConnectionTask<?> opening, ConnectionTask<T> use)
            throws IOException {
        if (places.getQueueLength() >= maxWaiting) {
            throw new RenderUnavailableException();
        }
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RenderUnavailableException();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new RenderUnavailableException();
        }
        try {
            return useMember(document, opening, use);
        } finally {
            places.release();
        }
    }

    private <T> T useMember(long document, ConnectionTask<?> opening, ConnectionTask<T> use) throws IOException {
        PooledProcess member = takeProcess(document);
        boolean fine = false;
        try {
            if (member == null) {
                member = addProcess(document);
                opening.applyTo(member.connection);
            }
            T made = use.applyTo(member.connection);
            fine = true;
            return made;
        } finally {
            if (member != null) {
                releaseProcess(member, fine);
            }
        }
    }

    private synchronized PooledProcess takeProcess(long document) {
        for (PooledProcess member : members) {
            if (!member.used && member.document == document && member.connection.isAlive()) {
                member.used = true;
                return member;
            }
        }
        // There is space for it: idle processes of other documents are closed.
        Iterator<PooledProcess> all = members.iterator();
        while (all.hasNext() && members.size() >= MAX_PROCESSES) {
            PooledProcess member = all.next();
            if (!member.used) {
                member.connection.close();
                all.remove();
            }
        }
        return null;
    }

    private PooledProcess addProcess(long document) throws RenderUnavailableException {
        PooledProcess member = new PooledProcess(document, RenderConnection.startProcess(heapMegabytes, timeout));
        synchronized (this) {
            if (closed) {
                member.connection.close();
                throw new RenderUnavailableException();
            }
            members.add(member);
        }
        return member;
    }

    private void releaseProcess(PooledProcess member, boolean fine) {
        synchronized (this) {
            member.used = false;
            member.lastUse = nanos.getAsLong();
            if (!fine) {
                member.connection.close();
                members.remove(member);
            }
        }
        CompletableFuture.delayedExecutor(IDLE_TTL.toSeconds() + 1, TimeUnit.SECONDS)
                .execute(this::closeIdle);
    }

    /// Ends the processes that were not used for long.
    public synchronized void closeIdle() {
        long now = nanos.getAsLong();
        members.removeIf(member -> {
            boolean over = !member.used && now - member.lastUse > IDLE_TTL.toNanos();
            if (over) {
                member.connection.close();
            }
            return over;
        });
    }

    public synchronized List<Long> processIds() {
        return members.stream().map(member -> member.connection.processId()).toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        members.forEach(member -> member.connection.close());
        members.clear();
    }
}
