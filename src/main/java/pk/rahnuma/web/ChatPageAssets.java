package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import pk.rahnuma.api.http.FingerprintedAssets;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.shared.Language;

/// Files of the chat page.
@Singleton
final class ChatPageAssets {

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

    FingerprintedAssets files() {
        return files;
    }
}
