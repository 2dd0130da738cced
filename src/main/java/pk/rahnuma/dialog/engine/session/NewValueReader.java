package pk.rahnuma.dialog.engine.session;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.CountryField;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.NumberField;
import pk.rahnuma.dialog.field.OptionMatcher;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Reads the new value of one answer in a sentence that corrects it: "not Zong, Jazz", "it should end in 6", "the name
/// is Sara Khan".
final class NewValueReader {

    /// Kinds of phrases that are other words for options too: "nahi" for "not registered".
    private static final long NO_NAME = PhraseKind.bits(
            PhraseKind.NEGATION, PhraseKind.REFUSAL, PhraseKind.AGREEMENT, PhraseKind.UNKNOWN, PhraseKind.NONE);
    /// Kinds of phrases at the ends of a value.
    private static final long AROUND_VALUE = Utterance.AROUND_VALUE
            | PhraseKind.bits(
                    PhraseKind.SENTENCE,
                    PhraseKind.REQUEST,
                    PhraseKind.NEGATION,
                    PhraseKind.CONTRAST,
                    PhraseKind.REFUSAL);
    private static final long DENIALS = PhraseKind.bits(PhraseKind.DENIES_NEXT, PhraseKind.DENIES_PREVIOUS);
    /// Likeness of words that are no value.
    private static final int NO_VALUE = -10;
    /// Minimum digits that tell which number is meant.
    private static final int MIN_TELLING_DIGITS = 4;
    /// Minimum letters of a word that tells a value.
    private static final int MIN_TELLING_LENGTH = 3;

    private final ScriptStep.Question question;
    private final FieldContext context;
    private final Object present;

    /// @param present value of the answer; null when it has none
    NewValueReader(SessionStep sessionStep, ScriptStep.Question question, Object present) {
        this.question = question;
        this.context = sessionStep.fieldContext(question, null);
        this.present = present;
    }

    /// A new value.
    ///
    /// @param typical whether its looks tell that it is one, unlike those of a free text
    record NewValue(Object value, boolean typical) {}

