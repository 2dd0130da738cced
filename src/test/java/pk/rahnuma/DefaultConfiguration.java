package pk.rahnuma;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.ConversionService;
import java.lang.reflect.Proxy;

/// Default values of settings, for tests that start no server.
public final class DefaultConfiguration {

    private DefaultConfiguration() {}

    /// Creates an instance with the defaults.
    ///
    /// @param settings an interface with `@ConfigurationProperties`
    public static <T> T defaultsOf(Class<T> settings) {
        return settings.cast(Proxy.newProxyInstance(
                settings.getClassLoader(),
                new Class<?>[] {settings},
                (proxy, method, arguments) -> ConversionService.SHARED.convertRequired(
                        method.getAnnotation(Bindable.class).defaultValue(), method.getReturnType())));
    }
}
