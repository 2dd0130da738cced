package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// A kind of answer: how what a person said is read, kept, and shown back. The set is closed, one file each, all of
/// one shape; who has read one knows the others. Types are stateless: everything they need is in the [FieldContext].
///
/// Kept values are JSON: `String`, `Long`, `Boolean`, or `List<String>`, as [#valueType()] says. Dates are ISO strings,
/// so that they compare as text.
public interface FieldType {

    /// The name that scripts write after `type:`, for example `cnic`.
    String typeName();

    /// What kept values are, for conditions.
    ValueType valueType();

    /// The properties a question of this type may carry beside those of every question, each with the class of its
    /// value (`Long`, `String`, `Boolean`). A script that uses another does not load.
    default Map<String, Class<?>> allowedProperties() {
        return Map.of();
    }

    /// Every code this type can put into a [FieldParseResult.Problem], with the names of its arguments, so that the
    /// loader can see that every language has a text `errors.<type>.<code>` for it. Left out is `file_not_expected`,
    /// which means the same everywhere and is worded once.
    default Map<String, List<String>> problemCodes() {
        return Map.of();
    }

    /// The type whose problem texts serve where this one has none of its own: a list of addresses says of an address
    /// what an address says.
    default String problemTextType() {
        return typeName();
    }

    /// Whether values are masked when shown back, unless the script says otherwise.
    default boolean isSensitive() {
        return false;
    }

    /// Whether only a value of this type could look like this one: a strict type may take a text that was written
    /// before the question was seen, a loose one (a name, free text) may not.
    default boolean isStrict() {
        return false;
    }

    /// Reads what a person typed, tapped (the option's value) or shared (a contact's number).
    ///
    /// @param text as it came, never null; normalising is the type's first act
    FieldParseResult parseAnswer(String text, FieldContext ask);

    /// Whether the person's own number, which a channel can share by a button, may be the answer.
    ///
    /// @param properties of the question in its script
    default boolean acceptsContact(Map<String, Object> properties) {
        return false;
    }

    /// Whether a file may be the answer.
    default boolean acceptsFiles() {
        return false;
    }

    /// Reads a file that was sent. One that is [FileReference#away()] is only looked at to spare people a wait: what is
    /// not refused is fetched and read again.
    default FieldParseResult parseAnswer(FileReference file, FieldContext ask) {
        return FieldParseResult.refused("file_not_expected");
    }

    /// How a kept value is written for the person who gave it.
    String formatValue(Object value, FieldContext ask);

    /// The same for a place where others may look over the shoulder: the summary and all later messages.
    default String maskValue(Object value, FieldContext ask) {
        return formatValue(value, ask);
    }
}
