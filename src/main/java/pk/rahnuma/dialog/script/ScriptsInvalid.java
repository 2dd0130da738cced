package pk.rahnuma.dialog.script;

import java.util.List;
import java.util.stream.Collectors;

/// Scripts that do not check. The message has a line for each problem.
public final class ScriptsInvalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ScriptsInvalid(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
