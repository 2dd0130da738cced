package pk.rahnuma.http.guard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.web.router.RouteAttributes;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ProblemDetail;

/// Rejects form bodies of routes that do not take any, and all multipart bodies; of files the media type is replaced
/// before ([RequestHeadCheck]). The framework itself fails on a multipart type without a boundary. Mail programs send a
/// form to the page that turns news off, which does not read it ([UnreadBody]).
@ServerFilter(value = "/**", patternStyle = FilterPatternStyle.ANT)
final class FormBodyRejectionFilter {

    private final RequestBodyLimits limits;

    FormBodyRejectionFilter(RequestBodyLimits limits) {
        this.limits = limits;
    }

    @RequestFilter
    void rejectForms(HttpRequest<?> request) {
        MediaType type = request.getContentType().orElse(null);
        if (type != null && isForm(type) && !takes(request, type)) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.WRONG_CONTENT_TYPE,
                    limits.isFile(request.getPath())
                            ? "Send the file itself as the body, or `multipart/form-data`."
                            : "Send it with `Content-Type: application/json`.");
        }
    }

    private static boolean isForm(MediaType type) {
        return isMultipart(type) || type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
    }

    private static boolean isMultipart(MediaType type) {
        return type.getType().equalsIgnoreCase("multipart");
    }

    private static boolean takes(HttpRequest<?> request, MediaType type) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(UnreadBody.class)
                        || !isMultipart(type) && route.getRouteInfo().doesConsume(type))
                .isPresent();
    }
}
