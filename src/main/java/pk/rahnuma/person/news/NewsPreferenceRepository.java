package pk.rahnuma.person.news;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Repository of the channels by which persons want news.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
interface NewsPreferenceRepository
        extends GenericRepository<NewsPreferenceRepository.PreferenceRow, NewsPreferenceRepository.PreferenceKey> {

    /// Key of a preference.
    @Embeddable
    record PreferenceKey(
            @MappedProperty("person_id") long person,
            @MappedProperty("channel") NewsChannel channel) {}

    /// A row of the table `news_preference`. Without a row the person wants no news.
    ///
    /// @param stopHash of the token in the links of e-mails
    /// @param changedAt time of the last choice
    @MappedEntity(value = "news_preference", alias = "p")
    record PreferenceRow(@EmbeddedId PreferenceKey key, boolean wanted, byte[] stopHash, Instant changedAt) {}

    /// A channel by which a person wants news.
    @Introspected
    record WantedRow(long personId, NewsChannel channel) {}

    @Query("select person_id, channel from news_preference where person_id in (:persons) and wanted = true")
    List<WantedRow> findWanted(Collection<Long> persons);

    @Query("select p.* from news_preference p where p.person_id = :person")
    List<PreferenceRow> findByPerson(long person);

    @Query("select p.* from news_preference p where p.stop_hash = :hash")
    Optional<PreferenceRow> findByStopHash(byte[] hash);

    void insertRow(PreferenceRow row);

    /// @return 0 when there is no row, or it says so already
    @Query("""
            update news_preference set wanted = :wanted, changed_at = :now
            where person_id = :person and channel = :channel and wanted <> :wanted
            """)
    int updateWanted(long person, NewsChannel channel, boolean wanted, Instant now);

    @Query("delete from news_preference where person_id = :person")
    void deleteByPerson(long person);
}
