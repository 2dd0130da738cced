package pk.rahnuma.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.record.LineFilter;

/// Filter of lines as it was typed on a page; a part that is empty does not matter.
///
/// @param status word of a [LineStatus], or empty
/// @param provider code of the form, or a name
public record LineFilterForm(String status, String provider, String site, String address) {

    private static final int MAX_TEXT_LENGTH = 100;

    /// Reads the parameters of an address.
    public static LineFilterForm fromRequest(HttpRequest<?> request) {
        return new LineFilterForm(
                LineStatus.parseWord(read(request, "status"))
                        .map(LineStatus::toWord)
                        .orElse(""),
                read(request, "provider"),
                read(request, "site"),
                read(request, "address"));
    }

    private static String read(HttpRequest<?> request, String name) {
        return request.getParameters()
                .getFirst(name)
                .map(String::strip)
                .filter(text -> text.length() <= MAX_TEXT_LENGTH)
                .orElse("");
    }

    public boolean isEmpty() {
        return parts().isEmpty();
    }

    /// True when the address is none.
    public boolean isUnreadable() {
        return !address.isEmpty() && LineFilter.parseAddress(address).isEmpty();
    }

    /// Filter of the lines of an application.
    ///
    /// @param application id; null for all applications
    /// @param readProvider finds the code of an internet company by what people call it
    public LineFilter toFilter(@Nullable Long application, UnaryOperator<String> readProvider) {
        return new LineFilter(
                application,
                LineStatus.parseWord(status).orElse(null),
                provider.isEmpty() ? null : readProvider.apply(provider),
                site.isEmpty() ? null : site,
                LineFilter.parseAddress(address).orElse(null),
                null);
    }

    /// Parts as text, without those that are empty.
    ///
    /// @param nameStatus word for a status
    public List<String> values(Function<LineStatus, String> nameStatus) {
        return Stream.of(LineStatus.parseWord(status).map(nameStatus).orElse(""), provider, site, address)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// Query of an address, such as `status=active&site=Multan`; empty without a filter.
    public String toQuery() {
        return parts().entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("status", status);
        parts.put("provider", provider);
        parts.put("site", site);
        parts.put("address", address);
        parts.values().removeIf(String::isEmpty);
        return parts;
    }
}
