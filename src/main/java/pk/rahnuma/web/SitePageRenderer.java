package pk.rahnuma.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.HtmlErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.HtmlTemplateRenderer;
import pk.rahnuma.http.caller.TelegramAppSession;

/// Renders the pages of the site, and the page that browsers get for an error.
@Singleton
public final class SitePageRenderer implements HtmlErrorResponseBodyProvider {

    private static final String PROBLEM_TEMPLATE = "problem.jte";

    /// Reads are limited by the minute.
    private static final String RETRY_SECONDS = "60";

    private final HtmlTemplateRenderer templates;
    private final SiteView.Site site;
    private final TelegramAppSession telegramApp;

    SitePageRenderer(HtmlTemplateRenderer templates, SiteView.Site site, TelegramAppSession telegramApp) {
        this.templates = templates;
        this.site = site;
        this.telegramApp = telegramApp;
    }

    /// View of a page.
    ///
    /// @param path behind the language; null for a page that has one address only
    public SiteView viewOf(String language, String path) {
        boolean telegram = ServerRequestContext.currentRequest()
                .filter(telegramApp::isShownWithin)
                .isPresent();
        return new SiteView(language, path, site, telegram);
    }

    /// View of a page that is shown within Telegram only.
    public SiteView telegramViewOf(String language) {
        return new SiteView(language, null, site, true);
    }

    /// Renders a template of `src/main/jte/site`.
    ///
    /// @param values its parameters beside the view
    public MutableHttpResponse<String> respond(
            HttpStatus status, SiteView view, String template, String cacheControl, Map<String, Object> values) {
        return HttpResponse.<String>status(status)
                .body(render(view, template, values))
                .contentType(HtmlTemplateRenderer.HTML_MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, view.language())
                // With no referrer at all, browsers send a form with `Origin: null`, which is rejected.
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, cacheControl);
    }

    /// As [#respond], for a page that no cache stores.
    public MutableHttpResponse<String> respondUncached(
            HttpStatus status, SiteView view, String template, Map<String, Object> values) {
        return respond(status, view, template, "no-store", values);
    }

    /// Page for a request that was rejected.
    HttpResponse<String> respondProblem(HttpRequest<?> request, ApiException problem) {
        HttpStatus status = problem.problemKind().httpStatus();
        boolean tooMany = status == HttpStatus.TOO_MANY_REQUESTS;
        MutableHttpResponse<String> response = respondUncached(
                status,
                problemView(request),
                PROBLEM_TEMPLATE,
                Map.of(
                        "problem",
                        switch (problem.problemKind()) {
                            case TOO_MANY -> "site.wait";
                            case NO_OPERATOR -> "site.no_operator";
                            case UNAUTHENTICATED -> "site.no_chat";
                            default -> problemText(status.getCode());
                        }));
        return tooMany ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS) : response;
    }

    private static String problemText(int status) {
        if (status == HttpStatus.NOT_FOUND.getCode()) {
            return "site.no_page";
        }
        return status < HttpStatus.INTERNAL_SERVER_ERROR.getCode() ? "site.refused" : "site.fault";
    }

    private SiteView problemView(HttpRequest<?> request) {
        return viewOf(PageLanguageResolver.resolveLanguage(request), null);
    }

    private String render(SiteView view, String template, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("view", view);
        return templates.renderTemplate("site/" + template, all);
    }

    @Override
    public String contentType() {
        return HtmlTemplateRenderer.HTML_MEDIA_TYPE;
    }

    /// Error page for browsers.
    @Override
    public String body(ErrorContext context, HttpResponse<?> response) {
        return render(
                problemView(context.getRequest()), PROBLEM_TEMPLATE, Map.of("problem", problemText(response.code())));
    }
}
