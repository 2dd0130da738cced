package pk.rahnuma.ticket.work;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.messaging.ServiceBanner;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditService;
import pk.rahnuma.staff.StaffPermission;

/// Sets and clears the banner for a member of staff. Each change is recorded in the audit log.
@Singleton
public final class BannerEditingService {

    private final TransactionOperations<Connection> transactions;
    private final CurrentBannerService banners;
    private final StaffAuditService audit;

    public BannerEditingService(
            TransactionOperations<Connection> transactions, CurrentBannerService banners, StaffAuditService audit) {
        this.transactions = transactions;
        this.banners = banners;
        this.audit = audit;
    }

    /// Replaces the current banner.
    ///
    /// @param texts by language
    /// @param hours after which it ends automatically; null means never
    /// @throws RuleViolationException when a text is missing or too long, or the hours are out of range
    public void setBanner(AuthenticatedStaff by, Map<String, String> texts, Long hours, Instant now) {
        by.requirePermission(StaffPermission.SET_BANNER);
        if (texts.values().stream().anyMatch(text -> text.isEmpty() || text.length() > ServiceBanner.MAX_TEXT_LENGTH)) {
            throw new RuleViolationException("banner_texts", "most", ServiceBanner.MAX_TEXT_LENGTH);
        }
        if (hours != null && (hours < 1 || hours > ServiceBanner.MAX_HOURS)) {
            throw new RuleViolationException("banner_hours", "most", ServiceBanner.MAX_HOURS);
        }
        transactions.executeWrite(status -> {
            banners.setBanner(texts, by.member().name(), now, hours == null ? null : now.plus(Duration.ofHours(hours)));
            audit.recordAction(by, "banner.set", "banner", null, now);
            return null;
        });
    }

    /// Clears the current banner, if there is one.
    public void clearBanner(AuthenticatedStaff by, Instant now) {
        by.requirePermission(StaffPermission.SET_BANNER);
        transactions.executeWrite(status -> {
            if (banners.clearBanner(by.member().name(), now)) {
                audit.recordAction(by, "banner.cleared", "banner", null, now);
            }
            return null;
        });
    }
}
