package pk.rahnuma.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import pk.rahnuma.shared.WebAddressPattern;

/// The chat as a widget in pages of other sites.
///
/// @param origins of those sites, such as `https://www.example.pk`; empty turns the widget off
@ConfigurationProperties("rahnuma.widget")
public record WidgetConfiguration(
        @Size(
                max = 20,
                message = "RAHNUMA_WIDGET_ORIGINS must be at most 20 origins such as https://app.example.pk, by commas")
        List<@Pattern(regexp = "|" + WebAddressPattern.ORIGIN) String> origins) {

    public WidgetConfiguration {
        // An empty variable is a list with an empty text.
        origins = origins.stream().filter(origin -> !origin.isBlank()).toList();
    }

    public boolean isOff() {
        return origins.isEmpty();
    }
}
