package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.faq.GuidanceService;
import pk.rahnuma.http.HtmlTemplateRenderer;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatorConfiguration;
import pk.rahnuma.shared.PublicBaseUrl;

/// Files for search engines, and for people who report a security problem.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
final class WellKnownController {

    private static final String CACHE_CONTROL = "public, max-age=3600";
    private static final MediaType PLAIN = MediaType.of("text/plain;charset=utf-8");
    private static final MediaType XML = MediaType.of("application/xml;charset=utf-8");

    /// RFC 9116 recommends less than a year.
    private static final Duration SECURITY_CONTACT_VALIDITY = Duration.ofDays(30);

    private final GuidanceService guidance;
    private final HtmlTemplateRenderer templates;
    private final OperatorConfiguration operator;
    private final PublicBaseUrl base;
    private final Clock clock;

    WellKnownController(
            GuidanceService guidance,
            HtmlTemplateRenderer templates,
            OperatorConfiguration operator,
            PublicBaseUrl base,
            Clock clock) {
        this.guidance = guidance;
        this.templates = templates;
        this.operator = operator;
        this.base = base;
        this.clock = clock;
    }

    @Get("/robots.txt")
    HttpResponse<String> showRobots() {
        String map = base.baseUrl()
                .map(address -> "Sitemap: " + address + "/sitemap.xml\n")
                .orElse("");
        return ofText(
                "User-agent: *\nDisallow: /api/\nDisallow: /desk\nDisallow: /news/\nDisallow: /*/search\nDisallow: /*/status/\n"
                        + map);
    }

    /// Sitemap with the languages of each page.
    ///
    /// @return null when no address is configured
    @Nullable
    @Get("/sitemap.xml")
    HttpResponse<String> showSitemap() {
        return base.baseUrl().map(this::sitemap).orElse(null);
    }

    private HttpResponse<String> sitemap(String address) {
        List<SitemapPage> all = new ArrayList<>();
        all.add(new SitemapPage("", null));
        all.add(new SitemapPage(EligibilityPageController.PATH, null));
        all.add(new SitemapPage(FormPages.PATH, null));
        all.add(new SitemapPage(StatusPageController.PATH, null));
        all.add(new SitemapPage(CertificateCheckPageController.PATH, null));
        all.add(new SitemapPage(GuidancePageController.PRIVACY_PATH, null));
        all.add(new SitemapPage(GuidancePageController.ACCESSIBILITY_PATH, null));
        guidance.listTopics(Language.DEFAULT)
                .forEach(topic -> all.add(new SitemapPage(
                        GuidancePageController.TOPIC_PATH + topic.id(),
                        guidance.findTopic(topic.id(), Language.DEFAULT)
                                .orElseThrow()
                                .asOf())));
        Map<String, Object> values = new HashMap<>();
        values.put("base", address);
        values.put("pages", all);
        return cached(HttpResponse.ok(templates.renderTemplate("site/sitemap.jte", values)))
                .contentType(XML);
    }

    /// Contact for reports of security problems, as [RFC 9116](https://www.rfc-editor.org/rfc/rfc9116) defines.
    ///
    /// @return null when no contact is configured
    @Nullable
    @Get("/.well-known/security.txt")
    HttpResponse<String> showSecurityContact() {
        return operator.contactLink()
                .map(contact -> ofText("Contact: " + contact + "\nExpires: "
                        + clock.instant().truncatedTo(ChronoUnit.DAYS).plus(SECURITY_CONTACT_VALIDITY)
                        + "\nPreferred-Languages: en, ur\n"
                        + base.baseUrl()
                                .map(address -> "Canonical: " + address + "/.well-known/security.txt\n")
                                .orElse("")))
                .orElse(null);
    }

    private static HttpResponse<String> ofText(String text) {
        return cached(HttpResponse.ok(text)).contentType(PLAIN);
    }

    private static MutableHttpResponse<String> cached(MutableHttpResponse<String> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    }
}