    /// True when the text has the present value, or a word of it: "Sindh, not Balochistan".
    boolean namesPresent(Utterance text) {
        if (question.type() instanceof CountryField) {
            return CountryField.findCodes(text).stream().anyMatch(code -> code.equals(present));
        }
        if (!context.options().isEmpty()) {
            return context.options().findNames(text).keySet().stream()
                    .anyMatch(option -> option.value().equals(present));
        }
        Set<String> words = distinctiveWords(present);
        for (int i = 0; i < text.wordCount(); i++) {
            if (words.contains(text.word(i))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> distinctiveWords(Object value) {
        return value instanceof String string
                ? Arrays.stream(TextNormaliser.toComparisonKey(string).split(" "))
                        .filter(word -> word.length() >= MIN_TELLING_LENGTH)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /// Value in a text that does not name the answer, or null.
    ///
    /// @param contrasted whether the text has the present value: then any other may be the new one
    /// @param last whether it is the last answer
    NewValue findValue(Utterance text, boolean contrasted, boolean last) {
        Object ending = last ? findEnding(text) : null;
        Object value = ending != null || question.type() instanceof NumberField ? ending : findTypical(text);
        return value == null && contrasted ? findBesidePresent(text) : toTypical(value);
    }

    /// Value in a text that names the answer, or null.
    ///
    /// @param before part before the name
    /// @param after part behind the name
    NewValue findNamedValue(Utterance text, Utterance before, Utterance after) {
        if (question.type() instanceof YesNoField) {
            return present instanceof Boolean given && saysWrong(text) ? new NewValue(!given, true) : null;
        }
        Object typical = Stream.<Supplier<Object>>of(
                        () -> findEnding(text),
                        () -> findTypical(after),
                        () -> findTypical(before),
                        () -> findTypical(text))
                .map(Supplier::get)
                .filter(value -> value != null && !value.equals(present))
                .findFirst()
                .orElse(null);
        // "naam nahi pata, neela icon hai" says no name.
        return typical == null && !text.contains(PhraseKind.UNKNOWN) ? findFree(freeParts(after)) : toTypical(typical);
    }

    private static NewValue toTypical(Object value) {
        return value == null ? null : new NewValue(value, true);
    }

    private static boolean saysWrong(Utterance text) {
        return text.saysChange()
                || text.containsAny(PhraseKind.bits(
                        PhraseKind.NEGATION, PhraseKind.REFUSAL, PhraseKind.DENIES_NEXT, PhraseKind.DENIES_PREVIOUS));
    }

    /// Value that its looks tell: of a strict type, an option, a country or a known name.
    private Object findTypical(Utterance text) {
        if (text.isEmpty()
                || question.type() instanceof YesNoField
                || !question.type().mayBeIn(text)) {
            return null;
        }
        if (question.type().isStrict()) {
            return readOnly(text, AffirmedParts.findIn(text));
        }
        if (question.type() instanceof CountryField) {
            return Stream.of(List.of(text), AffirmedParts.findIn(text))
                    .map(parts -> parts.stream()
                            .flatMap(part -> CountryField.findCodes(part).stream())
                            .filter(code -> !code.equals(present))
                            .distinct()
                            .toList())
                    .filter(others -> others.size() == 1)
                    .findFirst()
                    .<Object>map(List::getFirst)
                    .orElse(null);
        }
        String list = context.textProperty(TextField.NAMES_PROPERTY, "");
        if (!list.isEmpty()) {
            return findOnlyOther(context.lexicon().namesOf(list), Option::label, text);
        }
        return context.options().isEmpty() ? null : findOnlyOther(context.options(), Option::value, text);
    }

    /// The only value of a strict type in the text, or in what it affirms; or null.
    private Object readOnly(Utterance text, List<Utterance> affirmed) {
        Object whole = text.containsAny(DENIALS) ? null : readValue(text);
        if (whole != null && !whole.equals(present) && isWritten(whole, text)) {
            return whole;
        }
        List<Object> values = affirmed.stream()
                .map(this::readValue)
                .filter(value -> value != null && !value.equals(present))
                .distinct()
                .toList();
        List<Object> written = values.size() < 2
                ? values
                : values.stream().filter(value -> isWritten(value, text)).toList();
        if (written.size() == 1) {
            return written.getFirst();
        }
        Object only = values.isEmpty() && whole == null && !affirmed.isEmpty() ? readValue(text) : null;
        return only != null && !only.equals(present) && isWritten(only, text) ? only : null;
    }

    /// False for a number in words ("do" is two, and "give"), and for a short number that could be one of many: "not
    /// 20, 35".
    private boolean isWritten(Object value, Utterance text) {
        if (question.type() instanceof NumberField) {
            return text.text().contains(String.valueOf(value));
        }
        return !(value instanceof String string)
                || countDigits(string) < MIN_TELLING_DIGITS
                || Stream.of(text.key().split(" ")).anyMatch(word -> countDigits(word) >= MIN_TELLING_DIGITS);
    }

    /// Value that the question accepts of a text, or null.
    Object readValue(Utterance text) {
        return question.type().readText(text, context) instanceof FieldParseResult.Accepted accepted
                ? accepted.value()
                : null;
    }

    /// The option that the text affirms, or the only one that is not the present one; or null.
    private Object findOnlyOther(OptionList options, Function<Option, String> value, Utterance text) {
        List<Option> others = options.findNames(text).entrySet().stream()
                .filter(name -> !text.read(name.getValue()).containsAny(NO_NAME))
                .filter(name -> text.part(0, Math.max(0, text.indexOf(name.getValue(), 0)))
                                .countAtEnd(PhraseKind.DENIES_NEXT.bit())
                        == 0)
                .map(Map.Entry::getKey)
                .filter(option -> !value.apply(option).equals(present))
                .toList();
        List<Option> affirmed = others.size() < 2
                ? others
                : Stream.of(
                                new OptionMatcher(options).findWholeNames(text),
                                AffirmedParts.findIn(text).stream()
                                        .flatMap(part -> options.findNames(part).keySet().stream())
                                        .distinct()
                                        .toList())
                        .filter(found -> found.size() == 1 && others.contains(found.getFirst()))
                        .findFirst()
                        .orElse(List.of());
        return affirmed.size() == 1 ? value.apply(affirmed.getFirst()) : null;
    }

    /// Value of a free text, once the words around it are gone: of several parts that the type takes, the one that
    /// looks most like a value, or the last; or null.
    private NewValue findFree(List<Utterance> parts) {
        Object best = null;
        int most = 0;
        boolean some = parts.stream().anyMatch(part -> !part.saysChange());
        for (Utterance part : context.options().isEmpty() ? parts : List.<Utterance>of()) {
            // "Wo durust kar lein" has no value.
            Object value = some && part.saysChange() ? null : readFree(part);
            int closed = part != parts.getFirst() || part.countAtEnd(PhraseKind.CLOSING.bit()) > 0 ? 1 : 0;
            int likeness = value == null ? NO_VALUE : scoreLikeness(value, part) + closed;
            if (likeness > most || best == null && likeness == most) {
                best = value;
                most = likeness;
            }
        }
        return best == null ? null : new NewValue(best, most > 0);
    }

    /// Parts behind the name of the answer, or behind a colon: "legal name was incomplete: Alif Ltd".
    private List<Utterance> freeParts(Utterance after) {
        int colon = after.text().indexOf(": ");
        Utterance stated = colon < 0 ? after : after.read(after.text().substring(colon + 1));
        List<Utterance> affirmed = AffirmedParts.findIn(stated);
        return affirmed.isEmpty() && context.properties().containsKey("pattern") ? List.of(stated) : affirmed;
    }

    /// Points for words of the present value, capital letters and digits, and several words.
    ///
    /// @return less than 0 when nothing tells that it is a name: "gya"
    private int scoreLikeness(Object value, Utterance part) {
        Utterance read = part.read(String.valueOf(value));
        boolean written = part.text().codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isDigit(c));
        boolean single = question.type() instanceof NameField && read.wordCount() < 2;
        int points = (namesPresent(read) ? 3 : 0) + (written ? 2 : 0);
        return single && points == 0 || isPartOfPresent(read) ? NO_VALUE : points;
    }

    /// True for words of the present value alone: they are what was wrong.
    private boolean isPartOfPresent(Utterance value) {
        return present instanceof String string
                && (" " + TextNormaliser.toComparisonKey(string) + " ").contains(" " + value.key() + " ");
    }

    private Object readFree(Utterance part) {
        Utterance bare = withoutEnds(part);
        if (bare.isEmpty()) {
            return null;
        }
        if (context.properties().containsKey("pattern")) {
            List<String> fitting = Stream.of(bare.text().split(" "))
                    .filter(word -> word.indexOf('.') > 0 || word.chars().anyMatch(Character::isDigit))
                    .filter(word -> question.type().parseAnswer(word, context) instanceof FieldParseResult.Accepted)
                    .toList();
            return fitting.size() == 1 ? readValue(bare.read(fitting.getFirst())) : null;
        }
        return readValue(bare);
    }

    /// Value of a name or text of which the sentence has a word already: "Aisha Khan not Ayesha".
    private NewValue findBesidePresent(Utterance text) {
        if (!(question.type() instanceof NameField || question.type() instanceof TextField)) {
            return null;
        }
        return findFree(SentenceSplitter.splitParts(text, AffirmedParts.PART_END, Set.of()).stream()
                .filter(this::namesPresent)
                .flatMap(part -> AffirmedParts.findIn(part).stream())
                .toList());
    }

    /// The part without the words that only say that something is meant. A capital letter begins a value.
    private static Utterance withoutEnds(Utterance part) {
        Utterance bare = part;
        while (!bare.isEmpty() && !Character.isUpperCase(bare.text().codePointAt(0))) {
            Utterance shorter = bare.withoutStart(AROUND_VALUE, Sense.CHANGE);
            if (shorter == bare) {
                break;
            }
            bare = shorter;
        }
        return bare.withoutEnd(AROUND_VALUE);
    }

    /// The present value with other digits at its end: "it should end in 6"; or null.
    private Object findEnding(Utterance text) {
        String old = present instanceof List<?> list && list.size() == 1
                ? String.valueOf(list.getFirst())
                : present instanceof String string ? string : "";
        if (!question.type().isStrict() || old.isEmpty() || !text.contains(PhraseKind.ENDING)) {
            return null;
        }
        List<String> numbers = AffirmedParts.findIn(text).stream()
                .flatMap(part -> Stream.of(part.key().split(" ")))
                .filter(word -> !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9'))
                .toList();
        return numbers.size() == 1 && numbers.getFirst().length() < countDigits(old)
                ? readValue(text.read(replaceEnding(old, numbers.getFirst())))
                : null;
    }

    private static long countDigits(String text) {
        return text.chars().filter(Character::isDigit).count();
    }

    private static String replaceEnding(String old, String digits) {
        StringBuilder changed = new StringBuilder(old);
        int left = digits.length();
        for (int i = old.length() - 1; i >= 0 && left > 0; i--) {
            if (Character.isDigit(old.charAt(i))) {
                changed.setCharAt(i, digits.charAt(--left));
            }
        }
        return changed.toString();
    }
}
