package pk.rahnuma.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

@OnEachDatabase
class CurrentBannerServiceTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final Map<String, String> OUTAGE =
            Map.of("en", "Out of order", "ur", "خرابی ہے", "ur-Latn", "Kharabi hai");

    private final CurrentBannerService banners;
    private final CurrentBannerService elsewhere;

    CurrentBannerServiceTest(TestDatabase database) {
        this.banners =
                new CurrentBannerService(database.transactions(), database.getBean(ServiceBannerRepository.class));
        this.elsewhere =
                new CurrentBannerService(database.transactions(), database.getBean(ServiceBannerRepository.class));
    }

    @BeforeEach
    void none() {
        banners.clearBanner("Sana", NOW);
    }

    @Test
    void aBannerIsShownInEachLanguageUntilRemoved() {
        banners.setBanner(OUTAGE, "Sana", NOW, null);
        ServiceBanner shown = banners.findCurrent(NOW).orElseThrow();
        assertThat(shown.textIn("ur")).isEqualTo("خرابی ہے");
        assertThat(shown.textIn("de")).isEqualTo("Out of order");
        assertThat(shown.who()).isEqualTo("Sana");
        assertThat(banners.clearBanner("Sana", NOW)).isTrue();
        assertThat(banners.findCurrent(NOW)).isEmpty();
        assertThat(banners.clearBanner("Sana", NOW)).isFalse();
    }

    @Test
    void aNewOneTakesThePlaceOfTheOneBefore() {
        banners.setBanner(OUTAGE, "Sana", NOW, null);
        banners.setBanner(Map.of("en", "Again", "ur", "پھر", "ur-Latn", "Phir"), "Ali", NOW.plusSeconds(1), null);
        assertThat(banners.findCurrent(NOW.plusSeconds(2)).orElseThrow().textIn("en"))
                .isEqualTo("Again");
    }

    @Test
    void itEndsAutomaticallyAtItsTime() {
        banners.setBanner(OUTAGE, "Sana", NOW, NOW.plus(Duration.ofHours(1)));
        assertThat(banners.findCurrent(NOW.plus(Duration.ofMinutes(59)))).isPresent();
        assertThat(banners.findCurrent(NOW.plus(Duration.ofMinutes(60)))).isEmpty();
    }

    @Test
    void anotherNodeShowsItWithinSeconds() {
        assertThat(elsewhere.findCurrent(NOW)).isEmpty();
        banners.setBanner(OUTAGE, "Sana", NOW, null);
        assertThat(elsewhere.findCurrent(NOW.plusSeconds(1))).isEmpty();
        assertThat(elsewhere.findCurrent(NOW.plus(CurrentBannerService.CACHE_TTL)))
                .isPresent();
    }

    @Test
    void aLanguageThatIsMissingAndATextThatIsTooLongAreRefused() {
        assertThatThrownBy(() -> banners.setBanner(Map.of("en", "Only English"), "Sana", NOW, null))
                .hasMessageContaining("ur");
        assertThatThrownBy(() ->
                        banners.setBanner(Map.of("en", "x".repeat(701), "ur", "x", "ur-Latn", "x"), "Sana", NOW, null))
                .hasMessageContaining("en");
        assertThat(banners.findCurrent(NOW)).isEmpty();
    }
}
