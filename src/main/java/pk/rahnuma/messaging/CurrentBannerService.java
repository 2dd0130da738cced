package pk.rahnuma.messaging;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import pk.rahnuma.persistence.CommitCallback;
import pk.rahnuma.shared.Language;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Sets and finds the current banner. Every turn reads it, so it is cached for a few seconds: for so long a node may
/// still show a banner that another has cleared.
@Singleton
public final class CurrentBannerService {

    static final Duration CACHE_TTL = Duration.ofSeconds(5);

    private final TransactionOperations<Connection> transactions;
    private final ServiceBannerRepository banners;
    private final AtomicReference<CachedBanner> known = new AtomicReference<>(new CachedBanner(Instant.MIN, null));

    private record CachedBanner(Instant at, ServiceBanner banner) {}

    public CurrentBannerService(TransactionOperations<Connection> transactions, ServiceBannerRepository banners) {
        this.transactions = transactions;
        this.banners = banners;
    }

    /// Banner of a few seconds ago at most.
    public Optional<ServiceBanner> findCurrent(Instant now) {
        CachedBanner last = known.get();
        if (now.isBefore(last.at()) || !now.isBefore(last.at().plus(CACHE_TTL))) {
            last = new CachedBanner(now, banners.findCurrent(now).orElse(null));
            known.set(last);
        }
        return Optional.ofNullable(last.banner())
                .filter(banner -> banner.until() == null || banner.until().isAfter(now));
    }

    /// Replaces the current banner.
    ///
    /// @param texts by language
    /// @param until null means until it is cleared
    /// @throws IllegalArgumentException when a language is missing, or a text is too long
    public void setBanner(Map<String, String> texts, String staffName, Instant now, Instant until) {
        for (String language : Language.ALL) {
            String text = texts.getOrDefault(language, "");
            if (text.isBlank() || text.length() > ServiceBanner.MAX_TEXT_LENGTH) {
                throw new IllegalArgumentException("a banner needs a text of 1 to " + ServiceBanner.MAX_TEXT_LENGTH
                        + " characters in " + language);
            }
        }
        transactions.executeWrite(status -> {
            banners.clearBanners(staffName, now);
            banners.insertBanner(new ServiceBanner(SubjectEncryptionService.newId(), texts, staffName, now, until));
            status.registerSynchronization(new CommitCallback(this::forgetBanner));
            return null;
        });
    }

    /// @return whether there was one
    public boolean clearBanner(String staffName, Instant now) {
        return transactions.executeWrite(status -> {
            status.registerSynchronization(new CommitCallback(this::forgetBanner));
            return banners.clearBanners(staffName, now) > 0;
        });
    }

    private void forgetBanner() {
        known.set(new CachedBanner(Instant.MIN, null));
    }
}
