package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.shared.Language;

/// Page about each problem type of the API, at the address that is the type. It is in English, as the description of
/// the API is.
@Controller(ProblemDetail.TYPE_PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
final class ProblemTypeController {

    private static final Map<String, ProblemDetail.Kind> KINDS_BY_TYPE =
            Stream.of(ProblemDetail.Kind.values()).collect(Collectors.toMap(ProblemDetail.Kind::type, kind -> kind));

    private final SitePageRenderer pages;
    private final ApiRateLimiter limiter;

    ProblemTypeController(SitePageRenderer pages, ApiRateLimiter limiter) {
        this.pages = pages;
        this.limiter = limiter;
    }

    /// Shows the page of a type.
    ///
    /// @return null when there is none of this name
    @Nullable
    @Get("/{name}")
    HttpResponse<String> showType(HttpRequest<?> request, @PathVariable String name) {
        limiter.checkPublicRead(request);
        ProblemDetail.Kind kind = KINDS_BY_TYPE.get(ProblemDetail.TYPE_PATH + name);
        return kind == null
                ? null
                : pages.respond(
                        HttpStatus.OK,
                        pages.viewOf(Language.DEFAULT, null),
                        "problem-type.jte",
                        LocalisedResponse.CACHED,
                        Map.of("kind", kind, "advice", kind.advice().replace("`", "")));
    }
}
