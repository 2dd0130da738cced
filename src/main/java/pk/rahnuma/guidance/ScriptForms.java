package pk.rahnuma.guidance;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.Step;

/// The forms among the scripts. A question that a fragment brought is not of the form: its texts stand elsewhere.
@Singleton
class ScriptForms implements Forms {

    private final Library library;

    ScriptForms(Library library) {
        this.library = library;
    }

    @Override
    public List<String> questions(String name) {
        Script script = library.current(name);
        List<String> found = new ArrayList<>();
        if (script != null) {
            collect(script.steps(), found);
        }
        return List.copyOf(found);
    }

    /// What stands in a list belongs to the list.
    private void collect(List<Step> steps, List<String> found) {
        for (Step step : steps) {
            if (step instanceof Step.Group group) {
                collect(group.steps(), found);
            } else if (isOfForm(step)) {
                found.add(step.name());
            }
        }
    }

    /// Whether its texts are of a script, this one or another: a fragment's are not. A choice among what a call brought
    /// cannot be asked without the call.
    private boolean isOfForm(Step step) {
        if (step instanceof Step.Question question && question.options() instanceof Step.Options.From) {
            return false;
        }
        String texts = switch (step) {
            case Step.Question question -> question.texts();
            case Step.Repeat repeat -> repeat.texts();
            default -> "";
        };
        int dot = texts.lastIndexOf('.');
        return dot > 0 && library.current(texts.substring(0, dot)) != null;
    }
}
