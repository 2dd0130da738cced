package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.Language;

/// Reads `aside/<language>.tsv`: a topic, a tab and a question per line; `-` for questions that the desk must not
/// answer. The first line names the columns.
final class HeldOutQuestionReader {

    private static final String NO_TOPIC = "-";

    private final Map<String, String> files;
    private final Set<String> topics;
    private final Set<String> asked;
    private final List<ScriptProblem> problems;

    /// Creates a reader.
    ///
    /// @param asked questions of the training, as [TextNormaliser#toComparisonKey(String)] returns them
    HeldOutQuestionReader(
            Map<String, String> files, Set<String> topics, Set<String> asked, List<ScriptProblem> problems) {
        this.files = files;
        this.topics = topics;
        this.asked = asked;
        this.problems = problems;
    }

    List<HeldOutQuestion> readQuestions() {
        List<HeldOutQuestion> heldOutQuestions = new ArrayList<>();
        for (String language : Language.ALL) {
            String path = "aside/" + language + ".tsv";
            List<String> lines = files.getOrDefault(path, "").lines().toList();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).isBlank()) {
                    continue;
                }
                String[] parts = lines.get(i).split("\t", -1);
                if (parts.length != 2 || !(parts[0].equals(NO_TOPIC) || topics.contains(parts[0]))) {
                    addProblem(path, i, "this is no topic and question", "write a topic or -, a tab, and the question");
                    continue;
                }
                if (asked.contains(TextNormaliser.toComparisonKey(parts[1]))) {
                    addProblem(path, i, "this question is also under `ask`", "measure with questions that do not");
                }
                heldOutQuestions.add(
                        new HeldOutQuestion(language, parts[0].equals(NO_TOPIC) ? null : parts[0], parts[1]));
            }
        }
        return heldOutQuestions;
    }

    private void addProblem(String path, int index, String what, String remedy) {
        problems.add(new ScriptProblem(FaqReader.ANSWERS_FOLDER + path, index + 1, what, remedy));
    }
}
