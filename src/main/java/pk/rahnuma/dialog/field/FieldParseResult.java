package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.understanding.NonAnswer;

/// Result of reading a text by a [FieldType].
public sealed interface FieldParseResult {

    /// The argument of a [Problem] that names the row of a table, counted from 1.
    String ROW_ARGUMENT = "row";

    /// The value is stored and the dialog continues.
    ///
    /// @param extracted whether it was found inside a sentence: then it is shown to the person
    record Accepted(Object value, boolean extracted) implements FieldParseResult {
        public Accepted(Object value) {
            this(value, false);
        }
    }

    /// The value passes every hard check and fails a soft one: the person is warned and may insist.
    ///
    /// @param value stored if the person confirms it
    /// @param repeated stored if the person sends the same text again: the value, unless that is a correction
    record Doubtful(Object value, Problem problem, Object repeated) implements FieldParseResult {
        public Doubtful(Object value, Problem problem) {
            this(value, problem, value);
        }
    }

    /// Some of it is valid: the value is stored as the question's partial value, the problems are shown, and the
    /// question stays open until the person says that the list is complete.
    record Partial(Object value, List<Problem> problems) implements FieldParseResult {}

    /// The text is no answer to any question.
    ///
    /// @param value that it would be if the person insists, or null
    record NoAnswer(NonAnswer kind, Object value) implements FieldParseResult {}

    /// Nothing of it can be stored.
    ///
    /// @param meant whether the text was meant as a value of the question's type, and not as a question to the desk
    record Refused(List<Problem> problems, boolean meant) implements FieldParseResult {
        public Refused(List<Problem> problems) {
            this(problems, false);
        }
    }

    /// A reason, by text key and arguments: `errors.<type>.<code>`, or the question's own `errors.<code>`.
    ///
    /// @param arguments for the message; numbers and strings only, nothing except what was just sent. [#ROW_ARGUMENT]
    ///     names the row of a table
    /// @param options values of the options of which one is meant; empty when the text names none, or one
    record Problem(String code, Map<String, Object> arguments, List<String> options) {
        public Problem(String code, Map<String, Object> arguments) {
            this(code, arguments, List.of());
        }
    }

    /// This reading, as that of a part of a sentence.
    default FieldParseResult asExtracted() {
        return switch (this) {
            case Accepted accepted -> new Accepted(accepted.value(), true);
            case Refused refused -> new Refused(refused.problems(), true);
            default -> this;
        };
    }

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
