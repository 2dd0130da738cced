package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// What became of a text that a [FieldType] read.
public sealed interface Reading {

    /// The argument of a [Problem] that names the row of a table, counted from 1.
    String ROW = "row";

    /// The value is kept and the dialog goes on.
    record Accepted(Object value) implements Reading {}

    /// The value passes every hard check and fails a soft one: the person is warned and may insist.
    record Doubtful(Object value, Problem problem) implements Reading {}

    /// Some of it was good: it is kept as the question's partial value, the problems are told, and the question
    /// stays until the person says that this is all.
    record Partial(Object value, List<Problem> problems) implements Reading {}

    /// Nothing of it can be kept.
    record Refused(List<Problem> problems) implements Reading {}

    /// A reason in words, by text key and arguments: `errors.<type>.<code>`, or the question's own `errors.<code>`.
    ///
    /// @param arguments for the message; numbers and strings only, nothing that was not sent just now. With [#ROW], the
    ///     row of a table that it is about is told
    record Problem(String code, Map<String, Object> arguments) {}

    static Reading refused(String code) {
        return refused(code, Map.of());
    }

    static Reading refused(String code, Map<String, Object> arguments) {
        return new Refused(List.of(new Problem(code, arguments)));
    }

    static Reading doubtful(Object value, String code) {
        return new Doubtful(value, new Problem(code, Map.of()));
    }
}
