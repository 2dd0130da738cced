package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All scripts of the desk, checked: the current ones by name, and older versions that a session may still be pinned
/// to.
public final class Library {

    private final Texts texts;
    private final Map<String, Script> current;
    private final Map<String, Script> versions;

    private Library(Texts texts, Map<String, Script> current, Map<String, Script> versions) {
        this.texts = texts;
        this.current = current;
        this.versions = versions;
    }

    /// Loads and checks everything.
    ///
    /// @param sources the files
    /// @param actions what scripts may call, by name
    /// @param older definitions as JSON (see [Script#source()]) that sessions are pinned to
    /// @throws ScriptsInvalid with every problem found
    public static Library load(Sources sources, Map<String, ActionType> actions, Collection<String> older) {
        List<Problem> problems = new ArrayList<>();
        Texts texts = new Texts(sources.texts(), problems);
        if (!problems.isEmpty()) {
            // Every text that a broken file holds would be called missing.
            throw new ScriptsInvalid(problems);
        }
        ScriptLoader loader = new ScriptLoader(actions, texts, problems);
        Map<String, Script> current = new LinkedHashMap<>();
        sources.scripts().forEach((file, text) -> {
            Script script = loader.load(file, text, sources.fragments());
            if (script != null && current.put(script.name(), script) != null) {
                problems.add(new Problem(file, 1, "a script `" + script.name() + "` exists already", "rename one"));
            }
        });
        loader.checkTogether(current);
        EngineTexts.check(texts, problems);
        if (!problems.isEmpty()) {
            throw new ScriptsInvalid(problems);
        }
        Map<String, Script> versions = new HashMap<>();
        current.values().forEach(script -> versions.put(script.flow(), script));
        for (String source : older) {
            // A version whose action or text is gone is retired: its sessions go on with the newest.
            List<Problem> outdated = new ArrayList<>();
            Script script = new ScriptLoader(actions, texts, outdated).load("an older version", source, Map.of());
            if (script != null && outdated.isEmpty()) {
                versions.putIfAbsent(script.flow(), script);
            }
        }
        return new Library(texts, Map.copyOf(current), Map.copyOf(versions));
    }

    public Texts texts() {
        return texts;
    }

    public Collection<Script> current() {
        return current.values();
    }

    /// The newest version, or null when there is no such script (any more).
    public Script current(String name) {
        return current.get(name);
    }

    /// The version with that hash, or null when it is not loaded.
    public Script version(String flow) {
        return versions.get(flow);
    }

    /// The script that a global command starts, or null.
    public Script forCommand(String command) {
        return current.values().stream()
                .filter(script -> command.equals(script.command()))
                .findFirst()
                .orElse(null);
    }

    /// The scripts of the menu, in order.
    public List<Script> menu() {
        return current.values().stream()
                .filter(script -> script.menu() > 0)
                .sorted(Comparator.comparingInt(Script::menu))
                .toList();
    }
}
