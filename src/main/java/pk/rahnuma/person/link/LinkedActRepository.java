package pk.rahnuma.person.link;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of what linked persons did to applications of others, of which the owners get a notice: a turn
/// locks its own person only, so [PersonLinkJob] sends the notice.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface LinkedActRepository extends GenericRepository<LinkedActRepository.LinkedAct, Long> {

    /// A row of the table `linked_act`.
    ///
    /// @param act word of the transition
    @MappedEntity(value = "linked_act", alias = "a")
    record LinkedAct(@Id long id, long ownerId, long applicationId, String reference, String act, Instant createdAt) {}

    void insertAll(List<LinkedAct> rows);

    /// Has the job tell an owner what was done to an application of theirs.
    default void insertAct(long owner, long application, String reference, String act, Instant now) {
        insertAll(List.of(new LinkedAct(SubjectEncryptionService.newId(), owner, application, reference, act, now)));
    }

    /// Pending acts, the oldest first.
    @Query("select a.* from linked_act a order by a.created_at, a.id limit :limit")
    List<LinkedAct> findPending(int limit);

    /// @return 0 when it was already deleted
    int deleteById(long id);

    void deleteByOwnerId(long owner);
}
