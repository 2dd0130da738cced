package pk.rahnuma.dialog.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import pk.rahnuma.shared.IcuMessage;
import pk.rahnuma.shared.Language;

/// Reads the files of texts and words, and checks that all languages have the same texts.
final class ScriptTextReader {

    private final Map<String, Map<String, ScriptTexts.Text>> texts;
    private final Map<String, Map<String, List<String>>> words;
    private final List<ScriptProblem> problems;

    /// @param texts by language and key; filled here
    /// @param words by language and key; filled here
    /// @param problems list that receives problems
    ScriptTextReader(
            Map<String, Map<String, ScriptTexts.Text>> texts,
            Map<String, Map<String, List<String>>> words,
            List<ScriptProblem> problems) {
        this.texts = texts;
        this.words = words;
        this.problems = problems;
    }

    /// @param files text by file name, by language
    void readFiles(Map<String, Map<String, String>> files) {
        for (String language : Language.ALL) {
            texts.put(language, new LinkedHashMap<>());
            words.put(language, new LinkedHashMap<>());
            Map<String, String> own = files.getOrDefault(language, Map.of());
            if (own.isEmpty()) {
                problems.add(new ScriptProblem(
                        "texts/" + language, 0, "there is no text", "every language needs its texts"));
            }
            own.forEach((file, text) -> {
                YamlDocument yaml = new YamlDocument("texts/" + file, problems);
                Node top = yaml.parseDocument(text);
                if (top != null) {
                    collectTexts(yaml, language, "", top);
                }
            });
        }
        if (problems.isEmpty()) {
            compareLanguages();
        }
    }

    private void collectTexts(YamlDocument yaml, String language, String key, Node node) {
        switch (node) {
            case MappingNode map ->
                yaml.readMapping(map)
                        .forEach((name, value) ->
                                collectTexts(yaml, language, key.isEmpty() ? name : key + "." + name, value));
            case SequenceNode sequence -> words.get(language).put(key, yaml.readCodes(sequence));
            default -> addText(yaml, language, key, node);
        }
    }

    private void addText(YamlDocument yaml, String language, String key, Node node) {
        String pattern = yaml.readText(node).strip();
        if (pattern.isEmpty()) {
            yaml.reportProblem(node, "the text `" + key + "` is empty", "write it, or remove the key");
            return;
        }
        try {
            IcuMessage message = IcuMessage.forLanguage(language, pattern);
            ScriptTexts.Text text = new ScriptTexts.Text(message, yaml.fileName(), YamlDocument.lineOf(node));
            if (texts.get(language).put(key, text) != null) {
                yaml.reportProblem(node, "`" + key + "` is in two files", "keep one of them");
            }
        } catch (IllegalArgumentException e) {
            yaml.reportProblem(
                    node,
                    "`" + key + "` is no ICU message: " + e.getMessage(),
                    "check the braces, and write ’ for an apostrophe");
        }
    }

    /// Checks that every text exists in every language, with the same arguments.
    private void compareLanguages() {
        Map<String, Set<String>> keys = new TreeMap<>();
        texts.forEach((language, textsByKey) -> textsByKey
                .keySet()
                .forEach(k -> keys.computeIfAbsent(k, x -> new TreeSet<>()).add(language)));
        keys.forEach((key, languages) -> {
            for (String language : Language.ALL) {
                if (!languages.contains(language)) {
                    String other = languages.iterator().next();
                    problems.add(new ScriptProblem(
                            texts.get(other).get(key).file().replace("/" + other + "/", "/" + language + "/"),
                            0,
                            "`" + key + "` is missing, though " + other + " has it",
                            "translate it"));
                }
            }
            if (languages.size() == Language.ALL.size()) {
                Set<String> expected = argumentNames(Language.ENGLISH, key);
                for (String language : Language.ALL) {
                    if (!argumentNames(language, key).equals(expected)) {
                        problems.add(new ScriptProblem(
                                texts.get(language).get(key).file(),
                                texts.get(language).get(key).line(),
                                "`" + key + "` uses " + argumentNames(language, key) + " where English uses "
                                        + expected,
                                "use the same arguments"));
                    }
                }
            }
        });
    }

    private Set<String> argumentNames(String language, String key) {
        return texts.get(language).get(key).message().argumentNames();
    }
}
