package pk.rahnuma.faq.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.nodes.Node;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.YamlDocument;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.IcuMessage;

/// Reads titles, answers and questions of all topics, one language after the other.
final class TopicTextsReader {

    /// Maximum characters of a button.
    private static final int MAX_TITLE_LENGTH = 40;
    /// Maximum characters of an answer: with its date and source it must fit into one message, and be readable on a
    /// phone.
    private static final int MAX_ANSWER_LENGTH = 1500;

    private static final int MAX_SOURCE_LENGTH = 300;
    private static final int MAX_QUESTION_LENGTH = 200;
    /// Minimum number of ways to ask; with fewer, a topic is recognised only by chance.
    private static final int MIN_QUESTIONS = 12;

    private static final Set<String> TEXT_KEYS = Set.of("title", "answer", "more", "source", "ask");
    private static final List<String> REQUIRED_TEXT_KEYS = List.of("title", "answer", "ask");

    private final Map<String, String> files;
    private final Map<String, FaqTopic> topics;
    private final List<ScriptProblem> problems;
    /// Topic of every question read so far, by its comparison key.
    private final Map<String, String> asked = new HashMap<>();

    TopicTextsReader(Map<String, String> files, Map<String, FaqTopic> topics, List<ScriptProblem> problems) {
        this.files = files;
        this.topics = topics;
        this.problems = problems;
    }

    Map<String, TopicTexts> readTexts(String language, Set<String> groups) {
        Map<String, TopicTexts> textsByTopic = new LinkedHashMap<>();
        Map<String, String> titles = new HashMap<>();
        for (String group : groups) {
            String path = language + "/" + group + ".yaml";
            YamlDocument yaml = new YamlDocument(FaqReader.ANSWERS_FOLDER + path, problems);
            if (!files.containsKey(path)) {
                yaml.reportProblem(
                        0, "the answers of the group `" + group + "` are missing", "write them in every language");
                continue;
            }
            Node top = yaml.parseDocument(files.get(path));
            Map<String, Node> entries = top == null ? Map.of() : yaml.readMapping(top);
            entries.forEach((name, node) -> {
                FaqTopic topic = topics.get(name);
                if (topic == null || !topic.group().equals(group)) {
                    yaml.reportProblem(
                            node, "`" + name + "` is no topic of this group", "add it to answers/topics.yaml");
                    return;
                }
                TopicTexts wording = readTopicTexts(yaml, language, name, node);
                if (wording != null) {
                    textsByTopic.put(name, wording);
                    String other = titles.put(TextNormaliser.toComparisonKey(wording.title()), name);
                    if (other != null) {
                        yaml.reportProblem(node, "`" + other + "` has this title too", "give each a title of its own");
                    }
                }
            });
            if (top != null) {
                reportMissing(yaml, group, entries.keySet());
            }
        }
        return textsByTopic;
    }

    private void reportMissing(YamlDocument yaml, String group, Set<String> there) {
        for (FaqTopic topic : topics.values()) {
            if (topic.group().equals(group) && !there.contains(topic.name())) {
                yaml.reportProblem(0, "the topic `" + topic.name() + "` is missing", "write it in every language");
            }
        }
    }

    private TopicTexts readTopicTexts(YamlDocument yaml, String language, String topic, Node node) {
        Map<String, Node> map = yaml.readMapping(node);
        List<String> missing =
                REQUIRED_TEXT_KEYS.stream().filter(key -> !map.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            yaml.reportProblem(node, "`" + topic + "` has no " + missing, "a topic needs " + REQUIRED_TEXT_KEYS);
            return null;
        }
        map.forEach((key, value) -> {
            if (!TEXT_KEYS.contains(key)) {
                yaml.reportProblem(
                        value,
                        "`" + key + "` is unknown here",
                        "use one of " + TEXT_KEYS.stream().sorted().toList());
            }
        });
        String title = readLine(yaml, map.get("title"), MAX_TITLE_LENGTH);
        IcuMessage answer = readAnswer(yaml, language, map.get("answer"));
        IcuMessage more = map.containsKey("more") ? readAnswer(yaml, language, map.get("more")) : null;
        String source = map.containsKey("source") ? readLine(yaml, map.get("source"), MAX_SOURCE_LENGTH) : "";
        if (source.isEmpty() != (topics.get(topic).certainty() == null)) {
            yaml.reportProblem(
                    node,
                    source.isEmpty()
                            ? "`" + topic + "` has a certainty, but no source"
                            : "`" + topic + "` has a source, but no certainty",
                    "write `source` in each language and `certainty` in answers/topics.yaml, or neither");
        }
        List<String> ways = readQuestions(yaml, topic, map.get("ask"));
        return answer == null ? null : new TopicTexts(title, answer, more, source, ways);
    }

    private static String readLine(YamlDocument yaml, Node node, int limit) {
        String text = yaml.readText(node).strip();
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > limit) {
            yaml.reportProblem(node, "this has " + length + " characters", "write 1 to " + limit);
        }
        return text;
    }

    private static IcuMessage readAnswer(YamlDocument yaml, String language, Node node) {
        String text = readLine(yaml, node, MAX_ANSWER_LENGTH);
        try {
            IcuMessage message = IcuMessage.forLanguage(language, text);
            if (!DeskIdentity.ARGUMENTS.containsAll(message.argumentNames())) {
                yaml.reportProblem(
                        node,
                        "the answer uses " + message.argumentNames(),
                        "use only " + new TreeSet<>(DeskIdentity.ARGUMENTS));
            }
            return message;
        } catch (IllegalArgumentException e) {
            yaml.reportProblem(
                    node,
                    "the answer is no ICU message: " + e.getMessage(),
                    "check the braces, and write ’ for an apostrophe");
            return null;
        }
    }

    private List<String> readQuestions(YamlDocument yaml, String topic, Node node) {
        Set<String> keys = new HashSet<>();
        List<Node> entries = yaml.readSequence(node);
        for (Node entry : entries) {
            String key = TextNormaliser.toComparisonKey(readLine(yaml, entry, MAX_QUESTION_LENGTH));
            String other = asked.putIfAbsent(key, topic);
            if (!keys.add(key) || other != null && !other.equals(topic)) {
                yaml.reportProblem(
                        entry,
                        "`" + yaml.readText(entry) + "` is already under `" + (other == null ? topic : other) + "`",
                        "keep one of them, or ask it otherwise");
            }
        }
        if (keys.size() < MIN_QUESTIONS) {
            yaml.reportProblem(
                    node, "there are " + keys.size() + " questions under `ask`", "write at least " + MIN_QUESTIONS);
        }
        return entries.stream().map(yaml::readText).toList();
    }

    /// All questions read, as [TextNormaliser#toComparisonKey(String)] returns them.
    Set<String> askedQuestions() {
        return asked.keySet();
    }
}
