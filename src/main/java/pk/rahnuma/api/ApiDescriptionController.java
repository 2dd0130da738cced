package pk.rahnuma.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.openapi.annotation.OpenAPIExclude;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Contact;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import pk.rahnuma.http.ContentSecurityPolicy;
import pk.rahnuma.http.FingerprintedAssets;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.guard.AnyQuery;

/// Serves the description of the API, and a page that shows it.
@Controller("/api/v1")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Rahnuma",
                        version = "1",
                        contact = @Contact(name = "The operator of the desk"),
                        license = @License(name = "Apache 2.0", url = "https://www.apache.org/licenses/LICENSE-2.0"),
                        description = ApiDescriptionController.INTRODUCTION))
@OpenAPIExtraSchema(ProblemDetail.class)
@OpenAPIExclude(
        packages = {
            "pk.rahnuma.console",
            "pk.rahnuma.console.admin",
            "pk.rahnuma.console.application",
            "pk.rahnuma.console.ticket",
            "pk.rahnuma.monitoring",
            "pk.rahnuma.telegram.update",
            "pk.rahnuma.web"
        })
@AnyQuery
public final class ApiDescriptionController {

    static final String INTRODUCTION = """
            Guidance on the registration of VPNs in Pakistan, and applications for it. Every error is a problem document \
            (RFC 9457): compare its `type`. Times are in UTC (RFC 3339). A member without a value is left out.

            ## Requests

            * A body is one JSON object in UTF-8, of at most 64 KB. Unknown members and query parameters are refused.
            * Send an `Idempotency-Key` with each request that changes something, and repeat a request without a \
            response with the same key: it takes effect once.
            * With `If-None-Match` a response that did not change is 304; with `If-Match` a change is refused with \
            412 if somebody else changed the resource.
            * Pages of other sites can use the API only if the operator has named their origin (CORS): a \
            preflight request of any other origin is refused with 403.

            ## Limits

            The header `RateLimit-Policy` of a response names the limit that counted the request, and `RateLimit` what \
            is left of it. Operators can change the quotas; by default they are:

            | limit | counts | quota |
            |---|---|---|
            | `public` | requests without a token, by network | 1,200 a minute |
            | `reads` | reading of messages and files, by chat | 1,200 a minute |
            | `messages` | all other requests with a token, by person | 30 at once, one more each second |
            | `files` | uploads, by chat | 40 an hour |
            | `status` | status by reference, by network | 600 in 10 minutes |
            | `sign-in`, `codes` | sign-ins and tried codes, by network | 120 in 10 minutes |
            | `key` | requests with the key of an organisation | 300 a minute |

            ## Sandbox

            A desk for tests has the header `Rahnuma-Sandbox: true` in each response, sends no e-mail and no SMS, and \
            takes the code `123456` in each sign-in.

            ## Versions

            Within `v1` there can be new operations, optional parameters, members, problem types, headers and values: \
            ignore the unknown. Nothing else that a client sends or receives changes.
            """;

    private static final String CACHE_CONTROL = "public, max-age=300";

    private final byte[] description = read("/pk/rahnuma/api/openapi.yml");
    private final byte[] page = read("/pk/rahnuma/api/docs.html");
    private final byte[] script = read("/META-INF/swagger/views/rapidoc/res/rapidoc-min.js");

    private static byte[] read(String resource) {
        return FingerprintedAssets.readResource(ApiDescriptionController.class, resource);
    }

    @Get("/openapi.yml")
    HttpResponse<byte[]> showDescription() {
        return respond(description, MediaType.APPLICATION_YAML_TYPE);
    }

    @Get("/docs")
    HttpResponse<byte[]> showPage() {
        return respond(page, MediaType.of("text/html;charset=utf-8"))
                .header(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.API_PAGE);
    }

    @Get("/docs/rapidoc.js")
    HttpResponse<byte[]> serveScript() {
        return respond(script, MediaType.of("text/javascript;charset=utf-8"));
    }

    private static MutableHttpResponse<byte[]> respond(byte[] body, MediaType type) {
        return HttpResponse.ok(body).contentType(type).header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    }
}
