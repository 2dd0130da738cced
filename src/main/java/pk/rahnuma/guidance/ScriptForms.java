package pk.rahnuma.guidance;

import jakarta.inject.Singleton;
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
        return script == null
                ? List.of()
                : script.named().values().stream()
                        .filter(step -> texts(step).equals(name + "." + step.name()))
                        .map(Step::name)
                        .toList();
    }

    private static String texts(Step step) {
        return switch (step) {
            case Step.Question question -> question.texts();
            case Step.Repeat repeat -> repeat.texts();
            default -> "";
        };
    }
}
