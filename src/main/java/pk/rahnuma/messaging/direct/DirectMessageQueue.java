package pk.rahnuma.messaging.direct;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import pk.rahnuma.shared.NetworkSite;

/// Messages that wait to be sent by one medium, for the networks that asked for them. Sites ([NetworkSite]) take turns,
/// so that the messages of one do not delay those of others, and each has only some of the places. Safe for any number
/// of threads.
public final class DirectMessageQueue {

    /// Maximum messages that wait.
    public static final int MAX_WAITING = 1_000;

    /// Maximum messages of a site that wait.
    static final int MAX_WAITING_PER_SITE = 20;

    private static final int THREAD_TTL_SECONDS = 30;
    private static final int SHUTDOWN_SECONDS = 5;

    private final Map<String, Deque<Runnable>> waitingBySite = new LinkedHashMap<>();
    private int waiting;
    private final ExecutorService executor;

    /// @param threads number of messages that are sent at once
    public DirectMessageQueue(int threads) {
        // One task for each message that waits, so its own queue needs no bound.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, THREAD_TTL_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        this.executor = pool;
    }

    /// Tells whether a message of a network could wait now.
    public synchronized boolean hasPlace(String network) {
        Deque<Runnable> own = waitingBySite.get(NetworkSite.siteOf(network));
        return waiting < MAX_WAITING && (own == null || own.size() < MAX_WAITING_PER_SITE);
    }

    /// Adds a message.
    ///
    /// @param sending sends it, and throws nothing
    /// @return false when there is no place
    public boolean addMessage(String network, Runnable sending) {
        synchronized (this) {
            if (!hasPlace(network)) {
                return false;
            }
            waitingBySite
                    .computeIfAbsent(NetworkSite.siteOf(network), unknown -> new ArrayDeque<>())
                    .add(sending);
            waiting++;
        }
        executor.execute(() -> takeNext().run());
        return true;
    }

    /// Takes the message of the site that waits for its turn the longest.
    private synchronized Runnable takeNext() {
        Iterator<Map.Entry<String, Deque<Runnable>>> sites =
                waitingBySite.entrySet().iterator();
        Map.Entry<String, Deque<Runnable>> next = sites.next();
        String site = next.getKey();
        Deque<Runnable> own = next.getValue();
        sites.remove();
        waiting--;
        Runnable sending = own.remove();
        if (!own.isEmpty()) {
            waitingBySite.put(site, own);
        }
        return sending;
    }

    /// Sends what waits, for some seconds.
    public void stop() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            executor.shutdownNow();
        }
    }
}
