package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.api.http.FingerprintedAssets;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.shared.Language;

/// Files of the pages. All style sheets begin with the same part, `base.css`, and the colours of their theme:
/// `dark.css`
/// in the dark, or as the browser prefers.
@Singleton
public final class PageAssets {

    private static final String[] FILES = {
        "chat.js", "devices.css", "devices.js", "files.js", "icon.svg", "nastaliq.woff2"
    };
    private static final String[] STYLE_SHEETS = {"chat.css", "site.css"};
    private static final Pattern CSS_COMMENT = Pattern.compile("/\\*.*?\\*/\\n?", Pattern.DOTALL);

    private final FingerprintedAssets files;

    PageAssets(ChatPageTexts words) {
        Map<String, byte[]> contents = new HashMap<>();
        for (String name : FILES) {
            contents.put(name, readFile(name));
        }
        String base = readStyles("base.css");
        String dark = readStyles("dark.css");
        String either = base + "@media (prefers-color-scheme: dark) {\n" + dark + "}\n";
        for (String name : STYLE_SHEETS) {
            contents.put(name, toBytes(either + readStyles(name)));
        }
        contents.put("chat-light.css", toBytes(base + ":root { color-scheme: light; }\n" + readStyles("chat.css")));
        contents.put(
                "chat-dark.css", toBytes(base + dark + ":root { color-scheme: dark; }\n" + readStyles("chat.css")));
        for (String language : Language.ALL) {
            contents.put(language + ".json", DialogJson.toBytes(words.textsIn(language)));
        }
        this.files = new FingerprintedAssets(contents);
    }

    /// Style sheet without its comments.
    private static String readStyles(String name) {
        return CSS_COMMENT
                .matcher(new String(readFile(name), StandardCharsets.UTF_8))
                .replaceAll("");
    }

    private static byte[] toBytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] readFile(String name) {
        return FingerprintedAssets.readResource(PageAssets.class, name);
    }

    /// Version of all files, for their paths `/assets/<version>/<name>`.
    public String version() {
        return files.version();
    }

    FingerprintedAssets files() {
        return files;
    }
}
