package pk.rahnuma.person.news;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ReferenceConverter;

/// Repository of news to be sent outside of the chat.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface StatusNewsRepository extends GenericRepository<StatusNewsRepository.NewsRow, Long> {

    /// Maximum news of a person in a copy of their data.
    int MAX_EXPORTED_NEWS = 200;

    /// State of a piece of news.
    enum NewsState {
        PENDING,
        /// Being sent, until `notBefore`.
        SENDING,
        SENT,
        REFUSED,
        /// Perhaps sent, and not sent again.
        UNKNOWN
    }

    /// A row of the table `status_news`.
    ///
    /// @param about number of the application
    /// @param changeNo number of its change
    /// @param target 0, or the id of a subscription to web push
    /// @param status code of it after the change
    /// @param notBefore time of the next attempt; of one that is being sent, the time after which its outcome is lost
    @MappedEntity(value = "status_news", alias = "n")
    record NewsRow(
            @Id long id,
            long about,
            int changeNo,
            long personId,
            NewsChannel channel,
            long target,

            @TypeDef(type = DataType.STRING, converter = ReferenceConverter.class)
            Reference reference,

            String status,
            String language,
            NewsState state,
            int attempts,
            Instant notBefore,
            @Nullable String failure,
            Instant createdAt,
            @Nullable Instant settledAt) {}

    void insertRows(List<NewsRow> rows);

    /// News of a channel that may be sent now, the longest wait first.
    @Query("""
            select n.* from status_news n where n.state = 'PENDING' and n.not_before <= :now
            and n.channel = :channel order by n.not_before, n.id limit :limit
            """)
    List<NewsRow> findDue(NewsChannel channel, Instant now, int limit);

    /// Takes a piece of news to send it.
    ///
    /// @return 0 when another node has it
    @Query("""
            update status_news set state = 'SENDING', attempts = attempts + 1, not_before = :until
            where id = :id and state = 'PENDING'
            """)
    int claimRow(long id, Instant until);

    /// Records what came of a piece of news that was taken.
    ///
    /// @param settled null when it is sent again
    @Query("""
            update status_news set state = :state, not_before = :notBefore, failure = :failure, settled_at = :settled
            where id = :id and state = 'SENDING'
            """)
    void settleRow(long id, NewsState state, Instant notBefore, @Nullable String failure, @Nullable Instant settled);

    /// Gives up news whose outcome is lost, because the node that sent them was killed.
    @Query("""
            update status_news set state = 'UNKNOWN', failure = 'lost', settled_at = :now
            where state = 'SENDING' and not_before <= :now
            """)
    int settleLost(Instant now);

    @Query("select n.* from status_news n where n.person_id = :person order by n.created_at desc limit "
            + MAX_EXPORTED_NEWS)
    List<NewsRow> findNewest(long person);

    @Query("select id from status_news where created_at < :before order by created_at limit :limit")
    List<Long> findOlderThan(Instant before, int limit);

    void deleteByIdIn(Collection<Long> ids);

    void deleteByPersonId(long personId);
}
