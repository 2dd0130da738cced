package pk.rahnuma.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.Soon;
import pk.rahnuma.store.StorageWatch.Room;

class StorageWatchTest {

    private static final int ALL = 100;

    @TempDir
    private Path folder;

    @Test
    void refusesFilesFirstAndThenMessagesAndTakesThemAgainOnceThereIsRoom() {
        AtomicInteger forFiles = new AtomicInteger();
        AtomicInteger forMessages = new AtomicInteger();
        StorageWatch watch = new StorageWatch(reserves(forFiles, forMessages), List.of(folder));
        assertThat(watch.room()).isEqualTo(Room.ENOUGH);
        forFiles.set(ALL);
        Soon.await().until(() -> watch.room() == Room.FOR_MESSAGES);
        forMessages.set(ALL);
        Soon.await().until(() -> watch.room() == Room.FOR_NOTHING);
        forFiles.set(0);
        forMessages.set(0);
        Soon.await().until(() -> watch.room() == Room.ENOUGH);
    }

    @Test
    void leavesItToTheDatabaseWhereTheRoomCannotBeTold() {
        StorageWatch watch = new StorageWatch(
                reserves(new AtomicInteger(ALL), new AtomicInteger(ALL)), List.of(folder.resolve("missing")));
        assertThat(watch.room()).isEqualTo(Room.ENOUGH);
        assertThat(watch.freeBytes()).containsValue(-1L);
    }

    private static StorageSettings reserves(AtomicInteger filePercent, AtomicInteger percent) {
        return new StorageSettings() {
            @Override
            public long getFileReserve() {
                return Long.MAX_VALUE;
            }

            @Override
            public int getFileReservePercent() {
                return filePercent.get();
            }

            @Override
            public long getReserve() {
                return Long.MAX_VALUE;
            }

            @Override
            public int getReservePercent() {
                return percent.get();
            }
        };
    }
}
