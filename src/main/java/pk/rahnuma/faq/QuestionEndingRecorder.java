package pk.rahnuma.faq;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.faq.QuestionEndingRepository.QuestionEnding;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Counts how questions ended: in a metric, and in a table for those who write answers.
@Singleton
public class QuestionEndingRecorder {

    /// Maximum endings stored per day, so that questions cannot fill the disk.
    static final int MAX_ENDINGS_PER_DAY = 50_000;

    /// Maximum endings of searches stored per day: they leave the place of those of conversations free.
    static final int MAX_SEARCHES_PER_DAY = 10_000;

    private final QuestionEndingRepository endings;
    private final QuestionMetrics metrics;
    private final DailyLimit limit = new DailyLimit(MAX_ENDINGS_PER_DAY);
    private final DailyLimit searchLimit = new DailyLimit(MAX_SEARCHES_PER_DAY);

    QuestionEndingRecorder(QuestionEndingRepository endings, QuestionMetrics metrics) {
        this.endings = endings;
        this.metrics = metrics;
    }

    /// An ending now, to be recorded.
    ///
    /// @param topic empty without one
    public static QuestionEnding createEnding(Instant now, String language, String ending, String topic) {
        LocalDate day = LocalDate.ofInstant(now, EngineContext.PAKISTAN_ZONE);
        return new QuestionEnding(
                SubjectEncryptionService.newId(),
                day.atStartOfDay(EngineContext.PAKISTAN_ZONE).toInstant(),
                language,
                ending,
                topic.isEmpty() ? null : topic);
    }

    /// Counts endings of a conversation. Takes part in the transaction of the thread.
    void recordEndings(List<QuestionEnding> ended) {
        recordEndings(ended, limit);
    }

    /// Counts endings of a search without a conversation.
    public void recordSearch(List<QuestionEnding> ended) {
        recordEndings(ended, searchLimit);
    }

    private void recordEndings(List<QuestionEnding> ended, DailyLimit most) {
        ended.forEach(each -> metrics.countEnding(each.ending(), each.language()));
        List<QuestionEnding> kept = ended.stream()
                .filter(each -> most.tryCount(LocalDate.ofInstant(each.day(), EngineContext.PAKISTAN_ZONE)))
                .toList();
        if (!kept.isEmpty()) {
            endings.insertAll(kept);
        }
    }
}
