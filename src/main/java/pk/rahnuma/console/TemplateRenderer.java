package pk.rahnuma.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.http.ContentSecurityPolicy;
import pk.rahnuma.http.HtmlTemplateRenderer;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.SandboxConfiguration;

/// Renders pages, and parts of pages, from templates. Browsers store none of them.
@Singleton
public final class TemplateRenderer {

    /// Cookie with the language that was chosen in this browser.
    public static final String LANGUAGE_COOKIE = "rahnuma-desk-language";

    private static final String UNDO_HEADER = "Rahnuma-Undo";

    private final HtmlTemplateRenderer templates;
    private final ConsoleTexts texts;
    private final ConsoleAssetController assets;
    private final ScriptLibrary library;
    private final HeadCountService headCounts;
    private final DeskIdentity desk;
    private final String mode;
    private final InstantSource clock;

    TemplateRenderer(
            HtmlTemplateRenderer templates,
            ConsoleTexts texts,
            ConsoleAssetController assets,
            ScriptLibrary library,
            HeadCountService headCounts,
            DeskIdentity desk,
            SandboxConfiguration sandbox,
            InstantSource clock) {
        this.templates = templates;
        this.texts = texts;
        this.assets = assets;
        this.library = library;
        this.headCounts = headCounts;
        this.desk = desk;
        this.mode = sandbox.sandbox()
                ? "sandbox"
                : desk.runBy() == DeskIdentity.RunBy.OPERATOR
                        ? desk.mode().toWord()
                        : desk.runBy().toWord();
        this.clock = clock;
    }

    /// Creates the context of a request's page.
    public ViewContext createContext(HttpRequest<?> request) {
        ConsoleUser viewer = ConsoleUser.findUser(request).orElse(null);
        String language = request.getCookies()
                .findCookie(LANGUAGE_COOKIE)
                .map(Cookie::getValue)
                .filter(Language.STAFF::contains)
                .orElse(Language.DEFAULT);
        return new ViewContext(
                texts,
                library.texts(),
                language,
                viewer,
                request.getUri().toString(),
                headCounts.countSecondLooks(viewer),
                isPart(request) ? 0 : headCounts.countUnread(viewer),
                assets.version(),
                mode,
                desk,
                clock.instant());
    }

    /// Renders a page.
    ///
    /// @param template such as `applications/list.jte`
    /// @param arguments names and values, beside `screen`
    public MutableHttpResponse<String> renderPage(ViewContext screen, String template, Object... arguments) {
        return renderPage(HttpStatus.OK, screen, template, arguments);
    }

    public MutableHttpResponse<String> renderPage(
            HttpStatus status, ViewContext screen, String template, Object... arguments) {
        Map<String, Object> named = new HashMap<>();
        named.put("screen", screen);
        for (int i = 0; i < arguments.length; i += 2) {
            named.put((String) arguments[i], arguments[i + 1]);
        }
        return HttpResponse.status(status)
                .body(templates.renderTemplate(template, named))
                .contentType(HtmlTemplateRenderer.HTML_MEDIA_TYPE)
                .header(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.CONSOLE)
                // Without a referrer policy, a browser sends "null" as the origin of our own forms.
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Tells whether htmx asks for a part of the page.
    public static boolean isPart(HttpRequest<?> request) {
        return request.getHeaders().contains("HX-Request");
    }

    /// Confirms an operation that can be taken back for some seconds.
    ///
    /// @param undo path within the console to which the page posts to take it back
    public static MutableHttpResponse<String> confirmWithUndo(HttpRequest<?> request, String path, String undo) {
        return confirmOrRedirect(request, path).header(UNDO_HEADER, undo);
    }

    /// Lets the page take back what was done of an operation that failed in part, when its failure is answered.
    ///
    /// @param undo path within the console to which the page posts to take it back
    public static void offerUndo(HttpRequest<?> request, String undo) {
        request.setAttribute(UNDO_HEADER, undo);
    }

    /// Adds the offer of a request, if it has one, to the response about its failure.
    static HttpResponse<?> addOfferedUndo(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(UNDO_HEADER, String.class).ifPresent(undo -> response.header(UNDO_HEADER, undo));
        return response;
    }

    /// Confirms an operation: htmx leaves the page, which the next event refreshes; a browser without htmx is
    /// redirected.
    ///
    /// @param path within the console
    public static MutableHttpResponse<String> confirmOrRedirect(HttpRequest<?> request, String path) {
        return isPart(request)
                ? HttpResponse.<String>noContent().header(HttpHeaders.CACHE_CONTROL, "no-store")
                : redirectTo(request, path);
    }

    /// Redirects to another page, by htmx or by the browser itself.
    ///
    /// @param path within the console
    public static MutableHttpResponse<String> redirectTo(HttpRequest<?> request, String path) {
        return isPart(request)
                ? HttpResponse.<String>noContent().header("HX-Redirect", path)
                : HttpResponse.<String>status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }
}
