package pk.rahnuma.http.guard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;

/// Rejects query parameters that an operation does not declare, and repeated ones: otherwise a misspelt parameter would
/// have no effect, without a word. A page among the routes accepts any ([AnyQuery]).
@ServerFilter("/api/v1/**")
final class QueryParameterFilter {

    @RequestFilter
    void checkParameters(HttpRequest<?> request) {
        Map<String, List<String>> sent = request.getParameters().asMap();
        if (sent.isEmpty()
                || !(RouteAttributes.getRouteMatch(request).orElse(null) instanceof MethodBasedRouteMatch<?, ?> route)
                || route.hasAnnotation(AnyQuery.class)) {
            return;
        }
        Set<String> declared = declaredParameters(route);
        if (!declared.containsAll(sent.keySet()) || sent.values().stream().anyMatch(values -> values.size() > 1)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.BAD_REQUEST,
                    declared.isEmpty()
                            ? "Leave out the query: this operation has no parameters."
                            : "Give only these parameters, each once: "
                                    + declared.stream().collect(Collectors.joining("`, `", "`", "`.")));
        }
    }

    private static Set<String> declaredParameters(MethodBasedRouteMatch<?, ?> route) {
        return Arrays.stream(route.getArguments())
                .filter(argument -> argument.isAnnotationPresent(QueryValue.class))
                .map(argument -> argument.getAnnotationMetadata()
                        .stringValue(QueryValue.class)
                        .orElse(argument.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
