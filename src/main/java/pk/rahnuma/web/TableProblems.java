package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/// Problems of a table that was sent as the list of a form.
///
/// @param lines one for each problem
/// @param file its id, by which its rows without problems can be taken; null when it is no table
public record TableProblems(List<String> lines, @Nullable String file) {

    static final TableProblems NONE = new TableProblems(List.of(), null);
}
