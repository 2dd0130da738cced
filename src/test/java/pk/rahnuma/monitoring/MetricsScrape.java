package pk.rahnuma.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Metrics of a running server, as Prometheus reads them.
public final class MetricsScrape {

    public static final String TOKEN = "a-token-of-the-tests";

    private final List<String> lines;

    private MetricsScrape(String text) {
        this.lines = text.lines().toList();
    }

    public static MetricsScrape scrapeServer(URI server) {
        HttpAnswer answer = fetchMetrics(server.resolve("/metrics"), TOKEN);
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return new MetricsScrape(answer.body());
    }

    public record HttpAnswer(int status, String type, String body) {}

    /// Reads the metrics.
    ///
    /// @param token null for none
    public static HttpAnswer fetchMetrics(URI address, String token) {
        try {
            HttpURLConnection asked = (HttpURLConnection) address.toURL().openConnection();
            asked.setReadTimeout(10_000);
            if (token != null) {
                asked.setRequestProperty("Authorization", "Bearer " + token);
            }
            int status = asked.getResponseCode();
            try (var body = status < 400 ? asked.getInputStream() : asked.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new HttpAnswer(status, asked.getContentType(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sum over all series of this name whose labels contain these pairs, such as `channel="web"`.
    public double sumOf(String name, String... labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new AssertionError("no " + name + " " + List.of(labels)));
    }

    /// Names as in queries: of a histogram `…_bucket`, `…_sum`, `…_count`.
    Set<String> seriesNames() {
        Set<String> names = new TreeSet<>();
        lines.stream().filter(line -> !line.startsWith("#")).forEach(line -> names.add(line.split("[{ ]", 2)[0]));
        return names;
    }

    /// Names of metrics, without the suffixes of timers and histograms.
    Set<String> metricNames() {
        Collection<String> families = lines.stream()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .toList();
        Set<String> names = new TreeSet<>(families);
        names.removeIf(name -> name.endsWith("_max") && families.contains(name.replaceFirst("_max$", "")));
        return names;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
