package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.understanding.IntroducedValue;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// A type of answer: it reads, stores and shows what a person said. The set is closed, one file each, all of the same
/// shape. Types are stateless: everything they need is in the [FieldContext].
///
/// Stored values are JSON: `String`, `Long`, `Boolean`, or `List<String>`, as [#valueType()] says. Dates are ISO
/// strings, so that they compare as text.
public interface FieldType {

    /// Property of a type whose questions may have codes that a person gives instead of a value.
    String INSTEAD_PROPERTY = "instead";

    /// Characters of a sentence with an answer in it: about twice the longest name, address or option.
    int MAX_SENTENCE_LENGTH = 500;

    /// Code of the refusal of a text that is too long.
    String TOO_LONG_CODE = "too_long";

    /// Code of the problem of a sentence that may hold the value.
    String SENTENCE_CODE = "sentence";
    /// Last characters of a sensitive value that are shown.
    int SHOWN_CHARACTERS = 3;

    /// Properties that all questions of the type share.
    FieldTraits traits();

    /// Name after `type:` in scripts, for example `cnic`.
    default String typeName() {
        return traits().typeName();
    }

    /// Type of stored values, for conditions.
    default ValueType valueType() {
        return traits().valueType();
    }

    /// Properties that a question of this type may have in addition to the common ones, each with the class of its
    /// value (`Long`, `String`, `Boolean`). A script with any other does not load.
    default Map<String, Class<?>> allowedProperties() {
        return traits().properties();
    }

    /// Codes that this type can put into a [FieldParseResult.Problem], with the names of their arguments, so that the
    /// loader can check that every language has a text `errors.<type>.<code>`. `file_not_expected` is left out, because
    /// one text serves all types, and so is `too_long` of a sentence around an answer.
    default Map<String, List<String>> problemCodes() {
        return traits().problems();
    }

    /// Type whose problem texts serve where this one has none: a list of addresses uses those of an address.
    default String problemTextType() {
        return typeName();
    }

    /// True when values are masked on display, unless the script says otherwise.
    default boolean isSensitive() {
        return traits().sensitive();
    }

    /// True when only a value of this type could look like this one: a strict type may take a text that was written
    /// before the question was seen, a loose one (a name, free text) may not.
    default boolean isStrict() {
        return traits().strict();
    }

    /// True when a value inside a sentence can be of no other type, so that it answers a question of this one wherever
    /// it is said. A number of people may be anything, unlike a mobile number.
    ///
    /// @param properties of the question in its script
    default boolean isDistinct(Map<String, Object> properties) {
        return traits().distinct();
    }

    /// Parts of a value within a list that no two items may have in common: the addresses of a range.
    default List<String> distinctParts(String value) {
        return List.of(value);
    }

    /// True when a question of this type is answered by a sentence that was written at another question, unless its
    /// script says otherwise. False where an answer says nothing without its question: a yes, an option, a story, a
    /// file.
    default boolean isToldBeforeAsked() {
        return !takesStories() && !acceptsFiles();
    }

    /// Value of a type that takes any text, where a sentence at another question tells it by a known name.
    default Optional<String> findTold(Utterance sentence, FieldContext context) {
        return Optional.empty();
    }

    /// Reads a text that a person typed, tapped (the option's value) or shared (a contact's number).
    ///
    /// @param text as received, never null; the type normalises it first
    FieldParseResult parseAnswer(String text, FieldContext context);

    /// Maximum characters, after normalising, of a text in which an answer is looked for: those of the longest answer,
    /// or of a sentence around a short one.
    default long maxTextLength(FieldContext context) {
        return MAX_SENTENCE_LENGTH;
    }

    /// True for a text in which no answer is looked for, because it is too long.
    default boolean isTooLong(Utterance text, FieldContext context) {
        return text.lines().length() > MAX_SENTENCE_LENGTH
                && TextNormaliser.countCharacters(text.lines()) > maxTextLength(context);
    }

    /// Reads what a person typed, unless it is too long: then it is refused unread.
    default FieldParseResult readText(Utterance text, FieldContext context) {
        return isTooLong(text, context) ? refuseLongText(text.lines(), context) : interpretText(text, context);
    }

