package pk.rahnuma.faq;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;

/// Limit of what is stored on a day, so that questions cannot fill the disk. Thread-safe.
final class DailyLimit {

    /// Number of items on a day.
    private record DailyCount(LocalDate day, int count) {}

    private final int most;
    private final AtomicReference<DailyCount> today = new AtomicReference<>(new DailyCount(LocalDate.EPOCH, 0));

    /// @param most items of a day
    DailyLimit(int most) {
        this.most = most;
    }

    /// Counts an item.
    ///
    /// @return false when there are too many already
    boolean tryCount(LocalDate day) {
        return today.updateAndGet(before -> before.day().equals(day)
                                ? new DailyCount(day, before.count() + 1)
                                : new DailyCount(day, 1))
                        .count()
                <= most;
    }
}
