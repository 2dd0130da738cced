package pk.rahnuma.store;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches how much room is left where this process writes: the volume of the embedded database and that of temporary
/// files. A database elsewhere watches its own. Safe for any number of threads.
@Singleton
public class StorageWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StorageWatch.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int HUNDRED = 100;

    private final StorageSettings settings;
    private final List<Path> folders;
    private volatile Room room;
    private volatile long lookedAt;

    /// What there is room for, from the least on.
    public enum Room {
        FOR_NOTHING,
        FOR_MESSAGES,
        ENOUGH
    }

    @Inject
    StorageWatch(
            StorageSettings settings,
            @Property(name = "rahnuma.data", defaultValue = ".") String data,
            @Property(name = "rahnuma.database.embedded", defaultValue = "false") boolean embedded) {
        this(settings, folders(data, embedded));
    }

    StorageWatch(StorageSettings settings, List<Path> folders) {
        this.settings = settings;
        this.folders = folders;
    }

    private static List<Path> folders(String data, boolean embedded) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return embedded ? List.of(Path.of(data), temporary) : List.of(temporary);
    }

    /// Looked up at most every other second.
    public Room room() {
        Room known = room;
        if (known != null && System.nanoTime() - lookedAt < FRESH.toNanos()) {
            return known;
        }
        Room now = look();
        if (known != null && known != now || known == null && now != Room.ENOUGH) {
            LOG.warn("Storage: {}; free bytes: {}", inWords(now), freeBytes());
        }
        lookedAt = System.nanoTime();
        room = now;
        return now;
    }

    /// For whoever runs the desk.
    public static String inWords(Room room) {
        return switch (room) {
            case ENOUGH -> "there is enough room again";
            case FOR_MESSAGES -> "little room is left on the disk; files are refused until there is more";
            case FOR_NOTHING -> "the disk is nearly full; nothing is taken until there is more room";
        };
    }

    /// Free bytes by folder; -1 where that cannot be told.
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

    private Room look() {
        Room least = Room.ENOUGH;
        for (Path folder : folders) {
            Room here = look(folder);
            least = here.compareTo(least) < 0 ? here : least;
        }
        return least;
    }

    private Room look(Path folder) {
        try {
            FileStore volume = Files.getFileStore(folder);
            long free = volume.getUsableSpace();
            long total = volume.getTotalSpace();
            if (free < reserve(settings.getReserve(), settings.getReservePercent(), total)) {
                return Room.FOR_NOTHING;
            }
            return free < reserve(settings.getFileReserve(), settings.getFileReservePercent(), total)
                    ? Room.FOR_MESSAGES
                    : Room.ENOUGH;
        } catch (IOException e) {
            // It cannot be told. The database itself refuses what it cannot store.
            return Room.ENOUGH;
        }
    }

    private static long reserve(long bytes, int percent, long total) {
        return Math.min(bytes, total / HUNDRED * percent);
    }
}
