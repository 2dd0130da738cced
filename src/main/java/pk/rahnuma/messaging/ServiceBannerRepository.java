package pk.rahnuma.messaging;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.shared.Language;

/// Repository of banners.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ServiceBannerRepository extends GenericRepository<ServiceBannerRepository.BannerRow, Long> {

    /// A row of the table `banner`.
    @MappedEntity(value = "banner", alias = "b")
    record BannerRow(
            @Id long id,
            String en,
            String ur,
            String urLatn,
            String who,
            Instant setAt,
            @Nullable Instant endsAt) {

        private ServiceBanner toBanner() {
            Map<String, String> texts = Map.of(Language.ENGLISH, en, Language.URDU, ur, Language.ROMAN_URDU, urLatn);
            return new ServiceBanner(id, texts, who, setAt, endsAt);
        }
    }

    @Query("""
            select b.* from banner b where b.cleared_at is null and (b.ends_at is null or b.ends_at > :now)
            order by b.set_at desc limit 1
            """)
    Optional<BannerRow> findNewest(Instant now);

    void insertRow(BannerRow row);

    /// @return 0 when there was none
    @Query("update banner set cleared_by = :staffName, cleared_at = :now where cleared_at is null")
    int clearBanners(String staffName, Instant now);

    /// The banner that was neither cleared nor has ended.
    default Optional<ServiceBanner> findCurrent(Instant now) {
        return findNewest(now).map(BannerRow::toBanner);
    }

    default void insertBanner(ServiceBanner banner) {
        insertRow(new BannerRow(
                banner.id(),
                banner.texts().get(Language.ENGLISH),
                banner.texts().get(Language.URDU),
                banner.texts().get(Language.ROMAN_URDU),
                banner.who(),
                banner.since(),
                banner.until()));
    }
}
