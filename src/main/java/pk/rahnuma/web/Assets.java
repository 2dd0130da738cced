package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.api.PageFiles;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.script.Texts;

/// The files of the chat page.
@Singleton
final class Assets {

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final PageFiles files;

    Assets(Words words) {
        Map<String, byte[]> all = new HashMap<>();
        for (String name : new String[] {"chat.css", "chat.js", "devices.css", "devices.js", "files.js", "icon.svg"}) {
            all.put(name, PageFiles.bytes(Assets.class, name));
        }
        for (String language : Texts.LANGUAGES) {
            all.put(language + ".json", Json.write(words.in(language)));
        }
        this.files = new PageFiles(all);
    }

    /// @param type its content type
    record Asset(byte[] bytes, String type) {}

    String version() {
        return files.version();
    }

    Optional<Asset> find(String name) {
        return files.find(name).map(bytes -> new Asset(bytes, TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
    }

    static String text(String name) {
        return new String(PageFiles.bytes(Assets.class, name), StandardCharsets.UTF_8);
    }
}
