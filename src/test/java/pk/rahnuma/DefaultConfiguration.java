package pk.rahnuma;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.NameUtils;
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
    /// @param component of the record, such as `dailyMessages`
    public static String defaultOf(Class<?> settings, String component) {
        Environment file =
                ApplicationContext.builder().deduceEnvironment(false).build().getEnvironment();
        file.start();
        return file.getRequiredProperty(
                settings.getAnnotation(ConfigurationProperties.class).value() + "." + NameUtils.hyphenate(component),
                String.class);
    }
}
