package pk.rahnuma.faq;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Questions that were not understood, for the authors of answers. They are stored in words of the desk only, with the
/// day and without the person.
///
/// Takes part in the transaction of the thread.
@Singleton
public final class UnansweredQuestionRepository {

    private final Jdbi jdbi;

    public UnansweredQuestionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    enum Outcome {
        /// Topics were offered.
        UNKNOWN,
        /// None of the offered topics was chosen.
        NONE,
        /// An offered topic was chosen.
        MEANT
    }

    /// A question that was not understood.
    ///
    /// @param day beginning of the day
    /// @param question as [pk.rahnuma.faq.classifier.VocabularyRedactor] returns it
    /// @param topic the nearest, or the chosen one; or null
    /// @param confidence of the nearest topic, in percent
    record UnansweredQuestion(
            Instant day, String language, String question, Outcome outcome, String topic, int confidence) {}

    /// A question and how often it was asked.
    ///
    /// @param none number of times that no offered topic was chosen
    /// @param nearest topic that was nearest most often; null when there was none
    /// @param confidence average confidence, in percent
    /// @param meant number of choices by topic, the most frequent first
    /// @param last beginning of the last day on which it was asked
    public record QuestionCount(
            String question,
            String language,
            long times,
            long none,
            String nearest,
            int confidence,
            Map<String, Long> meant,
            Instant last) {}

    private record QuestionKey(String question, String language) {}

    private record OutcomeCount(QuestionKey key, Outcome outcome, String topic, long times, int confidence) {}

    /// Stores questions in one batch.
    void insertAll(List<UnansweredQuestion> missed) {
        if (missed.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into missed_question (id, asked_on, language, question, outcome, topic, confidence)
                    values (:id, :day, :language, :question, :outcome, :topic, :confidence)
                    """);
            missed.forEach(one -> batch.bind("id", SubjectEncryptionService.newId())
                    .bind("day", one.day())
                    .bind("language", one.language())
                    .bind("question", one.question())
                    .bind("outcome", one.outcome().name())
                    .bind("topic", one.topic())
                    .bind("confidence", one.confidence())
                    .add());
            batch.execute();
        });
    }

    /// Questions by frequency, the most frequent first.
    public List<QuestionCount> findMostFrequent(int limit) {
        record Row(QuestionKey key, long times, Instant last) {}
        List<Row> rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select question, language, count(*) as times, max(asked_on) as last_on from missed_question
                        where outcome = 'UNKNOWN' group by question, language
                        order by times desc, last_on desc, question, language limit :most
                        """)
                .bind("most", limit)
                .map((row, context) -> new Row(
                        new QuestionKey(row.getString(1), row.getString(2)),
                        row.getLong(3),
                        UtcTimestamps.readInstant(row, 4)))
                .list());
        List<OutcomeCount> parts = rows.isEmpty()
                ? List.of()
                : parts(rows.stream().map(row -> row.key().question()).toList());
        return rows.stream()
                .map(row -> counted(
                        row.key(),
                        row.times(),
                        row.last(),
                        parts.stream()
                                .filter(part -> part.key().equals(row.key()))
                                .toList()))
                .toList();
    }

    private List<OutcomeCount> parts(Collection<String> questions) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select question, language, outcome, topic, count(*) as times, sum(confidence) as sure
                        from missed_question where question in (<questions>)
                        group by question, language, outcome, topic order by times desc, topic
                        """)
                .bindList("questions", List.copyOf(questions))
                .map((row, context) -> new OutcomeCount(
                        new QuestionKey(row.getString(1), row.getString(2)),
                        Outcome.valueOf(row.getString(3)),
                        row.getString(4),
                        row.getLong(5),
                        (int) (row.getLong(6) / row.getLong(5))))
                .list());
    }

    private static QuestionCount counted(QuestionKey key, long times, Instant last, List<OutcomeCount> parts) {
        OutcomeCount nearest = parts.stream()
                .filter(part -> part.outcome() == Outcome.UNKNOWN)
                .findFirst()
                .orElseThrow();
        Map<String, Long> meant = new LinkedHashMap<>();
        long none = 0;
        for (OutcomeCount part : parts) {
            if (part.outcome() == Outcome.MEANT) {
                meant.put(part.topic(), part.times());
            } else if (part.outcome() == Outcome.NONE) {
                none += part.times();
            }
        }
        return new QuestionCount(
                key.question(), key.language(), times, none, nearest.topic(), nearest.confidence(), meant, last);
    }

    /// Deletes questions before `before`, at most `limit` of them.
    ///
    /// @return number deleted
    int deleteBefore(Instant before, int limit) {
        return jdbi.inTransaction(handle -> {
            List<Long> old = handle.createQuery("""
                            select id from missed_question where asked_on < :before order by asked_on limit :most
                            """)
                    .bind("before", before)
                    .bind("most", limit)
                    .mapTo(Long.class)
                    .list();
            return old.isEmpty()
                    ? 0
                    : handle.createUpdate("delete from missed_question where id in (<ids>)")
                            .bindList("ids", old)
                            .execute();
        });
    }
}
