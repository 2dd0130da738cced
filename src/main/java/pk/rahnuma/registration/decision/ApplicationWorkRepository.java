package pk.rahnuma.registration.decision;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Repository of the work of staff on applications: who has taken one, and how often it changed beside its history.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface ApplicationWorkRepository extends GenericRepository<ApplicationWorkRepository.WorkRow, Long> {

    /// A row of the table `application_work`.
    ///
    /// @param holderId member who has taken it; null for none, as `holderName` and `heldSince`
    @MappedEntity(value = "application_work", alias = "w")
    record WorkRow(
            @Id long applicationId,
            @Nullable Long holderId,
            @Nullable String holderName,
            @Nullable Instant heldSince,
            int changes,
            Instant changedAt) {}

    /// An application and the number of its changes.
    @Introspected
    record ChangedApplication(long id, int changes) {}

    /// Counts a change, and locks the row until the end of the transaction.
    @Query("""
            insert into application_work (application_id, changes, changed_at) values (:application, 1, :now)
            on duplicate key update changes = changes + 1, changed_at = values(changed_at)
            """)
    void countChange(long application, Instant now);

    /// Stores who has taken the application; null for none of these. The row is locked.
    @Query("""
            update application_work set holder_id = :holder, holder_name = :name, held_since = :since
            where application_id = :application
            """)
    void updateHolder(long application, @Nullable Long holder, @Nullable String name, @Nullable Instant since);

    Optional<WorkRow> findByApplicationId(long application);

    List<WorkRow> findByApplicationIdIn(Collection<Long> applications);

    /// Applications that have changed since then: by an event of their history, or beside it.
    @Query("""
            select a.id, a.events + coalesce(w.changes, 0) as `changes`
            from application a left join application_work w on w.application_id = a.id
            where a.status_since > :since
            union
            select a.id, a.events + w.changes
            from application_work w join application a on a.id = w.application_id
            where w.changed_at > :since
            limit :limit
            """)
    List<ChangedApplication> findChangedSince(Instant since, int limit);

    void deleteByChangedAtLessThan(Instant before);
}
