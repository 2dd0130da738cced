package pk.rahnuma.http.caller;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Describes the device of a request in one or two words: enough to recognise one's own device, too little to identify
/// a person. Version, language and other browser data are not stored.
public final class DeviceDescription {

    /// The first match counts: most browsers name others too.
    private static final List<Map.Entry<String, String>> BROWSER_NAMES = List.of(
            Map.entry("SamsungBrowser", "Samsung Internet"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Edg", "Edge"),
            Map.entry("Firefox", "Firefox"),
            Map.entry("FxiOS", "Firefox"),
            Map.entry("Chrome", "Chrome"),
            Map.entry("CriOS", "Chrome"),
            Map.entry("Safari", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEM_NAMES = List.of(
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("Windows", "Windows"),
            Map.entry("Macintosh", "Mac"),
            Map.entry("CrOS", "Chromebook"),
            Map.entry("Linux", "Linux"));

    private DeviceDescription() {}

    /// Describes the device.
    ///
    /// @return such as `Firefox, Android`; empty when unknown
    public static String describeDevice(HttpRequest<?> request) {
        String agent = request.getHeaders().get(HttpHeaders.USER_AGENT, String.class, "");
        return Stream.of(BROWSER_NAMES, SYSTEM_NAMES)
                .flatMap(words -> words.stream()
                        .filter(word -> agent.contains(word.getKey()))
                        .map(Map.Entry::getValue)
                        .limit(1))
                .collect(Collectors.joining(", "));
    }
}
