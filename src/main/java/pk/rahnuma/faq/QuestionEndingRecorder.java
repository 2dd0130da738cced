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

    private final QuestionEndingRepository endings;
    private final QuestionMetrics metrics;
    private final DailyLimit limit = new DailyLimit(MAX_ENDINGS_PER_DAY);

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

    /// Counts endings. Takes part in the transaction of the thread.
    public void recordEndings(List<QuestionEnding> ended) {
        ended.forEach(each -> metrics.countEnding(each.ending(), each.language()));
        List<QuestionEnding> kept = ended.stream()
                .filter(each -> limit.tryCount(LocalDate.ofInstant(each.day(), EngineContext.PAKISTAN_ZONE)))
                .toList();
        if (!kept.isEmpty()) {
            endings.insertAll(kept);
        }
    }
}
