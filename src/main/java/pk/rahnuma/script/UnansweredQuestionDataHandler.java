package pk.rahnuma.script;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import pk.rahnuma.vault.PersonalDataHandler;

/// Questions that were not understood, deleted when they are old. Nobody is told theirs, or can have them erased, since
/// nothing says whose they were.
@Singleton
final class UnansweredQuestionDataHandler implements PersonalDataHandler {

    static final Duration KEPT = Duration.ofDays(90);

    private final UnansweredQuestionRepository questions;

    UnansweredQuestionDataHandler(UnansweredQuestionRepository questions) {
        this.questions = questions;
    }

    @Override
    public LockOrder place() {
        return LockOrder.OUTBOX;
    }

    @Override
    public Map<String, Object> tell(long person) {
        return Map.of();
    }

    @Override
    public void erase(long person, Instant now) {
        // Nothing leads from a person to a question.
    }

    @Override
    public int tidy(Instant now, int most) {
        return questions.prune(now.minus(KEPT), most);
    }
}
