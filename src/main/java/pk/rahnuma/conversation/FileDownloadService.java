package pk.rahnuma.conversation;

import io.micronaut.context.event.ApplicationEventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.conversation.batch.TurnConfiguration;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.messaging.DownloadsRequestedEvent;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileStore;
import pk.rahnuma.messaging.PendingDownload;
import pk.rahnuma.messaging.PendingDownloadRepository;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.persistence.FreeSpaceMonitor;
import pk.rahnuma.shared.ServiceBusyException;
import pk.rahnuma.vault.SubjectErasedException;

/// Downloads files outside of turns, and passes each outcome to the intake as an input.
///
/// The row of a download exists until its outcome is committed. After a crash the row is left, and this or another node
/// downloads the file again when the lease expires: the file is stored under the row's id, and the outcome is offered
/// under that id, so that both happen once. Files of one conversation are downloaded one after the other, in the order
/// in which they were sent.
@Singleton
public class FileDownloadService implements ApplicationEventListener<DownloadsRequestedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownloadService.class);
    /// Each download holds a whole file in memory.
    private static final int MAX_CONCURRENT_DOWNLOADS = 6;

    private static final int BATCH_SIZE = 50;
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration MAX_RETRY_DELAY = Duration.ofMinutes(15);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final Duration BUSY_DELAY = Duration.ofSeconds(20);
    private static final long COMMIT_TIMEOUT_SECONDS = 20;
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 500;

    private final PendingDownloadRepository downloads;
    private final ChatRepository chats;
    private final Collection<FileStore> stores;
    private final TurnWorkerPool workers;
    private final TurnConfiguration settings;
    private final FreeSpaceMonitor storage;
    private final Clock clock;
    private final Map<Channel, FileDownloader> downloaders = new EnumMap<>(Channel.class);
    private final Set<Long> inProgress = ConcurrentHashMap.newKeySet();
    private final Set<Long> claimed = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT_DOWNLOADS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fetch-", 0).factory());

    private volatile boolean closing;

    FileDownloadService(
            PendingDownloadRepository downloads,
            ChatRepository chats,
            Collection<FileStore> stores,
            Collection<FileDownloader> downloaders,
            TurnWorkerPool workers,
            TurnConfiguration settings,
            FreeSpaceMonitor storage,
            Clock clock) {
        this.downloads = downloads;
        this.chats = chats;
        this.stores = stores;
        this.workers = workers;
        this.settings = settings;
        this.storage = storage;
        this.clock = clock;
        downloaders.forEach(downloader -> this.downloaders.put(downloader.channel(), downloader));
    }

    @Override
    public void onApplicationEvent(DownloadsRequestedEvent event) {
        startSoon();
    }

    private void startSoon() {
        try {
            threads.execute(this::look);
        } catch (RejectedExecutionException closing) {
            // Another node, or the next start, finds the downloads.
            LOG.debug("downloads are left to another node");
        }
    }

    /// Downloads that are not started now are found by the next sweep.
    private void look() {
        try {
            startDueDownloads();
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "downloads: pending downloads could not be read; retrying", e);
        }
    }

    /// Starts the downloads that are due and not in progress.
    public void startDueDownloads() {
        for (PendingDownload download : downloads.findDue(clock.instant(), BATCH_SIZE)) {
            if (inProgress.add(download.conversation())) {
                try {
                    threads.execute(() -> work(download));
                } catch (RejectedExecutionException closing) {
                    inProgress.remove(download.conversation());
                }
            }
        }
    }

    private void work(PendingDownload download) {
        boolean seen = false;
        try {
            permits.acquire();
            try {
                if (!closing
                        && downloads.claimDownload(
                                download, clock.instant(), clock.instant().plus(settings.lease()))) {
                    claimed.add(download.id());
                    fetch(download);
                    seen = true;
                }
            } finally {
                claimed.remove(download.id());
                permits.release();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The row stays: the download is retried when its lease expires, and given up after its attempts.
            FaultLog.logWarning(LOG, "downloads: a file could not be downloaded; retrying", e);
        } finally {
            inProgress.remove(download.conversation());
            if (seen) {
                // The next file of the same person may be waiting for this one.
                startSoon();
            }
        }
    }

    private void fetch(PendingDownload download) throws InterruptedException {
        Chat chat = chats.getById(download.chat());
        if (download.attempts() >= MAX_ATTEMPTS) {
            // Attempts also count when this process was killed.
            LOG.warn(
                    "downloads: a file is given up after {} attempts; its sender is asked to send it again",
                    download.attempts());
            tell(download, chat, refused(download, "gone"));
            return;
        }
        FileDownloader downloader = downloaders.get(chat.channel());
        if (storage.freeSpace() != FreeSpaceMonitor.FreeSpace.ENOUGH) {
            tell(download, chat, refused(download, "storage_full"));
            return;
        }
        FileDownloader.DownloadResult outcome = downloader == null
                ? new FileDownloader.DownloadResult.RetryLater(MAX_RETRY_DELAY, "the channel is off")
                : downloader.fetchFile(download.fetch().file(), most());
        switch (outcome) {
            case FileDownloader.DownloadResult.Downloaded got -> kept(download, chat, got.content());
            case FileDownloader.DownloadResult.Failed never -> tell(download, chat, refused(download, never.problem()));
            case FileDownloader.DownloadResult.RetryLater later -> later(download, chat, later);
        }
    }

    private void later(PendingDownload download, Chat chat, FileDownloader.DownloadResult.RetryLater later)
            throws InterruptedException {
        boolean over = download.attempts() + 1 >= MAX_ATTEMPTS
                || download.asked().plus(MAX_RETRY_DELAY).isBefore(clock.instant());
        LOG.warn("downloads: a file cannot be downloaded{}: {}", over ? "" : " now, retrying", later.reason());
        if (over) {
            tell(download, chat, refused(download, "gone"));
        } else {
            downloads.postponeDownload(download.id(), clock.instant().plus(later.pause()));
        }
    }

    private int most() {
        return stores.stream().mapToInt(FileStore::maxBytes).max().orElse(0);
    }

    private void kept(PendingDownload download, Chat chat, byte[] content) throws InterruptedException {
        ConversationInput.Fetched outcome;
        try {
            FileStore store = stores.iterator().next();
            outcome = new ConversationInput.Fetched(
                    download.fetch().session(),
                    download.fetch().handle(),
                    store.storeFile(
                            download.id(),
                            download.conversation(),
                            download.fetch().file().name(),
                            content,
                            clock.instant()),
                    null);
        } catch (FileRejectedException e) {
            outcome = refused(download, e.rejectionReason().textCode());
        } catch (ServiceBusyException busy) {
            later(
                    download,
                    chat,
                    new FileDownloader.DownloadResult.RetryLater(BUSY_DELAY, "too many files are being read"));
            return;
        } catch (SubjectErasedException e) {
            downloads.deleteById(download.id());
            return;
        }
        tell(download, chat, outcome);
    }

    private static ConversationInput.Fetched refused(PendingDownload download, String problem) {
        return new ConversationInput.Fetched(
                download.fetch().session(), download.fetch().handle(), null, problem);
    }

    private void tell(PendingDownload download, Chat chat, ConversationInput.Fetched outcome)
            throws InterruptedException {
        IncomingMessage incoming = new IncomingMessage(
                chat.channel(), chat.address(), "fetched " + download.id(), outcome, null, clock.instant());
        try {
            workers.offerMessage(incoming).get(COMMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            downloads.deleteById(download.id());
        } catch (ExecutionException | TimeoutException e) {
            downloads.postponeDownload(download.id(), clock.instant().plus(RETRY_DELAY));
        }
    }

    /// Releases unfinished downloads, so that another node can start them at once. Does not interrupt threads, which
    /// would close the file of the embedded database.
    @PreDestroy
    void stopDownloads() throws InterruptedException {
        closing = true;
        threads.shutdown();
        threads.awaitTermination(SHUTDOWN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        claimed.forEach(
                id -> FaultLog.runQuietly("release a download", () -> downloads.postponeDownload(id, clock.instant())));
    }
}