    /// Refusal of a text that is too long: with the limit of the type's answers, where it has one.
    private FieldParseResult refuseLongText(String text, FieldContext context) {
        return problemCodes().containsKey(TOO_LONG_CODE)
                        && parseAnswer(text, context) instanceof FieldParseResult.Refused refused
                ? refused
                : FieldParseResult.refused(TOO_LONG_CODE, Map.of("most", maxTextLength(context)));
    }

    /// Reads what a person typed at a question. This is the order of interpretation, which `docs/scripts.md` describes
    /// to authors: the bare value, if it leaves no doubt; a value or option inside the sentence; a text that answers no
    /// question; otherwise what [#parseAnswer(String, FieldContext)] makes of it.
    default FieldParseResult interpretText(Utterance text, FieldContext context) {
        FieldParseResult bare = parseAnswer(text.lines(), context);
        if (isUnmistakable(bare, context)) {
            return bare;
        }
        Optional<FieldParseResult> inside = extractAnswer(text, context);
        if (inside.isPresent()) {
            return inside.get().asExtracted();
        }
        Object insisted = bare instanceof FieldParseResult.Accepted accepted ? accepted.value() : null;
        return NonAnswer.findKind(text, takesStories())
                .<FieldParseResult>map(kind -> new FieldParseResult.NoAnswer(kind, insisted))
                .orElse(bare);
    }

    /// The reading of a text that may name anything, unless the text asks: then it is an answer only if the person
    /// insists.
    static FieldParseResult withoutQuestion(FieldParseResult reading, Utterance text) {
        return reading instanceof FieldParseResult.Accepted accepted && text.containsQuestion()
                ? new FieldParseResult.NoAnswer(NonAnswer.QUESTION, accepted.value())
                : reading;
    }

    /// Finds the value inside a sentence: "my cnic is 35202-1234567-1 ok?".
    ///
    /// @param sentence that [#parseAnswer(String, FieldContext)] does not take as it is
    /// @return empty when there is no value of this type in it, or more than one
    default Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        Utterance value = IntroducedValue.findIn(sentence);
        if (value == null) {
            return Optional.empty();
        }
        Optional<NonAnswer> kind = NonAnswer.findKind(value, false);
        if (kind.isPresent()) {
            return Optional.of(new FieldParseResult.NoAnswer(kind.get(), null));
        }
        return Optional.of(parseAnswer(value.text(), context))
                .filter(reading -> !(reading instanceof FieldParseResult.Refused));
    }

    /// False when no value of this type can be in the text, so that it need not be read.
    default boolean mayBeIn(Utterance text) {
        return traits().minDigits() == 0 || text.countDigits() >= traits().minDigits();
    }

    /// True when a reading of a whole text leaves no doubt that it is an answer. Otherwise the text may be a sentence,
    /// or no answer at all.
    default boolean isUnmistakable(FieldParseResult reading, FieldContext context) {
        return isStrict() && !(reading instanceof FieldParseResult.Refused);
    }

    /// True when answers are stories, in which "I do not know" is part of the answer.
    default boolean takesStories() {
        return false;
    }

    /// True when an answer may name anything: "Mardan Data Services, Lahore".
    default boolean takesAnyText() {
        return takesStories();
    }

    /// True when the person's own number, which a channel can share by a button, may be the answer.
    ///
    /// @param properties of the question in its script
    default boolean acceptsContact(Map<String, Object> properties) {
        return false;
    }

    /// True when a file may be the answer.
    default boolean acceptsFiles() {
        return false;
    }

    /// Reads a file. One that is [FileReference#away()] is only checked to spare people a wait: if accepted, it is
    /// downloaded and read again.
    default FieldParseResult parseAnswer(FileReference file, FieldContext context) {
        return FieldParseResult.refused("file_not_expected");
    }

    /// Text of a stored value for the person who gave it.
    default String formatValue(Object value, FieldContext context) {
        return String.valueOf(value);
    }

    /// Text of a stored value where others may read along: the summary and all later messages. Of a sensitive one only
    /// the last characters are shown.
    default String maskValue(Object value, FieldContext context) {
        String shown = formatValue(value, context);
        return isSensitive() ? ValueMasker.maskAllButLast(shown, SHOWN_CHARACTERS) : shown;
    }
}
