package pk.rahnuma.document;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;
import pk.rahnuma.shared.ServiceBusyException;

/// Parses files from outside on two platform threads, with a bounded queue and a deadline, so that no file blocks the
/// virtual threads that serve all others. Any failure of a parser makes the file unreadable.
///
/// A late parser is interrupted. Its work is limited in any case: each reads a file of limited size once, and pictures
/// are read by a process that is killed ([PictureInspector]).
@Singleton
public final class FileParsingService {

    static final int MAX_THREADS = 2;
    static final int MAX_WAITING_FILES = 16;
    static final Duration WAITING_TIMEOUT = Duration.ofSeconds(10);
    static final Duration PARSING_TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FileParsingService.class);
    private static final Duration THREAD_KEEP_ALIVE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads;
    private final Duration waiting;
    private final Duration parsing;
    private final LongUnaryOperator cpuNanos;

    @Inject
    public FileParsingService() {
        this(WAITING_TIMEOUT, PARSING_TIMEOUT, ManagementFactory.getThreadMXBean()::getThreadCpuTime);
    }

    /// Creates the service.
    ///
    /// @param waiting maximum time that a file waits for a thread
    /// @param parsing maximum time of the parser after that
    /// @param cpuNanos processor time of a thread by its id
    FileParsingService(Duration waiting, Duration parsing, LongUnaryOperator cpuNanos) {
        this.waiting = waiting;
        this.parsing = parsing;
        this.cpuNanos = cpuNanos;
        this.threads = new ThreadPoolExecutor(
                MAX_THREADS,
                MAX_THREADS,
                THREAD_KEEP_ALIVE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING_FILES),
                Thread.ofPlatform().name("parse-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Parser of one file.
    @FunctionalInterface
    interface Parser<T> {
        T parse() throws Exception;
    }

    /// Runs a parser with the default deadline.
    ///
    /// @return result of the parser
    /// @throws FileRejectedException the parser's own, or [FileRejectionReason#UNREADABLE] when it fails in any other
    ///     way, or works longer than the deadline
    /// @throws ServiceBusyException when too many other files wait, or the machine gave the parser no processor
    <T> T parseFile(Parser<T> parser) throws FileRejectedException {
        return parseFile(parser, parsing);
    }

    /// Runs a parser with a deadline of its own.
    <T> T parseFile(Parser<T> parser, Duration timeout) throws FileRejectedException {
        CompletableFuture<ParserStart> started = new CompletableFuture<>();
        FutureTask<T> task = new FutureTask<>(() -> {
            long thread = Thread.currentThread().threadId();
            started.complete(new ParserStart(thread, cpuNanos.applyAsLong(thread)));
            return parser.parse();
        });
        try {
            threads.execute(task);
        } catch (RejectedExecutionException full) {
            throw new ServiceBusyException("too many files are being parsed");
        }
        try {
            return awaitTask(task, started.get(waiting.toNanos(), TimeUnit.NANOSECONDS), timeout);
        } catch (TimeoutException waited) {
            throw new ServiceBusyException("too many files are being parsed");
        } catch (ExecutionException failed) {
            throw toRejection(failed.getCause());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new ServiceBusyException("too many files are being parsed");
        } finally {
            task.cancel(true);
            threads.remove(task);
        }
    }

    /// @param begin processor time of the thread when it began
    private record ParserStart(long thread, long begin) {}

    private <T> T awaitTask(FutureTask<T> task, ParserStart start, Duration timeout)
            throws FileRejectedException, ExecutionException, InterruptedException {
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            if (cpuNanos.applyAsLong(start.thread()) - start.begin()
                    < timeout.dividedBy(2).toNanos()) {
                throw new ServiceBusyException("the machine is busy");
            }
            LOG.warn(
                    "documents: a file was not parsed within {} s; it was rejected as unreadable", timeout.toSeconds());
            throw new FileRejectedException(FileRejectionReason.UNREADABLE);
        }
    }

    /// A fault of the machine is not the file's; a stack overflow is, since the file determines the depth of its
    /// parser.
    private static FileRejectedException toRejection(Throwable failure) {
        if (failure instanceof FileRejectedException unfit) {
            return unfit;
        }
        if (failure instanceof ServiceBusyException busy) {
            throw busy;
        }
        if (failure instanceof VirtualMachineError machine && !(failure instanceof StackOverflowError)) {
            throw machine;
        }
        LOG.warn(
                "documents: a file could not be parsed; it was rejected as unreadable: {}",
                failure.getClass().getName());
        return new FileRejectedException(FileRejectionReason.UNREADABLE);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
