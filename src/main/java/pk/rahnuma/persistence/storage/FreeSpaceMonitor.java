package pk.rahnuma.persistence.storage;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the free space where this process writes: the volume of the embedded database and that of temporary files. A
/// database server watches its own. Thread-safe.
@Singleton
public class FreeSpaceMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(FreeSpaceMonitor.class);
    private static final Duration CACHE_TTL = Duration.ofSeconds(2);
    private static final int PERCENT = 100;

    private final Supplier<StorageConfiguration> reserves;
    private final List<Path> folders;
    private volatile FreeSpace level;
    private volatile long lookedAt;

    /// Levels of free space, lowest first.
    public enum FreeSpace {
        EXHAUSTED,
        FOR_MESSAGES,
        ENOUGH
    }

    @Inject
    FreeSpaceMonitor(
            StorageConfiguration settings,
            @Property(name = "rahnuma.data", defaultValue = ".") String data,
            @Property(name = "rahnuma.database.embedded", defaultValue = "false") boolean embedded) {
        this(() -> settings, folders(data, embedded));
    }

    FreeSpaceMonitor(Supplier<StorageConfiguration> reserves, List<Path> folders) {
        this.reserves = reserves;
        this.folders = folders;
    }

    private static List<Path> folders(String data, boolean embedded) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return embedded ? List.of(Path.of(data), temporary) : List.of(temporary);
    }

    /// Level of free space; checked at most every two seconds.
    public FreeSpace freeSpace() {
        FreeSpace known = level;
        if (known != null && System.nanoTime() - lookedAt < CACHE_TTL.toNanos()) {
            return known;
        }
        FreeSpace now = look();
        if (known != null && known != now || known == null && now != FreeSpace.ENOUGH) {
            LOG.warn("Storage: {}; free bytes: {}", describe(now), freeBytes());
        }
        lookedAt = System.nanoTime();
        level = now;
        return now;
    }

    /// Description for the operator.
    public static String describe(FreeSpace level) {
        return switch (level) {
            case ENOUGH -> "there is enough space again";
            case FOR_MESSAGES -> "little space is left on the disk; files are refused until there is more";
            case EXHAUSTED -> "the disk is nearly full; no messages are accepted until there is more space";
        };
    }

    /// Free bytes by folder; -1 when unknown.
    public Map<String, Long> freeBytes() {
        Map<String, Long> free = new LinkedHashMap<>();
        for (Path folder : folders) {
            try {
                free.put(folder.toString(), Files.getFileStore(folder).getUsableSpace());
            } catch (IOException e) {
                free.put(folder.toString(), -1L);
            }
        }
        return free;
    }

    private FreeSpace look() {
        FreeSpace least = FreeSpace.ENOUGH;
        for (Path folder : folders) {
            FreeSpace here = look(folder);
            least = here.compareTo(least) < 0 ? here : least;
        }
        return least;
    }

    private FreeSpace look(Path folder) {
        try {
            StorageConfiguration settings = reserves.get();
            FileStore volume = Files.getFileStore(folder);
            long free = volume.getUsableSpace();
            long total = volume.getTotalSpace();
            if (free < reserve(settings.reserve(), settings.reservePercent(), total)) {
                return FreeSpace.EXHAUSTED;
            }
            return free < reserve(settings.fileReserve(), settings.fileReservePercent(), total)
                    ? FreeSpace.FOR_MESSAGES
                    : FreeSpace.ENOUGH;
        } catch (IOException e) {
            // The free space is unknown. The database itself refuses data that it cannot store.
            return FreeSpace.ENOUGH;
        }
    }

    private static long reserve(long bytes, int percent, long total) {
        return Math.min(bytes, total / PERCENT * percent);
    }
}
