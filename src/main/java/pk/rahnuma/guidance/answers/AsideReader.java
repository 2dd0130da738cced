package pk.rahnuma.guidance.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.field.Plain;
import pk.rahnuma.dialog.script.Problem;
import pk.rahnuma.dialog.script.Texts;

/// Reads `aside/<language>.tsv`: a topic, a tab and a question on each line; `-` for what the desk must not answer. The
/// first line names the columns.
final class AsideReader {

    private static final String NONE = "-";

    private final Map<String, String> files;
    private final Set<String> topics;
    private final Set<String> asked;
    private final List<Problem> problems;

    /// @param asked what the understanding is made of, as [Plain#key(String)] makes it
    AsideReader(Map<String, String> files, Set<String> topics, Set<String> asked, List<Problem> problems) {
        this.files = files;
        this.topics = topics;
        this.asked = asked;
        this.problems = problems;
    }

    List<Aside> read() {
        List<Aside> found = new ArrayList<>();
        for (String language : Texts.LANGUAGES) {
            String path = "aside/" + language + ".tsv";
            List<String> lines = files.getOrDefault(path, "").lines().toList();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).isBlank()) {
                    continue;
                }
                String[] parts = lines.get(i).split("\t", -1);
                if (parts.length != 2 || !(parts[0].equals(NONE) || topics.contains(parts[0]))) {
                    problem(path, i, "this is no topic and question", "write a topic or -, a tab, and the question");
                    continue;
                }
                if (asked.contains(Plain.key(parts[1]))) {
                    problem(path, i, "this question stands under `ask` too", "measure with questions that do not");
                }
                found.add(new Aside(language, parts[0].equals(NONE) ? null : parts[0], parts[1]));
            }
        }
        return found;
    }

    private void problem(String path, int index, String what, String remedy) {
        problems.add(new Problem(Reader.FOLDER + path, index + 1, what, remedy));
    }
}
