package pk.rahnuma.dialog.script;

import java.util.List;
import java.util.stream.Collectors;

/// Invalid scripts. The message has a line for each problem.
public final class InvalidScriptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ScriptProblem> problems;

    public InvalidScriptsException(List<ScriptProblem> problems) {
        super(problems.stream().map(ScriptProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ScriptProblem> problems() {
        return problems;
    }
}
