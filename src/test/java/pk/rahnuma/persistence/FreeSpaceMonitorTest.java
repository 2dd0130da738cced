package pk.rahnuma.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.persistence.FreeSpaceMonitor.FreeSpace;

class FreeSpaceMonitorTest {

    private static final int ALL = 100;

    @TempDir
    private Path folder;

    @Test
    void refusesFilesThenMessagesAndAcceptsThemOnceThereIsSpace() {
        AtomicInteger forFiles = new AtomicInteger();
        AtomicInteger forMessages = new AtomicInteger();
        FreeSpaceMonitor watch = new FreeSpaceMonitor(reserves(forFiles, forMessages), List.of(folder));
        assertThat(watch.freeSpace()).isEqualTo(FreeSpace.ENOUGH);
        forFiles.set(ALL);
        AwaitSupport.await().until(() -> watch.freeSpace() == FreeSpace.FOR_MESSAGES);
        forMessages.set(ALL);
        AwaitSupport.await().until(() -> watch.freeSpace() == FreeSpace.EXHAUSTED);
        forFiles.set(0);
        forMessages.set(0);
        AwaitSupport.await().until(() -> watch.freeSpace() == FreeSpace.ENOUGH);
    }

    @Test
    void aStartSaysWhenFreeSpaceIsUnknownAndLeavesItToTheDatabase() {
        Logger logger = (Logger) LoggerFactory.getLogger(FreeSpaceMonitor.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            FreeSpaceMonitor watch = new FreeSpaceMonitor(
                    new StorageConfiguration(Long.MAX_VALUE, ALL, Long.MAX_VALUE, ALL),
                    folder.resolve("missing").toString(),
                    true);
            assertThat(log.list)
                    .anySatisfy(event -> assertThat(event.getFormattedMessage())
                            .contains("the file store of", "missing", "cannot be found"));
            assertThat(watch.freeBytes())
                    .containsEntry(folder.resolve("missing").toString(), -1L);
        } finally {
            logger.detachAppender(log);
        }
    }

    private static Supplier<StorageConfiguration> reserves(AtomicInteger filePercent, AtomicInteger percent) {
        return () -> new StorageConfiguration(Long.MAX_VALUE, filePercent.get(), Long.MAX_VALUE, percent.get());
    }
}
