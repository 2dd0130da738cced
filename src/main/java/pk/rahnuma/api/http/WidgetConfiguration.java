package pk.rahnuma.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;

/// The chat as a widget in pages of other sites.
///
/// @param origins of those sites, such as `https://www.example.pk`; empty turns the widget off
@ConfigurationProperties("rahnuma.widget")
public record WidgetConfiguration(List<String> origins) {

    public WidgetConfiguration {
        // An empty variable is a list with an empty text.
        origins = origins.stream().filter(origin -> !origin.isBlank()).toList();
    }

    public boolean isOff() {
        return origins.isEmpty();
    }
}
