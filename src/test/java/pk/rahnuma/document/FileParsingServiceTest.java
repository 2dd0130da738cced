package pk.rahnuma.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.messaging.FileRejectionReason;
import pk.rahnuma.shared.ServiceBusyException;

class FileParsingServiceTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    /// More files than may be parsed and wait, so that a place that gets free is taken again.
    private static final int CROWD = FileParsingService.MAX_THREADS + FileParsingService.MAX_WAITING_FILES + 2;
    private static final long RETRY_NANOS = 1_000_000;

    @AutoClose("close")
    private final FileParsingService service = new FileParsingService(LONG, LONG, thread -> 0);

    @ParameterizedTest
    @ValueSource(classes = {NullPointerException.class, StackOverflowError.class, IOException.class})
    void refusesAFileAsUnreadableWhateverItsParserThrows(Class<? extends Throwable> failure) {
        assertThat(fault(service, () -> {
                    sneakily(failure.getDeclaredConstructor().newInstance());
                    return null;
                }))
                .isEqualTo(FileRejectionReason.UNREADABLE);
    }

    @Test
    void keepsTheReasonOfItsParser() {
        assertThat(fault(service, () -> {
                    throw new FileRejectedException(FileRejectionReason.LOCKED);
                }))
                .isEqualTo(FileRejectionReason.LOCKED);
    }

    @Test
    void passesOnAFaultOfTheMachine() {
        assertThatThrownBy(() -> service.parseFile(() -> {
                    throw new OutOfMemoryError();
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void parsesOnAPlatformThreadOfItsOwn() throws Exception {
        Thread used = service.parseFile(Thread::currentThread);
        assertThat(used.isVirtual()).isFalse();
        assertThat(used).isNotSameAs(Thread.currentThread());
    }

    @Test
    void interruptsAParserThatIsLate() {
        AtomicLong worked = new AtomicLong();
        FileParsingService impatient =
                new FileParsingService(LONG, Duration.ofMillis(1), thread -> worked.getAndAdd(LONG.toNanos()));
        CountDownLatch stopped = new CountDownLatch(1);
        assertThat(fault(impatient, () -> {
                    try {
                        new CountDownLatch(1).await();
                        return null;
                    } finally {
                        stopped.countDown();
                    }
                }))
                .isEqualTo(FileRejectionReason.UNREADABLE);
        AwaitSupport.await().until(() -> stopped.getCount() == 0);
        impatient.close();
    }

    @Test
    void asksToComeAgainWhenTheMachineLeftAParserWithoutWork() {
        FileParsingService impatient = new FileParsingService(LONG, Duration.ofMillis(1), thread -> 0);
        assertThatThrownBy(() -> impatient.parseFile(() -> {
                    new CountDownLatch(1).await();
                    return null;
                }))
                .isInstanceOf(ServiceBusyException.class);
        impatient.close();
    }

    @Test
    void asksToComeAgainWhileTooManyFilesWait() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < FileParsingService.MAX_THREADS + FileParsingService.MAX_WAITING_FILES + 1; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            service.parseFile(() -> {
                                begun.incrementAndGet();
                                end.await();
                                return null;
                            });
                        } catch (FileRejectedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    task -> Thread.ofVirtual().start(task)));
        }
        CompletableFuture<?> refused = CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new));
        assertThatThrownBy(refused::join).hasCauseInstanceOf(ServiceBusyException.class);
        end.countDown();
        assertThat(all.stream().filter(one -> !succeeded(one))).hasSize(1);
        assertThat(begun).hasValue(FileParsingService.MAX_THREADS + FileParsingService.MAX_WAITING_FILES);
    }

    @Test
    void aFileForABusyParserIsRefusedWithRetryAfter() throws Exception {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ApiClient visitor = ApiClient.asBrowser(server.address());
            visitor.sendText("/start");
            FileParsingService busy = server.getBean(FileParsingService.class);
            CountDownLatch end = new CountDownLatch(1);
            for (int i = 0; i < CROWD; i++) {
                Thread.ofVirtual().start(() -> hold(busy, end));
            }
            try {
                AwaitSupport.await().until(() -> put(visitor).status() == 503);
                long asked = System.nanoTime();
                ApiClient.ApiResponse refused = put(visitor);
                assertThat(Duration.ofNanos(System.nanoTime() - asked))
                        .as("at once, and not after waiting in vain")
                        .isLessThan(FileParsingService.WAITING_TIMEOUT.dividedBy(2));
                assertThat(refused.type()).isEqualTo("/problems/unavailable");
                assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
                assertThat(visitor.sendText("English").status()).as("others").isEqualTo(200);
            } finally {
                end.countDown();
            }
            AwaitSupport.await().until(() -> put(visitor).status() == 201);
        }
    }

    /// Occupies a thread or a place in the queue until the end.
    private static void hold(FileParsingService service, CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                service.parseFile(
                        () -> {
                            end.await();
                            return null;
                        },
                        LONG);
            } catch (ServiceBusyException waitedInVain) {
                LockSupport.parkNanos(RETRY_NANOS);
            } catch (FileRejectedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ApiClient.ApiResponse put(ApiClient visitor) {
        return visitor.uploadFile("card.jpg", BodyPublishers.ofByteArray(SampleFiles.jpeg()));
    }

    private static boolean succeeded(CompletableFuture<Void> one) {
        return one.handle((nothing, failure) -> failure == null).join();
    }

    private static FileRejectionReason fault(FileParsingService service, FileParsingService.Parser<?> parser) {
        return catchThrowableOfType(FileRejectedException.class, () -> service.parseFile(parser))
                .rejectionReason();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakily(Throwable failure) throws T {
        throw (T) failure;
    }
}
