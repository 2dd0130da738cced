package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// One line of text. `least` and `most` limit its length (default 1 to 200), `pattern` is a Java regular expression
/// that the whole normalised text must match. `names` is a list of the texts: of a sentence that contains one of its
/// names, the name is taken, and a text that is none of them is doubtful; `examples` is such a list beside which
/// there are other names. With `kind: name`, or `names`, a value of
/// another kind, such as a card number, is refused, and a text with one in it is doubtful.
public final class TextField extends TypedField {
    static final long MIN_LENGTH = 1;
    static final long MAX_LENGTH = 200;
    /// Code of the refusal of a value of another kind.
    static final String OTHER_KIND_CODE = "other_kind";
    /// Code of the doubt about a name that is not on the list of the question.
    private static final String UNLISTED_CODE = "unlisted";
    /// Kinds of values that are no free text: a number of a card or phone, an address of a person or line.
    private static final List<FieldType> OTHER_KINDS =
            List.of(new CnicField(), new PhoneField(), new EmailField(), new IpAddressListField());
    private static final String NAME_END = ",،;؛\n";
    /// Words before the name of an organisation.
    private static final long BEFORE_NAME = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.OWN,
            PhraseKind.ARTICLE,
            PhraseKind.FILLER,
            PhraseKind.GREETING);
    /// Words in small letters inside a name.
    private static final Set<String> NAME_JOINERS = Set.of("and", "of", "for", "the");
    private static final Pattern WORD_END = Pattern.compile("[\\s,،;؛]+");
    /// Marks around a word.
    private static final String WORD_MARKS = "()\"'“”‘’.۔:?؟!";
    /// Words that no sentence has without a value in it: "gw2", "example.com".
    private static final Pattern TELLING_WORD = Pattern.compile("[0-9]|[\\p{L}][.:][\\p{L}]");
    private static final String PATTERN_PROPERTY = "pattern";
    private static final String KIND_PROPERTY = "kind";
    /// Value of the property for names of people, places and things.
    private static final String NAME_KIND = "name";
    /// Value of the property for names of organisations, which their legal form tells in a sentence.
    private static final String ORGANISATION_KIND = "organisation";
    /// Property with the list of names to find in a sentence; others are doubtful.
    public static final String NAMES_PROPERTY = "names";
    /// Property with a list of names to find in a sentence, beside which there are others.
    public static final String EXAMPLES_PROPERTY = "examples";

    public TextField() {
        super(FieldTraits.ofType("text")
                .withProperty("least", Long.class)
                .withProperty("most", Long.class)
                .withProperty(PATTERN_PROPERTY, String.class)
                .withProperty(KIND_PROPERTY, String.class)
                .withProperty(NAMES_PROPERTY, String.class)
                .withProperty(EXAMPLES_PROPERTY, String.class)
                .withProblem("too_short", "least")
                .withProblem("too_long", "most")
                .withProblem(PATTERN_PROPERTY)
                .withProblem(OTHER_KIND_CODE)
                .withProblem(SENTENCE_CODE, "value")
                .withProblem(UNLISTED_CODE, "value"));
    }

    @Override
    public long maxTextLength(FieldContext context) {
        return Math.max(MAX_SENTENCE_LENGTH, context.numberProperty("most", MAX_LENGTH));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        FieldParseResult refusal = LengthRule.checkLength(
                normalised, context.numberProperty("least", MIN_LENGTH), context.numberProperty("most", MAX_LENGTH));
        if (refusal != null) {
            return refusal;
        }
        String pattern = context.textProperty(PATTERN_PROPERTY, null);
        if (pattern != null && !fitsPattern(pattern, normalised)) {
            return FieldParseResult.refused(PATTERN_PROPERTY);
        }
        return takesNames(context) && isOfOtherKind(normalised, context)
                ? FieldParseResult.refused(OTHER_KIND_CODE)
                : findListed(normalised, context);
    }

    /// The name on the question's list; a text that is none of them is doubtful, where there is a list.
    private static FieldParseResult findListed(String text, FieldContext context) {
        OptionList names = namesOf(context);
        Option listed = new OptionMatcher(names).findByName(text);
        if (listed != null) {
            return new FieldParseResult.Accepted(listed.label());
        }
        return names.isEmpty() ? new FieldParseResult.Accepted(text) : toDoubtful(text, UNLISTED_CODE);
    }

    private static OptionList namesOf(FieldContext context) {
        String list = context.textProperty(NAMES_PROPERTY, "");
        return list.isEmpty() ? OptionList.EMPTY : context.lexicon().namesOf(list);
    }

    private static boolean takesNames(FieldContext context) {
        return context.properties().containsKey(NAMES_PROPERTY) || takesNames(context.properties());
    }

    /// True for a question whose answer is a name that is on no list.
    ///
    /// @param properties of the question in its script
    public static boolean takesNames(Map<String, Object> properties) {
        Object kind = properties.get(KIND_PROPERTY);
        return NAME_KIND.equals(kind) || ORGANISATION_KIND.equals(kind);
    }

    private static boolean isOrganisation(FieldContext context) {
        return ORGANISATION_KIND.equals(context.textProperty(KIND_PROPERTY, ""));
    }

    private static boolean isOfOtherKind(String text, FieldContext context) {
        Utterance said = context.lexicon().read(text);
        return said.is(PhraseKind.AGREEMENT)
                || said.is(PhraseKind.REFUSAL)
                || OTHER_KINDS.stream()
                        .map(kind -> kind.parseAnswer(text, neutralContext(context)))
                        .anyMatch(reading ->
                                reading instanceof FieldParseResult.Accepted accepted && !accepted.extracted());
    }

    private static FieldContext neutralContext(FieldContext context) {
        return new FieldContext(
                Map.of(), OptionList.EMPTY, context.language(), context.today(), null, context.lexicon());
    }

    /// "Ye kya hai" is no answer unless the person insists, and neither is a sentence with a value of another kind.
    @Override
    public FieldParseResult interpretText(Utterance text, FieldContext context) {
        FieldParseResult reading = super.interpretText(text, context);
        FieldParseResult meant = reading instanceof FieldParseResult.Doubtful doubtful
                ? new FieldParseResult.Accepted(doubtful.value())
                : reading;
        FieldParseResult answer = FieldType.withoutQuestion(meant, text);
        if (!(answer instanceof FieldParseResult.Accepted accepted)) {
            return answer;
        }
        // The place of a button that is not there.
        if (OptionMatcher.isPlace(text)) {
            return doubtSentence(accepted.value());
        }
        return takesNames(context) && hasOtherKind(text.read((String) accepted.value()), context)
                ? doubtSentence(accepted.value())
                : reading;
    }

    private static boolean hasOtherKind(Utterance text, FieldContext context) {
        return (text.hasDigit() || text.hasCharacter('@') || text.hasCharacter(':'))
                && OTHER_KINDS.stream()
                        .anyMatch(kind ->
                                kind.interpretText(text, neutralContext(context)) instanceof FieldParseResult.Accepted);
    }

    /// Asks whether a value is the answer, which may be something else.
    public static FieldParseResult doubtSentence(Object value) {
        return toDoubtful(value, SENTENCE_CODE);
    }

    private static FieldParseResult toDoubtful(Object value, String code) {
        return new FieldParseResult.Doubtful(
                value,
                new FieldParseResult.Problem(code, Map.of("value", TextNormaliser.abbreviate(String.valueOf(value)))));
    }

    /// A listed name, the only word that fits a pattern, or the introduced value.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        String pattern = context.textProperty(PATTERN_PROPERTY, null);
        if (pattern != null) {
            String fitting = fitsPattern(pattern, sentence.text()) ? null : onlyFittingWord(sentence, pattern);
            return fitting == null
                    ? super.extractAnswer(sentence, context)
                    : Optional.of(parseAnswer(fitting, context));
        }
        List<Option> named = new OptionMatcher(namesOf(context)).findWholeNames(sentence);
        return named.size() == 1
                ? Optional.of(new FieldParseResult.Accepted(named.getFirst().label()))
                : super.extractAnswer(sentence, context);
    }

    /// @param pattern of the question
    private static boolean fitsPattern(String pattern, String text) {
        return Pattern.matches(pattern, text);
    }

    /// The only word with a digit or a dot inside that fits the pattern, or null: "the gateway is gw2.example.com".
    private static String onlyFittingWord(Utterance sentence, String pattern) {
        List<String> fitting = WORD_END.splitAsStream(sentence.text())
                .map(word -> TextNormaliser.trimMarks(word, WORD_MARKS))
                .filter(word -> TELLING_WORD.matcher(word).find() && fitsPattern(pattern, word))
                .distinct()
                .toList();
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    /// Name in a sentence at another question: one of a list, or that of an organisation by its legal form:
    /// "we are Alif Software (Pvt) Ltd".
    @Override
    public Optional<String> findTold(Utterance sentence, FieldContext context) {
        String list = context.textProperty(EXAMPLES_PROPERTY, context.textProperty(NAMES_PROPERTY, ""));
        if (!list.isEmpty()) {
            OptionMatcher names = new OptionMatcher(context.lexicon().namesOf(list));
            // A position that is one word of many is that of somebody: "the director has refused".
            List<String> told = SentenceSplitter.splitParts(sentence, NAME_END, Set.of()).stream()
                    .filter(part -> !context.properties().containsKey(EXAMPLES_PROPERTY) || names.statesOption(part))
                    .flatMap(part -> names.findWholeNames(part).stream())
                    .map(Option::label)
                    .distinct()
                    .toList();
            return told.size() == 1 ? Optional.of(told.getFirst()) : Optional.empty();
        }
        return isOrganisation(context) && sentence.contains(PhraseKind.COMPANY_FORM)
                ? findOrganisation(sentence)
                : Optional.empty();
    }

    private static Optional<String> findOrganisation(Utterance sentence) {
        List<String> names = SentenceSplitter.splitParts(sentence, NAME_END, Set.of()).stream()
                .map(TextField::extractCompanyName)
                .filter(name -> !name.isEmpty())
                .toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    /// Words of a part up to the last legal form in it, without those that introduce them; empty when none is before.
    private static String extractCompanyName(Utterance part) {
        for (int after = part.wordCount(); after > 1; after--) {
            int form = part.part(0, after).countAtEnd(PhraseKind.COMPANY_FORM.bit());
            if (form > 0) {
                Utterance name = behindLowerCase(part.part(0, after).withoutStart(BEFORE_NAME, null), form);
                return name.wordCount() > form && !name.containsWord(PhraseKind.SENTENCE)
                        ? closeBracket(name.text())
                        : "";
            }
        }
        return "";
    }

    /// Words behind the last one in small letters, where a capital follows: "register my company Nexora Systems pvt
    /// ltd".
    private static Utterance behindLowerCase(Utterance name, int form) {
        int first = name.wordCount() - form;
        while (first > 0
                && (!Character.isLowerCase(name.part(first - 1, first).text().codePointAt(0))
                        || NAME_JOINERS.contains(name.word(first - 1)))) {
            first--;
        }
        return first < name.wordCount() - form ? name.part(first, name.wordCount()) : name;
    }

    /// The bracket of "(Pvt) Ltd" may open in the name and close behind it.
    private static String closeBracket(String name) {
        return name.indexOf('(') >= 0 && name.indexOf(')') < 0 ? name + ")" : name;
    }

    @Override
    public boolean takesAnyText() {
        return true;
    }
}
