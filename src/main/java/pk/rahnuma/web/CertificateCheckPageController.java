package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.http.LocalisedResponse;
import pk.rahnuma.http.RequestOrigin;
import pk.rahnuma.http.ResponseDelayer;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.register.certificate.CertificateCheckService;
import pk.rahnuma.register.certificate.CertificateCheckService.CertificateState;
import pk.rahnuma.register.certificate.CertificateCheckService.CheckResult;
import pk.rahnuma.register.certificate.CertificateService;
import pk.rahnuma.register.certificate.VerificationKeyService;
import pk.rahnuma.registration.WorkingCalendar;

/// Page on which those who are shown a certificate check it: by its code, which a script of the page reads, or by its
/// number and the name of the holder.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificateCheckPageController {

    static final String PATH = "verify";

    private static final String PAGE = "/{language:en|ur|ur-Latn}/" + PATH;
    /// A check takes as long for what is unknown as for what is known.
    private static final Duration MIN_DURATION = Duration.ofMillis(500);

    private static final String NUMBER = "number";
    private static final String HOLDER = "holder";
    private static final String CODE = "code";

    private final SitePageRenderer pages;
    private final CertificateService certificates;
    private final CertificateCheckService checks;
    private final VerificationKeyService keys;
    private final ApiRateLimiter limiter;
    private final ResponseDelayer delayer;
    private final InstantSource clock;

    CertificateCheckPageController(
            SitePageRenderer pages,
            CertificateService certificates,
            CertificateCheckService checks,
            VerificationKeyService keys,
            ApiRateLimiter limiter,
            ResponseDelayer delayer,
            InstantSource clock) {
        this.pages = pages;
        this.certificates = certificates;
        this.checks = checks;
        this.keys = keys;
        this.limiter = limiter;
        this.delayer = delayer;
        this.clock = clock;
    }

    /// Content of the page beside its form.
    ///
    /// @param result null before a check
    /// @param error text; null when there is none
    /// @param field that it is about; null when it is about none
    /// @param named true when the name of the holder was checked
    private record Outcome(
            HttpStatus status,
            @Nullable CheckResult result,
            @Nullable String error,
            @Nullable String field,
            boolean named) {

        static final Outcome UNCHECKED = new Outcome(HttpStatus.OK, null, null, null, false);

        static Outcome failed(HttpStatus status, String error, @Nullable String field) {
            return new Outcome(status, null, error, field, false);
        }
    }

    /// Shows the page at the address that codes have, in the language of the browser.
    @Get("/" + PATH)
    HttpResponse<String> showPage(HttpRequest<?> request) {
        return showForm(request, PageLanguageResolver.resolveLanguage(request));
    }

    @Get(PAGE)
    HttpResponse<String> showForm(HttpRequest<?> request, @PathVariable String language) {
        limiter.checkPublicRead(request);
        return respond(language, Outcome.UNCHECKED, Map.of());
    }

    /// Public keys of the statements in codes, for programs that check them.
    ///
    /// @return null when this desk issues no certificates
    @Nullable
    @Get("/" + PATH + "/keys.json")
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<String> showKeys(HttpRequest<?> request) {
        limiter.checkPublicRead(request);
        return certificates.isOffered() ? cached(keys.describeKeys(clock.instant())) : null;
    }

    /// Signed list of the revoked certificates.
    ///
    /// @return null when this desk issues no certificates
    @Nullable
    @Get("/" + PATH + "/revoked.jwt")
    @Produces("application/jwt")
    HttpResponse<String> showRevocations(HttpRequest<?> request) {
        limiter.checkStatusLookup(request);
        return certificates.isOffered() ? cached(keys.signRevocations(clock.instant())) : null;
    }

    private static HttpResponse<String> cached(String body) {
        return HttpResponse.ok(body).header(HttpHeaders.CACHE_CONTROL, LocalisedResponse.CACHED);
    }

    /// Checks a certificate, by its number and the name of its holder, or by its code alone.
    @Post(PAGE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    CompletionStage<HttpResponse<String>> checkCertificate(
            HttpRequest<?> request, @PathVariable String language, @Nullable @Body byte[] body) {
        limiter.checkStatusLookup(request);
        Map<String, String> fields = FormFields.readBody(body);
        Instant now = clock.instant();
        Outcome outcome = RequestOrigin.isCrossSite(request)
                ? Outcome.failed(
                        HttpStatus.BAD_REQUEST, pages.viewOf(language, PATH).text("site.foreign"), null)
                : check(pages.viewOf(language, PATH), fields, now);
        return outcome.result() == null
                ? CompletableFuture.completedFuture(respond(language, outcome, fields))
                : delayer.delayResponse(outcome, now, MIN_DURATION)
                        .thenApply(shown -> respond(language, shown, fields));
    }

    private Outcome check(SiteView view, Map<String, String> fields, Instant now) {
        String number = fields.getOrDefault(NUMBER, "");
        String holder = fields.getOrDefault(HOLDER, "");
        String code = fields.getOrDefault(CODE, "");
        if (!holder.isBlank() || code.isBlank()) {
            if (number.isBlank() || number.length() > CertificateCheckService.MAX_NAME_LENGTH) {
                return Outcome.failed(HttpStatus.BAD_REQUEST, view.text("site.verify_number_missing"), NUMBER);
            }
            if (holder.isBlank() || holder.length() > CertificateCheckService.MAX_NAME_LENGTH) {
                return Outcome.failed(HttpStatus.BAD_REQUEST, view.text("site.verify_holder_missing"), HOLDER);
            }
            return new Outcome(HttpStatus.OK, checks.checkNumber(number, holder, now), null, null, true);
        }
        return new Outcome(HttpStatus.OK, checks.checkStatement(code, now), null, null, false);
    }

    /// @param fields as they were typed
    private HttpResponse<String> respond(String language, Outcome outcome, Map<String, String> fields) {
        Map<String, Object> values = new HashMap<>();
        values.put("offered", certificates.isOffered());
        values.put("result", outcome.result());
        values.put(
                "outcome",
                outcome.result() == null ? null : textKeyOf(outcome.result().state()));
        values.put("error", outcome.error());
        values.put("field", outcome.field());
        values.put("named", outcome.named());
        values.put("today", WorkingCalendar.dayOf(clock.instant()));
        values.put("keys", certificates.isOffered() ? keys.describeKeys(clock.instant()) : "");
        values.put(NUMBER, readTyped(fields, NUMBER, outcome));
        values.put(HOLDER, readTyped(fields, HOLDER, outcome));
        return pages.respondUncached(outcome.status(), pages.viewOf(language, PATH), "verify.jte", values);
    }

    private static String textKeyOf(CertificateState state) {
        return switch (state) {
            case VALID -> "site.verify_valid";
            case SUSPENDED -> "site.verify_suspended";
            case NOT_VALID -> "site.verify_not_valid";
            case NO_MATCH -> "site.verify_no_match";
        };
    }

    /// Typed text to be shown again; empty when it was too long. The number of a code is shown with its result.
    private static String readTyped(Map<String, String> fields, String name, Outcome outcome) {
        if (name.equals(NUMBER) && outcome.result() != null && outcome.result().number() != null) {
            return outcome.result().number().toGroupedText();
        }
        String typed = fields.getOrDefault(name, "");
        return typed.length() > CertificateCheckService.MAX_NAME_LENGTH ? "" : typed;
    }
}
