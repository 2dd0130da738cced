package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.script.Texts;

/// The files that the pages need, in memory, under one version: the hash of all of them. A browser may keep them for
/// ever.
@Singleton
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private static final int VERSION_BYTES = 6;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String version;

    Assets(Words words) {
        for (String name : new String[] {"chat.css", "chat.js", "files.js", "icon.svg"}) {
            files.put(name, bytes(name));
        }
        for (String language : Texts.LANGUAGES) {
            files.put(language + ".json", Json.write(words.in(language)));
        }
        this.version = version(files);
    }

    /// @param type its content type
    record Asset(byte[] bytes, String type) {}

    String version() {
        return version;
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(files.get(name))
                .map(bytes -> new Asset(bytes, TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
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
