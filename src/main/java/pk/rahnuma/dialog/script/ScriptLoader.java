package pk.rahnuma.dialog.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/// Reads scripts and checks all that can be checked before they run.
public final class ScriptLoader {

    /// Names that every expression and text can use in addition to the script's own.
    static final Map<String, CelType> PREDEFINED_NAMES = Map.of(
            "mode", SimpleType.STRING,
            "run_by", SimpleType.STRING,
            "operator_name", SimpleType.STRING,
            "today", SimpleType.STRING,
            "channel", SimpleType.STRING,
            "spoken", SimpleType.STRING,
            "answers", ScriptExpression.ANSWERS_TYPE);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final Set<String> HEADER_KEYS =
            Set.of("script", "command", "link", "menu", "interrupts", "keeps", "shares", "steps");

    private final Map<String, ActionType> actions;
    private final ScriptTexts texts;
    private final List<ScriptProblem> problems;
    private final boolean trusted;

    /// @param problems list that receives problems; a script with problems must not be used
    /// @param trusted whether the expressions are known to be valid, so that each is compiled on first use
    ScriptLoader(Map<String, ActionType> actions, ScriptTexts texts, List<ScriptProblem> problems, boolean trusted) {
        this.actions = actions;
        this.texts = texts;
        this.trusted = trusted;
        this.problems = problems;
    }

    private static boolean isTrue(YamlDocument yaml, Map<String, Node> header, String flag) {
        return header.containsKey(flag) && Boolean.TRUE.equals(yaml.readValue(header.get(flag)));
    }

    /// Loads one script.
    ///
    /// @param file its name, for problems
    /// @param text its YAML
    /// @param fragments YAML lists of steps that `include:` may name, by name
    /// @param scripts scripts that `again:` may name, by name
    /// @return the script, or null when it is too broken to continue
    public Script loadScript(String file, String text, Map<String, String> fragments, Map<String, String> scripts) {
        YamlDocument yaml = new YamlDocument(file, problems);
        Node top = yaml.parseDocument(text);
        if (top == null) {
            return null;
        }
        Map<String, Node> header = yaml.readMapping(top);
        for (String key : header.keySet()) {
            if (!HEADER_KEYS.contains(key)) {
                yaml.reportProblem(
                        header.get(key), "`" + key + "` is unknown here", "use one of " + sortNames(HEADER_KEYS));
            }
        }
        if (!header.containsKey("script") || !header.containsKey("steps")) {
            yaml.reportProblem(top, "a script needs `script:` (its name) and `steps:`", "add what is missing");
            return null;
        }
        String name = yaml.readText(header.get("script"));
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            yaml.reportProblem(header.get("script"), "`" + name + "` is no name", "use small letters, digits and -");
        }
        StepNodeReader entries = new StepNodeReader(yaml, name, fragments, scripts, header.get("steps"));
        StepReader reader = new StepReader(actions, texts, trusted);
        List<ScriptStep> steps = reader.readSteps(entries.allSteps());
        if (!steps.isEmpty()) {
            reader.allowText(entries.allSteps().getFirst(), name + ScriptTexts.ACTS_FOR_SUFFIX);
        }
        boolean closed = !steps.isEmpty()
                && (steps.getLast() instanceof ScriptStep.End || steps.getLast() instanceof ScriptStep.Go);
        if (!closed || steps.getLast().when() != null) {
            yaml.reportProblem(
                    header.get("steps"),
                    "the script can run out of steps: a dead end",
                    "close it with an `end:` or `go:` that has no `when:`");
        }
        needText(yaml, top, name + ".title");
        Map<String, Object> canonical = new LinkedHashMap<>();
        header.forEach(
                (key, value) -> canonical.put(key, key.equals("steps") ? entries.toCanonical() : yaml.toPlain(value)));
        String source = toJson(canonical);
        Map<String, ScriptStep> named = Script.indexByName(steps);
        return new Script(
                name,
                hashSource(source),
                header.containsKey("command") ? yaml.readText(header.get("command")) : null,
                header.containsKey("link") ? readLink(yaml, header.get("link"), steps) : null,
                header.containsKey("menu") && yaml.readValue(header.get("menu")) instanceof Long order
                        ? Math.toIntExact(order)
                        : 0,
                isTrue(yaml, header, "interrupts"),
                isTrue(yaml, header, "keeps"),
                isTrue(yaml, header, "shares"),
                steps,
                named,
                Script.listQuestions(steps),
                Script.findSections(named),
                source);
    }

    private static String readLink(YamlDocument yaml, Node at, List<ScriptStep> steps) {
        String word = yaml.readText(at);
        if (!word.matches("[a-z]{1,20}")) {
            yaml.reportProblem(at, "`" + word + "` is no word for links", "use up to 20 small letters");
        }
        if (steps.isEmpty() || !(steps.getFirst() instanceof ScriptStep.Question first) || first.when() != null) {
            yaml.reportProblem(
                    at, "a link answers the first question, and there is none", "begin with an `ask` without `when`");
        }
        return word;
    }

    private void needText(YamlDocument yaml, Node at, String key) {
        if (!texts.hasText(key)) {
            yaml.reportProblem(at, "the text `" + key + "` is missing", "add it to texts/<language> in every language");
        }
    }

    /// Checks that scripts named by other scripts exist, and that no command or link is declared twice.
    public void checkTogether(Map<String, Script> scripts) {
        Map<String, String> commands = new LinkedHashMap<>();
        Map<String, String> links = new LinkedHashMap<>();
        for (Script script : scripts.values()) {
            String file = script.name() + ".yaml";
            String rival = script.link() == null ? null : links.put(script.link(), script.name());
            if (rival != null) {
                problems.add(new ScriptProblem(
                        file, 0, "`link: " + script.link() + "` is taken by " + rival, "give it to one of them"));
            }
            if (script.command() != null) {
                String other = commands.put(script.command(), script.name());
                if (other != null) {
                    problems.add(new ScriptProblem(
                            file,
                            0,
                            "`command: " + script.command() + "` is taken by " + other,
                            "give it to one of them"));
                }
            }
            script.forEachStep(step -> {
                List<String> named = new ArrayList<>();
                if (step instanceof ScriptStep.End end) {
                    named.addAll(end.offers());
                } else if (step instanceof ScriptStep.Go go) {
                    named.add(go.script());
                }
                for (String other : named) {
                    if (!ScriptStep.End.isCallComponent(other) && !scripts.containsKey(other)) {
                        problems.add(new ScriptProblem(
                                file, 0, "there is no script `" + other + "`", "use one of " + scripts.keySet()));
                    }
                }
            });
        }
    }

    static List<String> sortNames(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static String toJson(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hashSource(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
