package pk.rahnuma.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Static files of pages, in memory, under one version: the hash of all of them, so that browsers can cache them
/// without expiry.
public final class FingerprintedAssets {

    private static final int VERSION_BYTES = 6;

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

    public Optional<byte[]> findFile(String name) {
        return Optional.ofNullable(files.get(name));
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
