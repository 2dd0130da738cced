package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// The subscriber ID that an internet provider gave (F9): every provider has its own format, so 3 to 40 printable
/// characters.
public final class SubscriberIdField implements FieldType {
    static final long LEAST = 3;
    static final long MOST = 40;

    @Override
    public String name() {
        return "subscriber";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("too_short", List.of("least"), "too_long", List.of("most"), "characters", List.of());
    }

    @Override
    public boolean sensitive() {
        return true;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.text(text);
        FieldParseResult refusal = LengthRule.refusal(said, LEAST, MOST);
        if (refusal != null) {
            return refusal;
        }
        boolean fits = said.codePoints().allMatch(SubscriberIdField::isPrintable)
                && said.codePoints().anyMatch(Character::isLetterOrDigit);
        return fits ? new FieldParseResult.Accepted(said) : FieldParseResult.refused("characters");
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE;
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }

    @Override
    public String mask(Object value, FieldContext ask) {
        return ValueMasker.keepLast(show(value, ask), 3);
    }
}
