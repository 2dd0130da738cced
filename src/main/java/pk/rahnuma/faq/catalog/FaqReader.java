package pk.rahnuma.faq.catalog;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.YamlDocument;
import pk.rahnuma.shared.Language;

/// Reads the files of `answers/` and records their problems: `topics.yaml` and `words.yaml` here, the texts of each
/// language with [TopicTextsReader], the held-out questions with [HeldOutQuestionReader].
final class FaqReader {

    static final String ANSWERS_FOLDER = "answers/";

    private static final String TOPICS_FILE = "topics.yaml";
    private static final String SYNONYMS_FILE = "words.yaml";
    private static final Set<String> TOPIC_KEYS = Set.of(
            "topic", "group", "status", "as_of", "certainty", "review_by", "leads_to", "see", "courtesy", "suggested");
    private static final List<String> REQUIRED_TOPIC_KEYS = List.of("topic", "group", "as_of", "review_by");

    private final Map<String, String> files;
    private final Set<String> scripts;
    private final List<ScriptProblem> problems;

    /// Creates a reader.
    ///
    /// @param files text by path within `answers/`
    FaqReader(Map<String, String> files, Set<String> scripts, List<ScriptProblem> problems) {
        this.files = files;
        this.scripts = scripts;
        this.problems = problems;
    }

    /// The catalog; only valid when no problem was recorded.
    FaqCatalog readCatalog() {
        Map<String, FaqTopic> topics = readTopics();
        Map<String, Map<String, TopicTexts>> wordings = new LinkedHashMap<>();
        Set<String> groups = new LinkedHashSet<>();
        topics.values().forEach(topic -> groups.add(topic.group()));
        if (!problems.isEmpty()) {
            // Otherwise every topic missing from a broken list would be reported as unknown.
            return new FaqCatalog(topics, wordings, Map.of(), List.of());
        }
        TopicTextsReader reader = new TopicTextsReader(files, topics, problems);
        for (String language : Language.ALL) {
            wordings.put(language, reader.readTexts(language, groups));
        }
        return new FaqCatalog(
                topics,
                wordings,
                readSynonyms(),
                new HeldOutQuestionReader(files, topics.keySet(), reader.askedQuestions(), problems).readQuestions());
    }

    private Map<String, FaqTopic> readTopics() {
        Map<String, FaqTopic> topics = new LinkedHashMap<>();
        if (files.isEmpty()) {
            return topics;
        }
        YamlDocument yaml = new YamlDocument(ANSWERS_FOLDER + TOPICS_FILE, problems);
        if (!files.containsKey(TOPICS_FILE)) {
            yaml.reportProblem(0, "the list of topics is missing", "write it, or remove the folder `answers`");
            return topics;
        }
        Node top = yaml.parseDocument(files.get(TOPICS_FILE));
        List<Node> entries = top == null ? List.of() : yaml.readSequence(top);
        Map<String, Node> places = new LinkedHashMap<>();
        for (Node entry : entries) {
            FaqTopic topic = readTopic(yaml, entry);
            if (topic != null && topics.put(topic.name(), topic) != null) {
                yaml.reportProblem(entry, "the topic `" + topic.name() + "` is there twice", "keep one of them");
            } else if (topic != null) {
                places.put(topic.name(), entry);
            }
        }
        topics.values().forEach(topic -> checkReferences(yaml, places.get(topic.name()), topic, topics.keySet()));
        return topics;
    }

