package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.assertViolation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.messaging.ServiceBanner;
import pk.rahnuma.messaging.ServiceBannerRepository;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class BannerEditingServiceTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final Map<String, String> OUTAGE =
            Map.of("en", "Out of order", "ur", "خرابی ہے", "ur-Latn", "Kharabi hai");

    private final TestDatabase database;
    private final CurrentBannerService banners;
    private final BannerEditingService editing;
    private final AuthenticatedStaff sana = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Sana");

    BannerEditingServiceTest(TestDatabase database) {
        this.database = database;
        this.banners =
                new CurrentBannerService(database.transactions(), database.getBean(ServiceBannerRepository.class));
        this.editing = new BannerEditingService(database.transactions(), banners, StaffAuditFixture.over(database));
        banners.clearBanner("Ali", NOW);
    }

    @Test
    void recordsEachChangeInTheAuditLogAndNothingWhenThereIsNoBanner() {
        editing.setBanner(sana, OUTAGE, 2L, NOW);
        assertThat(banners.findCurrent(NOW)).map(ServiceBanner::until).contains(NOW.plus(Duration.ofHours(2)));
        editing.clearBanner(sana, NOW);
        editing.clearBanner(sana, NOW);
        assertThat(banners.findCurrent(NOW)).isEmpty();
        assertThat(StaffAuditFixture.readActions(database, sana, "banner.set", "banner.cleared"))
                .containsExactly("banner.set", "banner.cleared");
    }

    @Test
    void refusesAnEmptyTextAndHoursOutOfRange() {
        assertViolation(() -> editing.setBanner(sana, Map.of("en", "x", "ur", "", "ur-Latn", "x"), null, NOW));
        assertViolation(() -> editing.setBanner(sana, OUTAGE, ServiceBanner.MAX_HOURS + 1L, NOW));
        assertThat(banners.findCurrent(NOW)).isEmpty();
    }
}
