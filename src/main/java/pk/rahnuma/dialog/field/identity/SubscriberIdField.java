package pk.rahnuma.dialog.field.identity;

import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.LengthRule;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.field.ValueMasker;
import pk.rahnuma.dialog.field.ValueType;

/// Subscriber ID of an internet provider (docs/domain.md, "Numbers"): every provider has its own format, so 3 to 40
/// printable characters.
public final class SubscriberIdField implements FieldType {
    static final long MIN_LENGTH = 3;
    static final long MAX_LENGTH = 40;

    @Override
    public String typeName() {
        return "subscriber";
    }

    @Override
    public ValueType valueType() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of("too_short", List.of("least"), "too_long", List.of("most"), "characters", List.of());
    }

    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        FieldParseResult refusal = LengthRule.checkLength(normalised, MIN_LENGTH, MAX_LENGTH);
        if (refusal != null) {
            return refusal;
        }
        boolean fits = normalised.codePoints().allMatch(SubscriberIdField::isPrintable)
                && normalised.codePoints().anyMatch(Character::isLetterOrDigit);
        return fits ? new FieldParseResult.Accepted(normalised) : FieldParseResult.refused("characters");
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE;
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return String.valueOf(value);
    }

    @Override
    public String maskValue(Object value, FieldContext context) {
        return ValueMasker.maskAllButLast(formatValue(value, context), 3);
    }
}
