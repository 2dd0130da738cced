package pk.rahnuma;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.type.Argument;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/// Default values of settings, for tests that start no server.
public final class DefaultConfiguration {

    private DefaultConfiguration() {}

    /// Creates an instance with the defaults.
    ///
    /// @param settings an interface or record with `@ConfigurationProperties`
    public static <T> T defaultsOf(Class<T> settings) {
        return settings.isRecord() ? recordOf(settings) : proxyOf(settings);
    }

    private static <T> T recordOf(Class<T> settings) {
        Constructor<?> constructor = settings.getConstructors()[0];
        Object[] values = Arrays.stream(constructor.getParameters())
                .map(value -> ConversionService.SHARED.convertRequired(
                        value.getAnnotation(Bindable.class).defaultValue(), Argument.of(value.getParameterizedType())))
                .toArray();
        try {
            return settings.cast(constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T proxyOf(Class<T> settings) {
        return settings.cast(Proxy.newProxyInstance(
                settings.getClassLoader(),
                new Class<?>[] {settings},
                (proxy, method, arguments) -> ConversionService.SHARED.convertRequired(
                        method.getAnnotation(Bindable.class).defaultValue(), method.getReturnType())));
    }
}
