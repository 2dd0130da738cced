package pk.rahnuma.faq;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.script.IcuMessage;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.YamlDocument;

/// Reads what a topic is called, what is answered and how it is asked for, in one language after the other.
final class TopicTextsReader {

    /// Characters of a button.
    private static final int TITLE = 40;
    /// Characters of an answer: with its date and source it must fit into one message, and be read on a phone.
    private static final int ANSWER = 1500;

    private static final int SOURCE = 300;
    private static final int QUESTION = 200;
    /// Ways to ask, below which a topic is understood by chance.
    private static final int LEAST = 12;

    private static final Set<String> KEYS = Set.of("title", "answer", "source", "ask");
    private static final List<String> NEEDED = List.of("title", "answer", "ask");

    private final Map<String, String> files;
    private final Map<String, FaqTopic> topics;
    private final List<ScriptProblem> problems;
    /// The topic of every question read so far, made plain.
    private final Map<String, String> asked = new HashMap<>();

    TopicTextsReader(Map<String, String> files, Map<String, FaqTopic> topics, List<ScriptProblem> problems) {
        this.files = files;
        this.topics = topics;
        this.problems = problems;
    }

    Map<String, TopicTexts> read(String language, Set<String> groups) {
        Map<String, TopicTexts> found = new LinkedHashMap<>();
        Map<String, String> titles = new HashMap<>();
        for (String group : groups) {
            String path = language + "/" + group + ".yaml";
            YamlDocument yaml = new YamlDocument(FaqReader.FOLDER + path, problems);
            if (!files.containsKey(path)) {
                yaml.problem(0, "the answers of the group `" + group + "` are missing", "write them in every language");
                continue;
            }
            Node top = yaml.compose(files.get(path));
            Map<String, Node> entries = top == null ? Map.of() : yaml.mapping(top);
            entries.forEach((name, node) -> {
                FaqTopic topic = topics.get(name);
                if (topic == null || !topic.group().equals(group)) {
                    yaml.problem(node, "`" + name + "` is no topic of this group", "add it to answers/topics.yaml");
                    return;
                }
                TopicTexts wording = wording(yaml, language, name, node);
                if (wording != null) {
                    found.put(name, wording);
                    String other = titles.put(TextNormaliser.key(wording.title()), name);
                    if (other != null) {
                        yaml.problem(node, "`" + other + "` has this title too", "give each a title of its own");
                    }
                }
            });
            if (top != null) {
                missing(yaml, group, entries.keySet());
            }
        }
        return found;
    }

    private void missing(YamlDocument yaml, String group, Set<String> there) {
        for (FaqTopic topic : topics.values()) {
            if (topic.group().equals(group) && !there.contains(topic.name())) {
                yaml.problem(0, "the topic `" + topic.name() + "` is missing", "write it in every language");
            }
        }
    }

    private TopicTexts wording(YamlDocument yaml, String language, String topic, Node node) {
        Map<String, Node> map = yaml.mapping(node);
        List<String> missing =
                NEEDED.stream().filter(key -> !map.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            yaml.problem(node, "`" + topic + "` has no " + missing, "a topic needs " + NEEDED);
            return null;
        }
        map.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                yaml.problem(
                        value,
                        "`" + key + "` is unknown here",
                        "use one of " + KEYS.stream().sorted().toList());
            }
        });
        String title = line(yaml, map.get("title"), TITLE);
        IcuMessage answer = answer(yaml, language, map.get("answer"));
        String source = map.containsKey("source") ? line(yaml, map.get("source"), SOURCE) : "";
        List<String> ways = ways(yaml, topic, map.get("ask"));
        return answer == null ? null : new TopicTexts(title, answer, source, ways);
    }

    private static String line(YamlDocument yaml, Node node, int most) {
        String text = yaml.text(node).strip();
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > most) {
            yaml.problem(node, "this has " + length + " characters", "write 1 to " + most);
        }
        return text;
    }

    private static IcuMessage answer(YamlDocument yaml, String language, Node node) {
        String text = line(yaml, node, ANSWER);
        try {
            IcuMessage message = IcuMessage.in(language, text);
            if (!Set.of("mode").containsAll(message.arguments())) {
                yaml.problem(node, "the answer uses " + message.arguments(), "only {mode} is known here");
            }
            return message;
        } catch (IllegalArgumentException e) {
            yaml.problem(
                    node,
                    "the answer is no ICU message: " + e.getMessage(),
                    "check the braces, and write ’ for an apostrophe");
            return null;
        }
    }

    private List<String> ways(YamlDocument yaml, String topic, Node node) {
        Set<String> keys = new HashSet<>();
        List<Node> entries = yaml.sequence(node);
        for (Node entry : entries) {
            String key = TextNormaliser.key(line(yaml, entry, QUESTION));
            String other = asked.putIfAbsent(key, topic);
            if (!keys.add(key) || other != null && !other.equals(topic)) {
                yaml.problem(
                        entry,
                        "`" + yaml.text(entry) + "` stands under `" + (other == null ? topic : other) + "` already",
                        "keep one of them, or ask it otherwise");
            }
        }
        if (keys.size() < LEAST) {
            yaml.problem(node, "there are " + keys.size() + " questions under `ask`", "write at least " + LEAST);
        }
        return entries.stream().map(yaml::text).toList();
    }

    /// All questions read, as [TextNormaliser#key(String)] makes them.
    Set<String> asked() {
        return asked.keySet();
    }
}
