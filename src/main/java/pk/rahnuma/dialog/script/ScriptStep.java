package pk.rahnuma.dialog.script;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.script.expression.ScriptExpression;

/// A step of a script. Two kinds ask people ([Question] and [Repeat], with [Review] to close), the others say, call and
/// lead on.
public sealed interface ScriptStep {

    /// Unique in its script; empty for steps that nobody refers to.
    String name();

    /// Place in the script, counted from 1 in reading order.
    int number();

    /// Whether the step is on the path; null is always.
    ScriptExpression when();

    /// A soft or hard check beside the type's own, over `it` and the answers before.
    ///
    /// @param code of the text `errors.<code>` of the question
    /// @param holds true when all is well
    record Check(String code, ScriptExpression holds, boolean soft) {}

    /// Where a choice's options come from.
    sealed interface Options {
        /// Codes written in the script. Labels: `options.<code>` of the question, or of the shared list `labels`.
        record Fixed(List<String> values, String labels) implements Options {}

        /// The items of a call's result; label by the question's text `option`.
        ///
        /// @param others codes that come after them; labels: `options.<code>` of the question
        record From(String call, String component, String value, Fixed others) implements Options {}
    }

    /// Asks, reads, checks, tries again, helps.
    ///
    /// @param texts prefix of its text keys: `<script>.<name>`
    /// @param options null where the type has none
    record Question(
            String name,
            int number,
            ScriptExpression when,
            String texts,
            FieldType type,
            Map<String, Object> properties,
            boolean optional,
            boolean masked,
            Options options,
            List<Check> checks)
            implements ScriptStep {

        /// Whether the person can answer it by sharing their own number.
        public boolean acceptsContact() {
            return type.acceptsContact(properties);
        }
    }

    /// A list of items, each with answers of its own: add, list, change, remove.
    ///
    /// @param title the question whose answer names an item in lists
    record Repeat(
            String name,
            int number,
            ScriptExpression when,
            String texts,
            int least,
            int most,
            String title,
            List<ScriptStep> steps)
            implements ScriptStep {}

    record Group(int number, ScriptExpression when, List<ScriptStep> steps) implements ScriptStep {
        @Override
        public String name() {
            return "";
        }
    }

    /// Says `<texts>.say`, once for each item when there is `each` (`call.component`).
    record Say(String name, int number, ScriptExpression when, String texts, ListReference each)
            implements ScriptStep {}

    record ListReference(String call, String component) {}

    /// Asks the host; the result is kept under the name.
    record Call(
            String name, int number, ScriptExpression when, ActionType action, Map<String, ScriptExpression> arguments)
            implements ScriptStep {}

    /// The summary to check before something is sent.
    record Review(String name, int number, ScriptExpression when, String texts) implements ScriptStep {}

    /// The end: says `<texts>.say` and offers what to do next.
    ///
    /// @param offers names of scripts, or parts of calls (`call.component`) that name one or are empty
    /// @param brings what comes with it: [pk.rahnuma.dialog.model.Reply#DATA_EXPORT], or null
    /// @param files the person's files that come before it, each with the text `<texts>.file`; or null
    record End(
            String name,
            int number,
            ScriptExpression when,
            String texts,
            List<String> offers,
            String brings,
            ListReference files)
            implements ScriptStep {

        /// The part of an item of `files` that is the id of the file.
        public static final String FILE_COMPONENT = "file";

        /// Whether that offer is a part of a call.
        public static boolean isCallComponent(String offer) {
            return offer.indexOf('.') >= 0;
        }

        public End withOffers(List<String> others) {
            return new End(name, number, when, texts, others, brings, files);
        }
    }

    /// The end: another script goes on.
    record Go(int number, ScriptExpression when, String script) implements ScriptStep {
        @Override
        public String name() {
            return "";
        }
    }
}
