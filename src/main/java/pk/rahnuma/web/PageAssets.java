package pk.rahnuma.web;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.http.FingerprintedAssets;
import pk.rahnuma.shared.Language;

/// Files of the pages. All style sheets begin with the same part, `base.css`, and the colours of their theme:
/// `dark.css` in the dark, or as the browser prefers.
@Singleton
public final class PageAssets {

    private static final String[] FILES = {
        "app.js",
        "attachments.js",
        "chat.js",
        "devices.css",
        "devices.js",
        "files.js",
        "icon-192.png",
        "icon-512.png",
        "icon-apple.png",
        "icon-maskable.png",
        "icon.svg",
        "inputs.js",
        "no-script.css",
        "nastaliq.woff2",
        "push.js",
        "queue.js",
        "requests.js",
        "telegram-app.js",
        "telegram-bridge.js",
        "telegram-entry.js",
        "upload.js",
        "verify.js"
    };
    private static final String[] STYLE_SHEETS = {"chat.css", "site.css"};
    private static final Pattern SCRIPT_SPACE = Pattern.compile("(?m)^ *//.*\\n|^ +|^\\n");
    private static final Pattern OFFLINE_NAME = Pattern.compile("(?!telegram|chat-).*\\.(css|js|json|svg)");
    private static final Pattern CSS_SPACE = Pattern.compile("\\s*([{};,])\\s*|(?<=\\w:)\\s+");
    private static final Pattern CSS_COMMENT = Pattern.compile("/\\*.*?\\*/\\n?", Pattern.DOTALL);

    private final FingerprintedAssets files;

    PageAssets(ChatPageTexts words) {
        Map<String, byte[]> contents = new HashMap<>();
        for (String name : FILES) {
            contents.put(name, name.endsWith(".js") ? readScript(name) : readFile(name));
        }
        String base = readStyles("base.css");
        String dark = readStyles("dark.css");
        String either = base + "@media screen and (prefers-color-scheme: dark) {\n" + dark + "}\n";
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

    /// Script without comments on lines of their own, empty lines and indentation.
    private static byte[] readScript(String name) {
        return SCRIPT_SPACE
                .matcher(new String(readFile(name), StandardCharsets.UTF_8))
                .replaceAll("")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Style sheet without comments and white space.
    private static String readStyles(String name) {
        String styles = CSS_COMMENT
                .matcher(new String(readFile(name), StandardCharsets.UTF_8))
                .replaceAll("");
        return CSS_SPACE.matcher(styles).replaceAll("$1");
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

    /// Path of a file.
    public String path(String name) {
        return "/assets/" + version() + "/" + name;
    }

    /// Paths of the files that pages need without a connection.
    public List<String> offlinePaths() {
        return files.names().stream()
                .filter(name -> OFFLINE_NAME.matcher(name).matches())
                .map(this::path)
                .toList();
    }

    FingerprintedAssets files() {
        return files;
    }
}
