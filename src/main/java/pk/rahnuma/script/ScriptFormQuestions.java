package pk.rahnuma.script;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;

/// Questions of the forms among the scripts. Questions of a fragment do not belong to the form, since their texts are
/// elsewhere.
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
            collectQuestions(script.steps(), found);
        }
        return List.copyOf(found);
    }

    /// Questions in a list belong to the list.
    private void collectQuestions(List<ScriptStep> steps, List<String> found) {
        for (ScriptStep step : steps) {
            if (step instanceof ScriptStep.Group group) {
                collectQuestions(group.steps(), found);
            } else if (isOfForm(step)) {
                found.add(step.name());
            }
        }
    }

    /// True when the step's texts belong to a script, this one or another, and not to a fragment. A choice among the
    /// results of a call cannot be asked without the call.
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
