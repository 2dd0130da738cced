package pk.rahnuma.console;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.views.turbo.TurboStreamFilter;

/// The framework's filter for Turbo streams, for the console only, as [ConsoleViewsFilter].
@ServerFilter("/desk/**")
@Replaces(TurboStreamFilter.class)
final class ConsoleTurboFilter extends TurboStreamFilter {}
