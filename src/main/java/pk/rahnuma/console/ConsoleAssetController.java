package pk.rahnuma.console;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.http.FingerprintedAssets;

/// Serves the style sheets and scripts of the console. Libraries come unchanged from their packages.
@Controller(ConsoleAssetController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
public final class ConsoleAssetController {

    /// Not below `/desk`: the files are public, and the sign-in page needs them.
    static final String PATH = "/desk-files";

    private static final String WEBJARS_FOLDER = "/META-INF/resources/webjars/";
    private static final Map<String, String> OWN_FILES = Stream.of(
                    "desk.css",
                    "safe-html.js",
                    "live.js",
                    "morph.js",
                    "sending.js",
                    "drafts.js",
                    "attach.js",
                    "documents.js",
                    "work.js",
                    "saved.js",
                    "mentions.js",
                    "notifications.js",
                    "desk.js")
            .collect(Collectors.toMap(name -> name, name -> "/pk/rahnuma/console/" + name));
    /// Files of libraries, by name: the package and the path in it.
    private static final Map<String, String[]> LIBRARY_FILES = Map.of(
            "tabler.css", new String[] {"tabler__core", "/dist/css/tabler.min.css"},
            "tabler.rtl.css", new String[] {"tabler__core", "/dist/css/tabler.rtl.min.css"},
            "htmx.js", new String[] {"htmx.org", "/dist/htmx.min.js"},
            "sse.js", new String[] {"htmx-ext-sse", "/sse.js"});

    private final FingerprintedAssets assets;

    ConsoleAssetController() {
        Map<String, byte[]> contents = new HashMap<>();
        OWN_FILES.forEach((name, place) ->
                contents.put(name, FingerprintedAssets.readResource(ConsoleAssetController.class, place)));
        LIBRARY_FILES.forEach((name, place) -> contents.put(
                name,
                FingerprintedAssets.readResource(
                        ConsoleAssetController.class,
                        WEBJARS_FOLDER + place[0] + "/" + readLibraryVersion(place[0]) + place[1])));
        this.assets = new FingerprintedAssets(contents);
    }

    /// Version of the whole set.
    String version() {
        return assets.version();
    }

    @Nullable
    @Get("/{version}/{name}")
    HttpResponse<byte[]> serveFile(@PathVariable String version, @PathVariable String name) {
        return assets.serveFile(version, name);
    }

    private static String readLibraryVersion(String library) {
        Properties properties = new Properties();
        try (InputStream in = ConsoleAssetController.class.getResourceAsStream(
                "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
