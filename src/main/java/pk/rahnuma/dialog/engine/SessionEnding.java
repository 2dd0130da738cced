package pk.rahnuma.dialog.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ScriptStep;

/// End of a session that a script reached, as data for programs.
///
/// @param session its id
/// @param script its name
/// @param end name of the [ScriptStep.End]; empty when another script continues
/// @param results results of its calls, by name of the call
public record SessionEnding(String session, String script, String end, Map<String, Map<String, Object>> results) {

    /// The same without the results. Actions report by `accepted` or `done` whether they took effect.
    public Reply.FormEnding toFormEnding() {
        Boolean accepted = results.values().stream()
                .flatMap(result -> Stream.of("accepted", "done").map(result::get))
                .filter(Objects::nonNull)
                .map(Boolean.TRUE::equals)
                .reduce(Boolean::logicalAnd)
                .orElse(null);
        return new Reply.FormEnding(session, end, accepted);
    }

    static SessionEnding ofSession(Session session, ScriptStep end) {
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        session.results().forEach((call, result) -> {
            if (result.value() != null) {
                results.put(call, result.value());
            }
        });
        return new SessionEnding(session.id(), session.script(), end.name(), results);
    }
}
