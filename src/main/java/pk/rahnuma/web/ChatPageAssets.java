package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.api.http.FingerprintedAssets;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.shared.Language;

/// Files of the chat page.
@Singleton
final class ChatPageAssets {

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private final FingerprintedAssets files;

    ChatPageAssets(ChatPageTexts words) {
        Map<String, byte[]> contents = new HashMap<>();
        for (String name : new String[] {"chat.css", "chat.js", "devices.css", "devices.js", "files.js", "icon.svg"}) {
            contents.put(name, FingerprintedAssets.readResource(ChatPageAssets.class, name));
        }
        for (String language : Language.ALL) {
            contents.put(language + ".json", DialogJson.toBytes(words.textsIn(language)));
        }
        this.files = new FingerprintedAssets(contents);
    }

    /// File of the page.
    ///
    /// @param type its content type
    record Asset(byte[] bytes, String type) {}

    String version() {
        return files.version();
    }

    Optional<Asset> findAsset(String name) {
        return files.findFile(name)
                .map(bytes -> new Asset(bytes, CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1))));
    }
}
