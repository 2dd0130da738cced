package pk.rahnuma.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Static files of pages, in memory, under one version: the hash of all of them, so that browsers can cache them
/// without expiry.
public final class FingerprintedAssets {

    private static final int VERSION_BYTES = 6;
    private static final String IMMUTABLE_CACHE_CONTROL = "public, max-age=31536000, immutable";
    private static final Map<String, MediaType> CONTENT_TYPES = Map.of(
            "css", MediaType.of("text/css;charset=utf-8"),
            "js", MediaType.of("text/javascript;charset=utf-8"),
            "json", MediaType.of("application/json"),
            "png", MediaType.of("image/png"),
            "svg", MediaType.of("image/svg+xml"),
            "woff2", MediaType.of("font/woff2"));

    private final Map<String, byte[]> files;
    private final String version;

    /// Creates the set.
    ///
    /// @param files by name
    public FingerprintedAssets(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
        this.version = hash(this.files);
    }

    /// Version of the whole set.
    public String version() {
        return version;
    }

    /// Names of the files, in their order.
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    /// Response with a file. Under an older version it is the present file without caching, so that a page that was
    /// open during an update continues to work.
    ///
    /// @return null when there is no such file
    @Nullable
    public HttpResponse<byte[]> serveFile(String requestedVersion, String name) {
        byte[] file = files.get(name);
        if (file == null) {
            return null;
        }
        return HttpResponse.ok(file)
                .contentType(CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        requestedVersion.equals(version) ? IMMUTABLE_CACHE_CONTROL : "no-cache");
    }

    /// Reads a file of the jar.
    ///
    /// @param beside a class in the package that the place is relative to, unless it begins with a slash
    public static byte[] readResource(Class<?> beside, String place) {
        try (InputStream in = beside.getResourceAsStream(place)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
