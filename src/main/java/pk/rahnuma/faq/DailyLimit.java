package pk.rahnuma.faq;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;

/// Limit of what is done on a day, so that questions fill no disk and cost no more than was meant. Thread-safe.
public final class DailyLimit {

    /// Number of items on a day.
    private record DailyCount(LocalDate day, int count) {}

    private final int most;
    private final AtomicReference<DailyCount> today = new AtomicReference<>(new DailyCount(LocalDate.EPOCH, 0));

    /// @param most items of a day
    public DailyLimit(int most) {
        this.most = most;
    }

    /// Counts an item.
    ///
    /// @return false when there are too many already
    public boolean tryCount(LocalDate day) {
        return today.updateAndGet(before -> before.day().equals(day)
                                ? new DailyCount(day, before.count() + 1)
                                : new DailyCount(day, 1))
                        .count()
                <= most;
    }
}
