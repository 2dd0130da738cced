package pk.rahnuma.messaging.banner;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.shared.Language;

/// The table of banners. Takes part in the transaction of the thread.
@Singleton
public final class ServiceBannerRepository {

    private final Jdbi jdbi;

    public ServiceBannerRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The banner that was neither cleared nor has ended.
    Optional<ServiceBanner> findCurrent(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, en, ur, ur_latn, who, set_at, ends_at from banner
                        where cleared_at is null and (ends_at is null or ends_at > :now) order by set_at desc
                        """)
                .bind("now", now)
                .setMaxRows(1)
                .map((row, context) -> banner(row))
                .findOne());
    }

    private static ServiceBanner banner(ResultSet row) throws SQLException {
        return new ServiceBanner(
                row.getLong(1),
                Map.of(
                        Language.ENGLISH, row.getString(2),
                        Language.URDU, row.getString(3),
                        Language.ROMAN_URDU, row.getString(4)),
                row.getString(5),
                UtcTimestamps.readInstant(row, 6),
                UtcTimestamps.readInstant(row, 7));
    }

    void insertBanner(ServiceBanner banner) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into banner (id, en, ur, ur_latn, who, set_at, ends_at) values (?, ?, ?, ?, ?, ?, ?)",
                banner.id(),
                banner.texts().get(Language.ENGLISH),
                banner.texts().get(Language.URDU),
                banner.texts().get(Language.ROMAN_URDU),
                banner.who(),
                UtcTimestamps.toUtc(banner.since()),
                banner.until() == null ? null : UtcTimestamps.toUtc(banner.until())));
    }

    /// @return false when there was none
    boolean clearBanners(String staffName, Instant now) {
        return jdbi.withHandle(handle -> handle.execute(
                        "update banner set cleared_by = ?, cleared_at = ? where cleared_at is null",
                        staffName,
                        UtcTimestamps.toUtc(now)))
                > 0;
    }
}
