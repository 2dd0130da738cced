package pk.rahnuma.console;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.annotation.Filter;
import io.micronaut.views.ViewsFilter;
import io.micronaut.views.ViewsModelDecorator;
import io.micronaut.views.ViewsRendererLocator;
import io.micronaut.views.ViewsResolver;
import io.micronaut.views.turbo.TurboFrameRenderer;

/// The framework's filter for views, for the console only: elsewhere it would cost each message, and find nothing.
@Filter("/desk/**")
@Replaces(ViewsFilter.class)
final class ConsoleViewsFilter extends ViewsFilter {

    ConsoleViewsFilter(
            ViewsResolver resolver,
            ViewsRendererLocator renderers,
            ViewsModelDecorator decorator,
            TurboFrameRenderer frames) {
        super(resolver, renderers, decorator, frames);
    }
}
