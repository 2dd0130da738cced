package pk.rahnuma.persistence;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
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
    private volatile List<Path> unknownFolders = List.of();
    private volatile FreeSpace freeSpace;
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
        this(() -> settings, findFolders(data, embedded));
        // A start reports what is wrong with the storage, not the first message.
        freeSpace();
    }

    FreeSpaceMonitor(Supplier<StorageConfiguration> reserves, List<Path> folders) {
        this.reserves = reserves;
        this.folders = folders;
    }

    private static List<Path> findFolders(String data, boolean embedded) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return embedded ? List.of(Path.of(data), temporary) : List.of(temporary);
    }

    /// Level of free space; checked at most every two seconds.
    public FreeSpace freeSpace() {
        FreeSpace known = freeSpace;
        if (known != null && System.nanoTime() - lookedAt < CACHE_TTL.toNanos()) {
            return known;
        }
        FreeSpace now = checkFolders();
        if (known != null && known != now || known == null && now != FreeSpace.ENOUGH) {
            LOG.warn("Storage: {}; free bytes: {}", describe(now), freeBytes());
        }
        lookedAt = System.nanoTime();
        freeSpace = now;
        return now;
    }

    /// Description for the operator.
    public static String describe(FreeSpace freeSpace) {
        return switch (freeSpace) {
            case ENOUGH -> "there is enough space again";
            case FOR_MESSAGES -> "little space is left on the disk; files are refused until there is more";
            case EXHAUSTED -> "the disk is nearly full; no messages are accepted until there is more space";
        };
    }

    /// Free bytes by folder; -1 when unknown.
    public Map<String, Long> freeBytes() {
        Map<String, Long> free = new LinkedHashMap<>();
        for (Path folder : folders) {
            free.put(folder.toString(), isKnown(folder) ? folder.toFile().getUsableSpace() : -1L);
        }
        return free;
    }

    private FreeSpace checkFolders() {
        List<Path> unknown = folders.stream().filter(folder -> !isKnown(folder)).toList();
        if (!unknown.equals(unknownFolders)) {
            unknownFolders = unknown;
            reportUnknown(unknown);
        }
        // Where the free space is unknown, the database itself refuses data that it cannot store.
        return folders.stream()
                .filter(folder -> !unknown.contains(folder))
                .map(this::checkFolder)
                .min(Comparator.naturalOrder())
                .orElse(FreeSpace.ENOUGH);
    }

    private static void reportUnknown(List<Path> folders) {
        if (folders.isEmpty()) {
            LOG.warn("Storage: the free space is known again");
        } else {
            LOG.warn(
                    "Storage: the file store of {} cannot be found, so a disk that fills up is not noticed:"
                            + " check that it is on a mounted file system, and watch its space by other means",
                    folders);
        }
    }

    /// Unlike [java.nio.file.Files#getFileStore], this needs no table of mounts, which a changed root may lack.
    private static boolean isKnown(Path folder) {
        return folder.toFile().getTotalSpace() > 0;
    }

    private FreeSpace checkFolder(Path folder) {
        StorageConfiguration settings = reserves.get();
        long free = folder.toFile().getUsableSpace();
        long total = folder.toFile().getTotalSpace();
        if (free < limitReserve(settings.reserve(), settings.reservePercent(), total)) {
            return FreeSpace.EXHAUSTED;
        }
        return free < limitReserve(settings.fileReserve(), settings.fileReservePercent(), total)
                ? FreeSpace.FOR_MESSAGES
                : FreeSpace.ENOUGH;
    }

    private static long limitReserve(long bytes, int percent, long total) {
        return Math.min(bytes, total / PERCENT * percent);
    }
}
