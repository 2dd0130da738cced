package pk.rahnuma.ticket.agent;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.messaging.banner.CurrentBannerService;
import pk.rahnuma.messaging.banner.ServiceBanner;
import pk.rahnuma.registration.RuleViolationException;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.record.StaffAuditService;

/// Sets and clears the banner for a member of staff. Each change is recorded in the audit log.
@Singleton
public final class BannerEditingService {

    private final Jdbi jdbi;
    private final CurrentBannerService banners;
    private final StaffAuditService audit;

    public BannerEditingService(Jdbi jdbi, CurrentBannerService banners, StaffAuditService audit) {
        this.jdbi = jdbi;
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
        jdbi.useTransaction(handle -> {
            banners.setBanner(texts, by.member().name(), now, hours == null ? null : now.plus(Duration.ofHours(hours)));
            audit.recordAction(by, "banner.set", "banner", null, now);
        });
    }

    /// Clears the current banner, if there is one.
    public void clearBanner(AuthenticatedStaff by, Instant now) {
        by.requirePermission(StaffPermission.SET_BANNER);
        jdbi.useTransaction(handle -> {
            if (banners.clearBanner(by.member().name(), now)) {
                audit.recordAction(by, "banner.cleared", "banner", null, now);
            }
        });
    }
}
