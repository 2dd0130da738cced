package pk.rahnuma.script;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// The forms among the scripts. A question that a fragment brought is not of the form: its texts stand elsewhere.
@Singleton
class ScriptFormQuestions implements FormQuestions {

    private final ScriptLibrary library;

    ScriptFormQuestions(ScriptLibrary library) {
        this.library = library;
    }

    @Override
    public List<String> questionNames(String name) {
        Script script = library.findCurrent(name);
        List<String> found = new ArrayList<>();
        if (script != null) {
            collect(script.steps(), found);
        }
        return List.copyOf(found);
    }

    /// What stands in a list belongs to the list.
    private void collect(List<ScriptStep> steps, List<String> found) {
        for (ScriptStep step : steps) {
            if (step instanceof ScriptStep.Group group) {
                collect(group.steps(), found);
            } else if (isOfForm(step)) {
                found.add(step.name());
            }
        }
    }

    /// Whether its texts are of a script, this one or another: a fragment's are not. A choice among what a call brought
    /// cannot be asked without the call.
    private boolean isOfForm(ScriptStep step) {
        if (step instanceof ScriptStep.Question question && question.options() instanceof ScriptStep.Options.From) {
            return false;
        }
        String texts = switch (step) {
            case ScriptStep.Question question -> question.texts();
            case ScriptStep.Repeat repeat -> repeat.texts();
            default -> "";
        };
        int dot = texts.lastIndexOf('.');
        return dot > 0 && library.findCurrent(texts.substring(0, dot)) != null;
    }
}
