package pk.rahnuma.dialog.script;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldType;

/// A step of a script. Two kinds ask people ([Question] and [Repeat], with [Review] to confirm), the others show texts,
/// make calls and end the script.
public sealed interface ScriptStep {

    /// Unique in its script; empty for steps that are never referenced.
    String name();

    /// Position in the script, counted from 1 in reading order.
    int number();

    /// Condition under which the step is on the journey; null means always.
    ScriptExpression when();

    /// A soft or hard check in addition to the type's own, over `it` and earlier answers.
    ///
    /// @param code of the text `errors.<code>` of the question
    /// @param holds true when the value is valid
    record Check(String code, ScriptExpression holds, boolean soft) {}

    /// Source of a choice's options.
    sealed interface Options {
        /// Codes written in the script. Labels: `options.<code>` of the question, or of the shared list `labels`.
        record Fixed(List<String> values, String labels) implements Options {}

        /// Items of a call's result; the label is the question's text `option`.
        ///
        /// @param others codes that come after them; labels: `options.<code>` of the question
        record From(String call, String component, String value, Fixed others) implements Options {}
    }

    /// A question: prompt, type, checks, help.
    ///
    /// @param texts prefix of its text keys: `<script>.<name>`
    /// @param early whether an answer is taken from a message before the question is asked
    /// @param later whether it is asked only when the person adds more at the review
    /// @param summarised whether the summary shows the answer
    /// @param options null where the type has none
    /// @param derived where it has a value, that is the answer and the question is not asked; or null
    /// @param suggested a value that the person may accept by one tap; or null
    /// @param alternative name of the earlier question that a button asks again; or null
    /// @param captions whether what people write with a file is taken as its answer
    /// @param distinct whether the items of its repeat must have no value in common; its answers are lists then
    record Question(
            String name,
            int number,
            ScriptExpression when,
            String texts,
            FieldType type,
            Map<String, Object> properties,
            boolean optional,
            boolean masked,
            boolean early,
            boolean later,
            boolean summarised,
            Options options,
            ScriptExpression derived,
            ScriptExpression suggested,
            String alternative,
            boolean captions,
            boolean distinct,
            List<Check> checks)
            implements ScriptStep {

        /// Code of the text `errors.<code>`, with `{value}`, for a value that another item has too.
        public static final String NOT_DISTINCT = "not_distinct";

        /// True when the person can answer it by sharing their own number.
        public boolean acceptsContact() {
            return type.acceptsContact(properties);
        }
    }

    /// A list of items, each with its own answers: add, list, change, remove.
    ///
    /// @param title the question whose answer names an item in lists
    record Repeat(
            String name,
            int number,
            ScriptExpression when,
            String texts,
            int minItems,
            int maxItems,
            String title,
            List<ScriptStep> steps)
            implements ScriptStep {}

    record Group(int number, ScriptExpression when, List<ScriptStep> steps) implements ScriptStep {
        @Override
        public String name() {
            return "";
        }
    }

    /// Shows `<texts>.say`, once for each item when there is `each` (`call.component`).
    record Say(String name, int number, ScriptExpression when, String texts, ListReference each)
            implements ScriptStep {}

    record ListReference(String call, String component) {}

    /// Calls the host; the result is stored under the name.
    record Call(
            String name, int number, ScriptExpression when, ActionType action, Map<String, ScriptExpression> arguments)
            implements ScriptStep {}

    /// The summary to confirm before submission.
    ///
    /// @param sections in which it shows the answers; empty for one without headings
    record Review(String name, int number, ScriptExpression when, String texts, List<Section> sections)
            implements ScriptStep {

        /// @param label key of its heading, `<texts>.sections.<name>`
        /// @param answers names of its questions and repeats
        public record Section(String label, List<String> answers) {}
    }

    /// End of a script: shows `<texts>.say` and offers next scripts.
    ///
    /// @param offers names of scripts, or components of calls (`call.component`) that name one or are empty
    /// @param brings attachment: [pk.rahnuma.dialog.model.Reply#DATA_EXPORT], or null
    /// @param links a list of buttons before those of the scripts, each with the text `<texts>.link`; or null
    /// @param files the person's files sent before it, each with the text `<texts>.file`; or null
    record End(
            String name,
            int number,
            ScriptExpression when,
            String texts,
            List<String> offers,
            ListReference links,
            String brings,
            ListReference files)
            implements ScriptStep {

        /// Component of an item of `files` that holds the file's id.
        public static final String FILE_COMPONENT = "file";

        /// Component of an item of `links` that holds the link, without `/start `.
        public static final String LINK_COMPONENT = "link";

        /// True when the offer is a component of a call.
        public static boolean isCallComponent(String offer) {
            return offer.indexOf('.') >= 0;
        }

        public End withOffers(List<String> others) {
            return new End(name, number, when, texts, others, links, brings, files);
        }
    }

    /// End of a script: another script continues.
    ///
    /// @param first answer to its first question; null when that is asked
    record Go(int number, ScriptExpression when, String script, ScriptExpression first) implements ScriptStep {
        @Override
        public String name() {
            return "";
        }
    }
}
