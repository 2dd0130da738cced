package pk.rahnuma.messaging.banner;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Current banner. Every turn reads it, so it is cached for a few seconds: for so long a node may still show a banner
/// that another has cleared.
@Singleton
public final class ServiceBannerRepository {

    static final Duration CACHE_TTL = Duration.ofSeconds(5);

    private static final List<String> REQUIRED_LANGUAGES = List.of("en", "ur", "ur-Latn");

    private final Jdbi jdbi;
    private final AtomicReference<CachedBanner> known = new AtomicReference<>(new CachedBanner(Instant.MIN, null));

    private record CachedBanner(Instant at, ServiceBanner banner) {}

    public ServiceBannerRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Banner of a few seconds ago at most.
    public Optional<ServiceBanner> findCurrent(Instant now) {
        CachedBanner last = known.get();
        if (now.isBefore(last.at()) || !now.isBefore(last.at().plus(CACHE_TTL))) {
            last = new CachedBanner(now, read(now));
            known.set(last);
        }
        return Optional.ofNullable(last.banner())
                .filter(banner -> banner.until() == null || banner.until().isAfter(now));
    }

    private ServiceBanner read(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, en, ur, ur_latn, who, set_at, ends_at from banner
                        where cleared_at is null and (ends_at is null or ends_at > :now) order by set_at desc
                        """)
                .bind("now", now)
                .setMaxRows(1)
                .map((row, context) -> banner(row))
                .findOne()
                .orElse(null));
    }

    private static ServiceBanner banner(ResultSet row) throws SQLException {
        return new ServiceBanner(
                row.getLong(1),
                Map.of("en", row.getString(2), "ur", row.getString(3), "ur-Latn", row.getString(4)),
                row.getString(5),
                UtcTimestamps.readInstant(row, 6),
                UtcTimestamps.readInstant(row, 7));
    }

    /// Replaces the current banner.
    ///
    /// @param texts by language
    /// @param until null means until it is cleared
    /// @throws IllegalArgumentException when a language is missing, or a text is too long
    public void setBanner(Map<String, String> texts, String who, Instant now, Instant until) {
        for (String language : REQUIRED_LANGUAGES) {
            String text = texts.getOrDefault(language, "");
            if (text.isBlank() || text.length() > ServiceBanner.MAX_TEXT_LENGTH) {
                throw new IllegalArgumentException("a banner needs a text of 1 to " + ServiceBanner.MAX_TEXT_LENGTH
                        + " characters in " + language);
            }
        }
        jdbi.useTransaction(handle -> {
            clearBanner(who, now);
            handle.execute(
                    "insert into banner (id, en, ur, ur_latn, who, set_at, ends_at) values (?, ?, ?, ?, ?, ?, ?)",
                    SubjectEncryptionService.newId(),
                    texts.get("en"),
                    texts.get("ur"),
                    texts.get("ur-Latn"),
                    who,
                    UtcTimestamps.toUtc(now),
                    until == null ? null : UtcTimestamps.toUtc(until));
        });
        known.set(new CachedBanner(Instant.MIN, null));
    }

    /// @return whether there was one
    public boolean clearBanner(String who, Instant now) {
        int cleared = jdbi.withHandle(handle -> handle.execute(
                "update banner set cleared_by = ?, cleared_at = ? where cleared_at is null",
                who,
                UtcTimestamps.toUtc(now)));
        known.set(new CachedBanner(Instant.MIN, null));
        return cleared > 0;
    }
}
