package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Library of all scripts, checked: the current ones by name, and older versions that a session may still be pinned to.
public final class ScriptLibrary {

    private final ScriptTexts texts;
    private final Map<String, ActionType> actions;
    private final Map<String, Script> current;
    private final Map<String, Script> versions;
    private final Map<String, List<ScriptProblem>> lost;
    private final Map<String, Script> byCommand = new HashMap<>();
    private final Map<String, Script> byLink = new HashMap<>();

    private ScriptLibrary(
            ScriptTexts texts,
            Map<String, ActionType> actions,
            Map<String, Script> current,
            Map<String, Script> versions,
            Map<String, List<ScriptProblem>> lost) {
        this.texts = texts;
        this.actions = actions;
        this.current = current;
        this.versions = versions;
        this.lost = lost;
        current.values().forEach(script -> {
            byCommand.put(script.command(), script);
            byLink.put(script.link(), script);
        });
        byCommand.remove(null);
        byLink.remove(null);
    }

    /// Loads and checks all scripts.
    ///
    /// @param sources the files
    /// @param actions that scripts may call, by name
    /// @throws InvalidScriptsException with every problem found
    public static ScriptLibrary loadChecked(ScriptSources sources, Map<String, ActionType> actions) {
        return loadChecked(sources, actions, false);
    }

    /// Loads packaged scripts, which the build has checked. Their expressions, which take most of the time, are
    /// compiled on first use.
    ///
    /// @throws InvalidScriptsException with every problem found elsewhere
    public static ScriptLibrary loadTrusted(ScriptSources sources, Map<String, ActionType> actions) {
        return loadChecked(sources, actions, true);
    }

    private static ScriptLibrary loadChecked(ScriptSources sources, Map<String, ActionType> actions, boolean trusted) {
        List<ScriptProblem> problems = new ArrayList<>();
        ScriptTexts texts = new ScriptTexts(sources.texts(), problems);
        if (!sources.deskTexts().isEmpty()) {
            texts.addMissing(new ScriptTexts(sources.deskTexts(), problems));
        }
        if (!problems.isEmpty()) {
            // Otherwise every text of a broken file would be reported as missing.
            throw new InvalidScriptsException(problems);
        }
        ScriptLoader loader = new ScriptLoader(actions, texts, problems, trusted);
        Map<String, Script> current = new LinkedHashMap<>();
        Map<String, String> named = sources.scriptsByName();
        sources.scripts().forEach((file, text) -> {
            Script script = loader.loadScript(file, text, sources.fragments(), named);
            if (script != null && current.put(script.name(), script) != null) {
                problems.add(
                        new ScriptProblem(file, 1, "a script `" + script.name() + "` exists already", "rename one"));
            }
        });
        loader.checkTogether(current);
        RequiredTextKeys.checkAll(texts, problems);
        if (!problems.isEmpty()) {
            throw new InvalidScriptsException(problems);
        }
        Map<String, Script> versions = new HashMap<>();
        current.values().forEach(script -> versions.put(script.flow(), script));
        return new ScriptLibrary(texts, actions, Map.copyOf(current), Map.copyOf(versions), Map.of());
    }

    /// Library with older versions in addition to the current ones, for the sessions that are pinned to them.
    ///
    /// @param older definitions as JSON (see [Script#source()]), by their hash
    /// @return a library whose [#unusableVersions()] names those that cannot be used any more
    public ScriptLibrary withVersions(Map<String, String> older) {
        Map<String, Script> all = new HashMap<>(versions);
        Map<String, List<ScriptProblem>> unusable = new LinkedHashMap<>();
        older.forEach((flow, source) -> {
            if (all.containsKey(flow)) {
                return;
            }
            List<ScriptProblem> problems = new ArrayList<>();
            Script script = new ScriptLoader(actions, texts, problems, false)
                    .loadScript("version " + flow, source, Map.of(), Map.of());
            if (problems.isEmpty()) {
                all.put(flow, script);
            } else {
                unusable.put(flow, List.copyOf(problems));
            }
        });
        return new ScriptLibrary(texts, actions, current, Map.copyOf(all), unusable);
    }

    public ScriptTexts texts() {
        return texts;
    }

    public Collection<Script> currentScripts() {
        return current.values();
    }

    /// Newest version, or null when there is no such script (any more).
    public Script findCurrent(String name) {
        return current.get(name);
    }

    /// Version with that hash, or null when it is not loaded.
    public Script findVersion(String flow) {
        return versions.get(flow);
    }

    /// Reasons why older versions do not load any more (an action, a type or a text is gone), by their hash.
    public Map<String, List<ScriptProblem>> unusableVersions() {
        return Collections.unmodifiableMap(lost);
    }

    /// Script that a global command starts, or null.
    public Script forCommand(String command) {
        return byCommand.get(command);
    }

    /// Script that a link with that word leads to, or null.
    public Script forLink(String word) {
        return byLink.get(word);
    }

    /// Scripts of the menu, in order.
    public List<Script> menuScripts() {
        return current.values().stream()
                .filter(script -> script.menu() > 0)
                .sorted(Comparator.comparingInt(Script::menu))
                .toList();
    }
}
