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
import io.swagger.v3.oas.annotations.info.Info;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
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
                        description =
                                "Guidance on the registration of VPNs in Pakistan, and applications for it. Every error is a"
                                        + " problem document (RFC 9457): compare its `type`. Times are in UTC (RFC 3339)."))
@OpenAPIExtraSchema(ProblemDetail.class)
@OpenAPIExclude(
        packages = {
            "pk.rahnuma.console",
            "pk.rahnuma.console.admin",
            "pk.rahnuma.console.application",
            "pk.rahnuma.console.live",
            "pk.rahnuma.console.ticket",
            "pk.rahnuma.monitoring",
            "pk.rahnuma.telegram.update",
            "pk.rahnuma.web"
        })
@AnyQuery
public final class ApiDescriptionController {

    private static final String CACHE_CONTROL = "public, max-age=300";
    private static final MediaType YAML = MediaType.of("application/yaml");

    /// A date or time without quotes, which parsers of YAML 1.1 do not read as text.
    private static final Pattern BARE_TIME = Pattern.compile("(?m)(: |- )(\\d{4}-\\d{2}-\\d{2}\\S*)$");

    private final byte[] description = quoteTimes(read("/META-INF/swagger/rahnuma-1.yml"));
    private final byte[] page = read("/pk/rahnuma/api/docs.html");
    private final byte[] script = read("/META-INF/swagger/views/rapidoc/res/rapidoc-min.js");

    private static byte[] read(String resource) {
        return FingerprintedAssets.readResource(ApiDescriptionController.class, resource);
    }

    private static byte[] quoteTimes(byte[] yaml) {
        return BARE_TIME
                .matcher(new String(yaml, StandardCharsets.UTF_8))
                .replaceAll("$1\"$2\"")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Get("/openapi.yml")
    HttpResponse<byte[]> showDescription() {
        return respond(description, YAML);
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
