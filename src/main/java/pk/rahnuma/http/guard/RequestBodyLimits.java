package pk.rahnuma.http.guard;

import io.micronaut.context.processor.ExecutableMethodProcessor;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.http.annotation.UriMapping;
import io.micronaut.http.uri.UriMatchTemplate;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.ExecutableMethod;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/// Maximum size of a body, by path, as the routes say by [BodyLimit]. They are read when the server starts.
@Singleton
public final class RequestBodyLimits implements ExecutableMethodProcessor<BodyLimit> {

    private volatile List<SizedRoute> routes = List.of();

    @Override
    public void process(BeanDefinition<?> controller, ExecutableMethod<?, ?> method) {
        UriMatchTemplate template = UriMatchTemplate.of(
                        controller.stringValue(UriMapping.class).orElse("/"))
                .nest(method.stringValue(HttpMethodMapping.class).orElse("/"));
        addRoute(template, method.enumValue(BodyLimit.class, BodySize.class).orElseThrow());
    }

    void addRoute(UriMatchTemplate template, BodySize size) {
        routes = Stream.concat(routes.stream(), Stream.of(new SizedRoute(template, size)))
                .toList();
    }

    /// Size of the body that a path takes.
    ///
    /// @param path without its query
    BodySize findSize(String path) {
        for (SizedRoute route : routes) {
            if (route.template().match(path).isPresent()) {
                return route.size();
            }
        }
        return BodySize.SMALL;
    }

    /// Tells whether the body of a path is a file, which is read as a stream.
    boolean isFile(String path) {
        return findSize(path) == BodySize.FILE;
    }

    private record SizedRoute(UriMatchTemplate template, BodySize size) {}
}
