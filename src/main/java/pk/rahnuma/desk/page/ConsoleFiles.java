package pk.rahnuma.desk.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// The style sheets and programs of the console. Libraries come as they are from their packages.
@Controller(ConsoleFiles.PATH)
public final class ConsoleFiles {

    /// Not below `/desk`: they are nobody's secret, and the way to sign in needs them.
    static final String PATH = "/desk-files";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final int VERSION_BYTES = 6;

    private static final Map<String, String> OURS =
            Map.of("desk.css", "/pk/rahnuma/desk/desk.css", "desk.js", "/pk/rahnuma/desk/desk.js");
    /// By the package that they come from, and the place in it.
    private static final Map<String, String[]> THEIRS = Map.of(
            "tabler.css", new String[] {"tabler__core", "/dist/css/tabler.min.css"},
            "tabler.rtl.css", new String[] {"tabler__core", "/dist/css/tabler.rtl.min.css"},
            "htmx.js", new String[] {"htmx.org", "/dist/htmx.min.js"},
            "sse.js", new String[] {"htmx-ext-sse", "/sse.js"});

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String version;

    ConsoleFiles() {
        OURS.forEach((name, place) -> files.put(name, bytes(place)));
        THEIRS.forEach(
                (name, place) -> files.put(name, bytes(WEBJARS + place[0] + "/" + version(place[0]) + place[1])));
        this.version = version(files);
    }

    /// Of all of them together.
    String version() {
        return version;
    }

    /// Of an older version the present one is given, not to be kept: a page that was open during an update goes on.
    @Nullable
    @Get("/{version}/{name}")
    HttpResponse<?> file(@PathVariable String version, @PathVariable String name) {
        byte[] file = files.get(name);
        if (file == null) {
            return null;
        }
        return HttpResponse.ok(file)
                .contentType(MediaType.of(
                        name.endsWith(".css") ? "text/css;charset=utf-8" : "text/javascript;charset=utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, version.equals(this.version) ? FOR_EVER : "no-cache");
    }

    private static String version(String library) {
        Properties properties = new Properties();
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(
                "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static byte[] bytes(String place) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(place)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
