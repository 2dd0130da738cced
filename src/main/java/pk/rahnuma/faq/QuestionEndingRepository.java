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
import java.util.List;
import pk.rahnuma.persistence.PaddedKeys;

/// How questions ended, and whether the answers helped: with the day, and without the person or the question.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface QuestionEndingRepository extends GenericRepository<QuestionEndingRepository.QuestionEnding, Long> {

    /// End of a question, or the opinion on an answer.
    ///
    /// @param day beginning of the day
    /// @param ending a name of [pk.rahnuma.faq.catalog.AnswerStatus], or of [RateAnswerAction.Verdict]
    /// @param topic null without one
    @MappedEntity(value = "question_ending", alias = "e")
    record QuestionEnding(
            @Id long id,
            @MappedProperty("asked_on") Instant day,
            String language,
            String ending,
            @Nullable String topic) {}

    /// Number of endings.
    @Introspected
    record EndingCount(
            String ending, String language, @Nullable String topic, long times) {}

    void insertAll(List<QuestionEnding> endings);

    @Query("""
            select ending, language, topic, count(*) as times from question_ending
            group by ending, language, topic order by times desc, ending, language, topic limit :limit
            """)
    List<EndingCount> countEndings(int limit);

    @Query("select id from question_ending where asked_on < :before order by asked_on limit :limit")
    List<Long> findIdsBefore(Instant before, int limit);

    int deleteByIdIn(List<Long> ids);

    /// Deletes endings before `before`, at most `limit` of them.
    ///
    /// @return number deleted
    default int deleteBefore(Instant before, int limit) {
        List<Long> old = findIdsBefore(before, limit);
        return old.isEmpty() ? 0 : deleteByIdIn(PaddedKeys.padKeys(old));
    }
}