    private Map<String, List<String>> readSynonyms() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        YamlDocument yaml = new YamlDocument(ANSWERS_FOLDER + SYNONYMS_FILE, problems);
        Node top = files.containsKey(SYNONYMS_FILE) ? yaml.parseDocument(files.get(SYNONYMS_FILE)) : null;
        if (top == null) {
            return found;
        }
        yaml.readMapping(top).forEach((name, node) -> {
            List<String> words = yaml.readCodes(node);
            for (String word : words) {
                int count = SpellingNormaliser.splitWords(word).size();
                if (count == 0 || count > SynonymGroups.MAX_ENTRY_WORDS) {
                    yaml.reportProblem(
                            node,
                            "`" + word + "` has " + count + " words",
                            "write 1 to " + SynonymGroups.MAX_ENTRY_WORDS);
                }
            }
            found.put(name, words);
        });
        return found;
    }

    private static FaqTopic readTopic(YamlDocument yaml, Node entry) {
        Map<String, Node> map = yaml.readMapping(entry);
        List<String> missing = REQUIRED_TOPIC_KEYS.stream()
                .filter(key -> !map.containsKey(key))
                .toList();
        if (!missing.isEmpty()) {
            yaml.reportProblem(entry, "the topic has no " + missing, "a topic needs " + REQUIRED_TOPIC_KEYS);
            return null;
        }
        map.forEach((key, value) -> {
            if (!TOPIC_KEYS.contains(key)) {
                yaml.reportProblem(
                        value,
                        "`" + key + "` is unknown here",
                        "use one of " + TOPIC_KEYS.stream().sorted().toList());
            }
        });
        checkName(yaml, map.get("topic"));
        checkName(yaml, map.get("group"));
        LocalDate asOf = readDate(yaml, map.get("as_of"));
        LocalDate reviewBy = readDate(yaml, map.get("review_by"));
        if (!reviewBy.isAfter(asOf)) {
            yaml.reportProblem(map.get("review_by"), "`review_by` is not after `as_of`", "write a later day");
        }
        return new FaqTopic(
                yaml.readText(map.get("topic")),
                yaml.readText(map.get("group")),
                map.containsKey("status") ? readStatus(yaml, map.get("status")) : AnswerStatus.ANSWERED,
                asOf,
                map.containsKey("certainty") ? readCertainty(yaml, map.get("certainty")) : null,
                reviewBy,
                map.containsKey("leads_to") ? yaml.readText(map.get("leads_to")) : null,
                map.containsKey("see") ? yaml.readCodes(map.get("see")) : List.of(),
                readFlag(yaml, map, "courtesy", false),
                readFlag(yaml, map, "suggested", true));
    }

    private static AnswerStatus readStatus(YamlDocument yaml, Node node) {
        AnswerStatus status = AnswerStatus.ofTopic(yaml.readText(node));
        if (status == null) {
            yaml.reportProblem(
                    node,
                    "`" + yaml.readText(node) + "` is no status of a topic",
                    "use one of " + AnswerStatus.topicWords());
        }
        return status;
    }

    private static boolean readFlag(YamlDocument yaml, Map<String, Node> map, String name, boolean otherwise) {
        if (!map.containsKey(name)) {
            return otherwise;
        }
        if (!(yaml.readValue(map.get(name)) instanceof Boolean flag)) {
            yaml.reportProblem(
                    map.get(name),
                    "`" + name + "` is neither true nor false",
                    "write " + !otherwise + ", or leave it out");
            return otherwise;
        }
        return flag;
    }

    private static Certainty readCertainty(YamlDocument yaml, Node node) {
        Certainty certainty = Certainty.ofWord(yaml.readText(node));
        if (certainty == null) {
            yaml.reportProblem(
                    node, "`" + yaml.readText(node) + "` is no certainty", "use one of " + Certainty.words());
        }
        return certainty;
    }

    /// Checks a name, which becomes part of button data.
    private static void checkName(YamlDocument yaml, Node node) {
        String name = yaml.readText(node);
        if (!name.matches("[a-z][a-z0-9_]{0,31}")) {
            yaml.reportProblem(node, "`" + name + "` is no name", "use at most 32 small letters, digits and _");
        }
    }

    private static LocalDate readDate(YamlDocument yaml, Node node) {
        try {
            return LocalDate.parse(yaml.readText(node));
        } catch (DateTimeParseException e) {
            yaml.reportProblem(node, "`" + yaml.readText(node) + "` is no day", "write it as 2026-11-24");
            return LocalDate.EPOCH;
        }
    }

    private void checkReferences(YamlDocument yaml, Node at, FaqTopic topic, Set<String> topics) {
        if (topic.leadsTo() != null && !scripts.contains(topic.leadsTo())) {
            yaml.reportProblem(
                    at,
                    "`" + topic.name() + "` leads to `" + topic.leadsTo() + "`, which is no script",
                    "use one of " + scripts.stream().sorted().toList());
        }
        List<String> unknown =
                topic.see().stream().filter(other -> !topics.contains(other)).toList();
        if (!unknown.isEmpty() || topic.see().contains(topic.name())) {
            yaml.reportProblem(
                    at,
                    "`" + topic.name() + "` has " + (unknown.isEmpty() ? "itself" : unknown) + " under `see`",
                    "name other topics of this file");
        }
    }
}
