package pk.rahnuma.dialog.field.choice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldContext.Option;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.field.ValueType;

/// Yes or no, in the many ways that people say it. The options, values `yes` and `no`, carry the labels.
public final class YesNoField implements FieldType {
    private static final Set<String> YES_WORDS = keys(
            "yes, y, yeah, yep, yup, ok, okay, sure, true, correct, han, haan, haa, ji, jee, g, ji han, ji haan, jee han,"
                    + " jee haan, g han, g haan, han ji, haan ji, haan jee, bilkul, ji bilkul, theek hai, thik hai,"
                    + " theek, durust, sahi, sahi hai, ہاں, جی, جی ہاں, ہاں جی, بالکل, جی بالکل, ٹھیک ہے, ٹھیک, درست, صحیح,"
                    + " ہاں ہے, جی ہے");
    private static final Set<String> NO_WORDS = keys(
            "no, n, nope, nah, not, false, wrong, na, nahi, nahin, nahee, nai, nae, nhi, nhin, ji nahi, jee nahi, ji nahin,"
                    + " jee nahin, g nahi, ji nai, nahi ji, bilkul nahi, bilkul nahin, ghalat, galat, نہیں, نہ, نا, نہی,"
                    + " جی نہیں, نہیں جی, بالکل نہیں, ہرگز نہیں, غلط");

    @Override
    public String typeName() {
        return "yes-no";
    }

    @Override
    public ValueType valueType() {
        return ValueType.TRUTH;
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of("neither", List.of());
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        Option option = new OptionMatcher(context.options()).findByText(normalised);
        String key = TextNormaliser.toComparisonKey(option == null ? normalised : option.value());
        if (YES_WORDS.contains(key) || normalised.startsWith("👍") || normalised.startsWith("✅")) {
            return new FieldParseResult.Accepted(true);
        }
        if (NO_WORDS.contains(key) || normalised.startsWith("👎") || normalised.startsWith("❌")) {
            return new FieldParseResult.Accepted(false);
        }
        return FieldParseResult.refused("neither");
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return context.labelOf(Boolean.TRUE.equals(value) ? "yes" : "no");
    }

    private static Set<String> keys(String words) {
        return Stream.of(words.split(",")).map(TextNormaliser::toComparisonKey).collect(Collectors.toUnmodifiableSet());
    }
}
