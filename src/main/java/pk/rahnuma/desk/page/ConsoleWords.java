package pk.rahnuma.desk.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.dialog.script.IcuMessage;

/// What the console says, in the languages of staff, as ICU messages by key. Read when the first page is asked for.
@Singleton
public final class ConsoleWords {

    /// As they are offered.
    public static final List<String> LANGUAGES = List.of("en", "ur");

    private final Map<String, Map<String, IcuMessage>> words = new HashMap<>();

    ConsoleWords() {
        for (String language : LANGUAGES) {
            Map<String, IcuMessage> own = new HashMap<>();
            collect(language, "", read(language), own);
            words.put(language, own);
        }
    }

    private static Object read(String language) {
        String name = "/pk/rahnuma/desk/" + language + ".yaml";
        try (InputStream in = ConsoleWords.class.getResourceAsStream(name)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String language, String key, Object node, Map<String, IcuMessage> into) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) ->
                    collect(language, key.isEmpty() ? name.toString() : key + "." + name, value, into));
        } else {
            into.put(key, IcuMessage.in(language, String.valueOf(node)));
        }
    }

    Set<String> keys(String language) {
        return words.get(language).keySet();
    }

    Set<String> arguments(String language, String key) {
        return words.get(language).get(key).arguments();
    }

    boolean has(String key) {
        return words.get("en").containsKey(key);
    }

    /// @throws IllegalArgumentException when there is no such text
    String say(String language, String key, Map<String, Object> arguments) {
        IcuMessage message = words.get(language).get(key);
        if (message == null) {
            throw new IllegalArgumentException("no text `" + key + "` of the console in " + language);
        }
        return message.format(arguments);
    }
}
