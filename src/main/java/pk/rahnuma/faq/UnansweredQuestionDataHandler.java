package pk.rahnuma.faq;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import pk.rahnuma.vault.PersonalDataHandler;

/// Deletes old questions that were not understood, and old endings of questions. They are part of no export or erasure,
/// since they are not linked to
/// a person.
@Singleton
final class UnansweredQuestionDataHandler implements PersonalDataHandler {

    static final Duration QUESTION_TTL = Duration.ofDays(90);

    private final UnansweredQuestionRepository questions;
    private final QuestionEndingRepository endings;

    UnansweredQuestionDataHandler(UnansweredQuestionRepository questions, QuestionEndingRepository endings) {
        this.questions = questions;
        this.endings = endings;
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
        // No question is linked to a person.
    }

    @Override
    public int deleteExpired(Instant now, int limit) {
        Instant before = now.minus(QUESTION_TTL);
        int deleted = questions.deleteBefore(before, limit);
        return deleted < limit ? deleted + endings.deleteBefore(before, limit - deleted) : deleted;
    }
}
