package pk.rahnuma.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Packaged texts for staff: ICU messages by language and key, from one YAML file for each language.
///
/// @param words by language, then by key
public record MessageBundle(Map<String, Map<String, IcuMessage>> words) {

    /// @param folder of the files, within the jar, as `/a/b/`; they are `<language>.yaml`
    public static MessageBundle loadFolder(String folder, Collection<String> languages) {
        Map<String, Map<String, IcuMessage>> words = new HashMap<>();
        for (String language : languages) {
            Map<String, IcuMessage> own = new HashMap<>();
            collect(language, "", read(folder + language + ".yaml"), own);
            words.put(language, own);
        }
        return new MessageBundle(words);
    }

    private static Object read(String name) {
        try (InputStream in = MessageBundle.class.getResourceAsStream(name)) {
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
            into.put(key, IcuMessage.forLanguage(language, String.valueOf(node)));
        }
    }

    public Set<String> textKeys(String language) {
        return words.get(language).keySet();
    }

    /// Argument names of a text.
    public Set<String> argumentNames(String language, String key) {
        return words.get(language).get(key).argumentNames();
    }

    public boolean hasText(String key) {
        return words.get(Language.ENGLISH).containsKey(key);
    }

    /// @throws IllegalArgumentException when there is no such text
    public String formatText(String language, String key, Map<String, Object> arguments) {
        IcuMessage message = words.get(language).get(key);
        if (message == null) {
            throw new IllegalArgumentException("no text `" + key + "` in " + language);
        }
        return message.format(arguments);
    }
}
