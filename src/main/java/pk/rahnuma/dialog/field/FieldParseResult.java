package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// What became of a text that a [FieldType] read.
public sealed interface FieldParseResult {

    /// The argument of a [Problem] that names the row of a table, counted from 1.
    String ROW_ARGUMENT = "row";

    /// The value is kept and the dialog goes on.
    record Accepted(Object value) implements FieldParseResult {}

    /// The value passes every hard check and fails a soft one: the person is warned and may insist.
    record Doubtful(Object value, Problem problem) implements FieldParseResult {}

    /// Some of it was good: it is kept as the question's partial value, the problems are told, and the question
    /// stays until the person says that this is all.
    record Partial(Object value, List<Problem> problems) implements FieldParseResult {}

    /// Nothing of it can be kept.
    record Refused(List<Problem> problems) implements FieldParseResult {}

    /// A reason in words, by text key and arguments: `errors.<type>.<code>`, or the question's own `errors.<code>`.
    ///
    /// @param arguments for the message; numbers and strings only, nothing that was not sent just now. With
    /// [#ROW_ARGUMENT], the
    ///     row of a table that it is about is told
    record Problem(String code, Map<String, Object> arguments) {}

    static FieldParseResult refused(String code) {
        return refused(code, Map.of());
    }

    static FieldParseResult refused(String code, Map<String, Object> arguments) {
        return new Refused(List.of(new Problem(code, arguments)));
    }

    static FieldParseResult doubtful(Object value, String code) {
        return new Doubtful(value, new Problem(code, Map.of()));
    }
}
