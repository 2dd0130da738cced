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

/// Files that pages need, in memory, under one version: the hash of all of them, so that a browser may keep each for
/// ever.
public final class FingerprintedAssets {

    private static final int VERSION_BYTES = 6;

    private final Map<String, byte[]> files;
    private final String version;

    /// @param files by name
    public FingerprintedAssets(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
        this.version = hash(this.files);
    }

    /// Of all of them together.
    public String version() {
        return version;
    }

    public Optional<byte[]> findFile(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /// A file of the jar.
    ///
    /// @param beside a class of the package that the place is within, unless it begins with a slash
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
