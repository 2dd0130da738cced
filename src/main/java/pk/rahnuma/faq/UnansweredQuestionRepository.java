package pk.rahnuma.faq;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.persistence.PaddedKeys;

/// Questions that were not understood, for the authors of answers. They are stored in words of the desk only, with the
/// day and without the person.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface UnansweredQuestionRepository
        extends GenericRepository<UnansweredQuestionRepository.UnansweredQuestion, Long> {

    /// Result of a question that was not understood.
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
    /// @param question as [pk.rahnuma.faq.catalog.VocabularyRedactor] returns it
    /// @param topic the nearest, or the chosen one; or null
    /// @param confidence of the nearest topic, in percent
    @MappedEntity(value = "missed_question", alias = "q")
    record UnansweredQuestion(
            @Id long id,
            @MappedProperty("asked_on") Instant day,
            String language,
            String question,
            Outcome outcome,
            @Nullable String topic,
            int confidence) {}

    /// A question and how often it was asked.
    ///
    /// @param none number of times that no offered topic was chosen
    /// @param nearest topic that was nearest most often; null when there was none
    /// @param confidence average confidence, in percent
    /// @param meant number of choices by topic, the most frequent first
    /// @param last beginning of the last day on which it was asked
    record QuestionCount(
            String question,
            String language,
            long times,
            long none,
            String nearest,
            int confidence,
            Map<String, Long> meant,
            Instant last) {}

    /// A question that was asked, and how often.
    @Introspected
    record AskedQuestion(String question, String language, long times, Instant lastOn) {}

    /// Number of times that a question had an outcome.
    ///
    /// @param confidence sum, in percent
    @Introspected
    record OutcomeCount(
            String question,
            String language,
            Outcome outcome,
            @Nullable String topic,
            long times,
            long sure) {}

    void insertAll(List<UnansweredQuestion> missed);

    @Query("""
            select question, language, count(*) as times, max(asked_on) as last_on from missed_question
            where outcome = 'UNKNOWN' group by question, language
            order by times desc, last_on desc, question, language limit :limit
            """)
    List<AskedQuestion> findAsked(int limit);

    @Query("""
            select question, language, outcome, topic, count(*) as times, sum(confidence) as sure
            from missed_question where question in (:questions)
            group by question, language, outcome, topic order by times desc, topic
            """)
    List<OutcomeCount> countOutcomes(List<String> questions);

    @Query("select id from missed_question where asked_on < :before order by asked_on limit :limit")
    List<Long> findIdsBefore(Instant before, int limit);

    int deleteByIdIn(List<Long> ids);

    /// Questions by frequency, the most frequent first.
    default List<QuestionCount> findMostFrequent(int limit) {
        List<AskedQuestion> asked = findAsked(limit);
        List<OutcomeCount> outcomes = asked.isEmpty()
                ? List.of()
                : countOutcomes(PaddedKeys.padKeys(
                        asked.stream().map(AskedQuestion::question).toList()));
        return asked.stream()
                .map(one -> toCount(
                        one,
                        outcomes.stream()
                                .filter(part -> part.question().equals(one.question())
                                        && part.language().equals(one.language()))
                                .toList()))
                .toList();
    }

    /// Deletes questions before `before`, at most `limit` of them.
    ///
    /// @return number deleted
    default int deleteBefore(Instant before, int limit) {
        List<Long> old = findIdsBefore(before, limit);
        return old.isEmpty() ? 0 : deleteByIdIn(PaddedKeys.padKeys(old));
    }

    private static QuestionCount toCount(AskedQuestion asked, List<OutcomeCount> outcomes) {
        OutcomeCount nearest = outcomes.stream()
                .filter(part -> part.outcome() == Outcome.UNKNOWN)
                .findFirst()
                .orElseThrow();
        Map<String, Long> meant = new LinkedHashMap<>();
        long none = 0;
        for (OutcomeCount part : outcomes) {
            if (part.outcome() == Outcome.MEANT) {
                meant.put(part.topic(), part.times());
            } else if (part.outcome() == Outcome.NONE) {
                none += part.times();
            }
        }
        return new QuestionCount(
                asked.question(),
                asked.language(),
                asked.times(),
                none,
                nearest.topic(),
                (int) (nearest.sure() / nearest.times()),
                meant,
                asked.lastOn());
    }
}
