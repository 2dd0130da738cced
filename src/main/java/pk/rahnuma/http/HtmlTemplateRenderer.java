package pk.rahnuma.http;

import io.micronaut.views.jte.HtmlJteViewsRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/// Renders the templates of `src/main/jte`, which the build compiles. Values are escaped for their place in the HTML.
@Singleton
public final class HtmlTemplateRenderer {

    /// Media type of what is rendered.
    public static final String HTML_MEDIA_TYPE = "text/html;charset=utf-8";

    private static final int INITIAL_CHARACTERS = 16 * 1024;

    private final HtmlJteViewsRenderer<Object> views;

    HtmlTemplateRenderer(HtmlJteViewsRenderer<Object> views) {
        this.views = views;
    }

    /// Renders a template.
    ///
    /// @param template such as `chat/page.jte`
    /// @param values its parameters by name
    public String renderTemplate(String template, Map<String, Object> values) {
        StringWriter html = new StringWriter(INITIAL_CHARACTERS);
        try {
            views.render(template, values, null).writeTo(html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }
}
