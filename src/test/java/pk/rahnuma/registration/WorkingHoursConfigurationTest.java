package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.shared.OperatingMode;

class WorkingHoursConfigurationTest {

    @Test
    void theDeskAssistsAndHasNoHolidaysUnlessTheOperatorSaysOtherwise() {
        try (ApplicationContext context = start(Map.of("rahnuma.holidays", ""))) {
            assertThat(context.getBean(OperatingMode.class)).isEqualTo(OperatingMode.ASSISTANCE);
            assertThat(context.getBean(WorkingCalendar.class).holidays()).isEmpty();
        }
    }

    @Test
    void modeAndHolidaysAreTheOperators() {
        try (ApplicationContext context =
                start(Map.of("rahnuma.mode", "authority", "rahnuma.holidays", "2026-12-25,2027-03-23"))) {
            assertThat(context.getBean(OperatingMode.class)).isEqualTo(OperatingMode.AUTHORITY);
            assertThat(context.getBean(WorkingCalendar.class).holidays())
                    .containsExactlyInAnyOrder(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 3, 23));
        }
    }

    private static ApplicationContext start(Map<String, Object> properties) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(properties)
                .properties(Map.of("datasources.default.enabled", false))
                .beanDefinitions(RuntimeBeanDefinition.builder(HolidayProvider.class, () -> Set::of)
                        .replaces(HolidayService.class)
                        .build())
                .start();
    }
}
