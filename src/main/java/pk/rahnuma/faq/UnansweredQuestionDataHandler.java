package pk.rahnuma.faq;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import pk.rahnuma.vault.PersonalDataHandler;

/// Questions that were not understood, deleted when they are old. Nobody is told theirs, or can have them erased, since
/// nothing says whose they were.
@Singleton
final class UnansweredQuestionDataHandler implements PersonalDataHandler {

    static final Duration QUESTION_TTL = Duration.ofDays(90);

    private final UnansweredQuestionRepository questions;

    UnansweredQuestionDataHandler(UnansweredQuestionRepository questions) {
        this.questions = questions;
    }

    @Override
    public LockOrder lockOrder() {
        return LockOrder.OUTBOX;
    }

    @Override
    public Map<String, Object> exportData(long person) {
        return Map.of();
    }

    @Override
    public void eraseData(long person, Instant now) {
        // Nothing leads from a person to a question.
    }

    @Override
    public int deleteExpired(Instant now, int most) {
        return questions.deleteBefore(now.minus(QUESTION_TTL), most);
    }
}
