package pk.rahnuma.vault;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/// Repository of the random keys of subjects, wrapped by the master keyset.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface SubjectKeyRepository extends GenericRepository<SubjectKeyRepository.KeyRow, Long> {

    /// A row of the table `subject`.
    ///
    /// @param wrappedKey null once it is destroyed
    @MappedEntity(value = "subject", alias = "s")
    record KeyRow(@Id long id, @Nullable byte[] wrappedKey) {}

    /// Inserts keys; existing ones, including erased ones, stay as they are.
    @Query("insert ignore into subject (id, wrapped_key) values (:id, :wrappedKey)")
    void insertMissing(List<KeyRow> keys);

    List<KeyRow> findByIdInAndWrappedKeyIsNotNull(Collection<Long> ids);

    /// Locks keys in the order of their ids.
    @Query("""
            select s.* from subject s where s.id > :after and s.wrapped_key is not null
            order by s.id limit :limit for update
            """)
    List<KeyRow> lockPage(long after, int limit);

    void updateAll(List<KeyRow> keys);

    @Query("update subject set wrapped_key = null where id = :id")
    void destroyKey(long id);

    void deleteByIdIn(Collection<Long> ids);
}
