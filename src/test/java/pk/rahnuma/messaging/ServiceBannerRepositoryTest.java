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
class ServiceBannerRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final Map<String, String> OUTAGE =
            Map.of("en", "Out of order", "ur", "خرابی ہے", "ur-Latn", "Kharabi hai");

    private final ServiceBannerRepository banners;
    private final ServiceBannerRepository elsewhere;

    ServiceBannerRepositoryTest(TestDatabase database) {
        this.banners = new ServiceBannerRepository(database.jdbi());
        this.elsewhere = new ServiceBannerRepository(database.jdbi());
    }

    @BeforeEach
    void none() {
        banners.clear("Sana", NOW);
    }

    @Test
    void what_is_set_is_shown_in_each_language_until_it_is_taken_back() {
        banners.set(OUTAGE, "Sana", NOW, null);
        ServiceBanner shown = banners.current(NOW).orElseThrow();
        assertThat(shown.in("ur")).isEqualTo("خرابی ہے");
        assertThat(shown.in("de")).isEqualTo("Out of order");
        assertThat(shown.who()).isEqualTo("Sana");
        assertThat(banners.clear("Sana", NOW)).isTrue();
        assertThat(banners.current(NOW)).isEmpty();
        assertThat(banners.clear("Sana", NOW)).isFalse();
    }

    @Test
    void a_new_one_takes_the_place_of_the_one_before() {
        banners.set(OUTAGE, "Sana", NOW, null);
        banners.set(Map.of("en", "Again", "ur", "پھر", "ur-Latn", "Phir"), "Ali", NOW.plusSeconds(1), null);
        assertThat(banners.current(NOW.plusSeconds(2)).orElseThrow().in("en")).isEqualTo("Again");
    }

    @Test
    void it_ends_by_itself_at_its_time() {
        banners.set(OUTAGE, "Sana", NOW, NOW.plus(Duration.ofHours(1)));
        assertThat(banners.current(NOW.plus(Duration.ofMinutes(59)))).isPresent();
        assertThat(banners.current(NOW.plus(Duration.ofMinutes(60)))).isEmpty();
    }

    @Test
    void another_node_shows_it_within_seconds() {
        assertThat(elsewhere.current(NOW)).isEmpty();
        banners.set(OUTAGE, "Sana", NOW, null);
        assertThat(elsewhere.current(NOW.plusSeconds(1))).isEmpty();
        assertThat(elsewhere.current(NOW.plus(ServiceBannerRepository.REMEMBERED)))
                .isPresent();
    }

    @Test
    void a_language_that_is_missing_and_a_text_that_is_too_long_are_refused() {
        assertThatThrownBy(() -> banners.set(Map.of("en", "Only English"), "Sana", NOW, null))
                .hasMessageContaining("ur");
        assertThatThrownBy(
                        () -> banners.set(Map.of("en", "x".repeat(701), "ur", "x", "ur-Latn", "x"), "Sana", NOW, null))
                .hasMessageContaining("en");
        assertThat(banners.current(NOW)).isEmpty();
    }
}
