package pk.rahnuma;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.util.Map;

/// Settings of `application.yml`, for tests that start no server.
public final class DefaultConfiguration {

    private DefaultConfiguration() {}

    /// Creates an instance with the defaults.
    ///
    /// @param settings a record with `@ConfigurationProperties`
    public static <T> T defaultsOf(Class<T> settings) {
        try (ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(Map.of("datasources.default.enabled", false))
                .start()) {
            return context.getBean(settings);
        }
    }

    /// Text of a default.
    ///
    /// @param property such as `rahnuma.turn.batch`
    public static String defaultOf(String property) {
        Environment file =
                ApplicationContext.builder().deduceEnvironment(false).build().getEnvironment();
        return file.start().getRequiredProperty(property, String.class);
    }
}
