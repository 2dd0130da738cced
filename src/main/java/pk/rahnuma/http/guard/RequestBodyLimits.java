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
        routes = Stream.concat(routes.stream(), Stream.of(SizedRoute.ofTemplate(template, size)))
                .toList();
    }

    /// Size of the body that a path takes.
    ///
    /// @param path without its query
    BodySize findSize(String path) {
        for (SizedRoute route : routes) {
            if (route.matches(path)) {
                return route.size();
            }
        }
        return BodySize.SMALL;
    }

    /// Tells whether the body of a path is a file, which is read as a stream.
    boolean isFile(String path) {
        return findSize(path) == BodySize.FILE;
    }

    /// @param prefix literal beginning of the template; all of it when it has no variable
    /// @param suffix literal end
    private record SizedRoute(String prefix, String suffix, UriMatchTemplate template, BodySize size) {

        static SizedRoute ofTemplate(UriMatchTemplate template, BodySize size) {
            String text = template.toString();
            int first = text.indexOf('{');
            return new SizedRoute(
                    first < 0 ? text : text.substring(0, first),
                    text.substring(text.lastIndexOf('}') + 1),
                    template,
                    size);
        }

        /// The literal ends decide for most paths, at the cost of two comparisons.
        boolean matches(String path) {
            return path.startsWith(prefix)
                    && path.endsWith(suffix)
                    && template.match(path).isPresent();
        }
    }
}
