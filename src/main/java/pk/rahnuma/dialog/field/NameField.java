package pk.rahnuma.dialog.field;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;

/// A person's name as on the card: 3 to 80 Latin or Urdu letters, with spaces and `. ' -` between them.
public final class NameField implements FieldType {
    static final long LEAST = 3;
    static final long MOST = 80;

    @Override
    public String name() {
        return "name";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("too_short", List.of("least"), "too_long", List.of("most"), "letters", List.of());
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.text(text)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replace('`', '\'')
                .replace('ʼ', '\'')
                .replace('‐', '-')
                .replace('‑', '-')
                .replace('–', '-');
        FieldParseResult refusal = LengthRule.refusal(said, LEAST, MOST);
        if (refusal != null) {
            return refusal;
        }
        boolean fits = isLetter(said.codePointAt(0)) && said.codePoints().allMatch(NameField::allowed);
        return fits ? new FieldParseResult.Accepted(said) : FieldParseResult.refused("letters");
    }

    private static boolean allowed(int c) {
        return isLetter(c) || " .'-۔".indexOf(c) >= 0 || isUrduMark(c);
    }

    private static boolean isLetter(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return Character.isLetter(c) && (script == UnicodeScript.LATIN || script == UnicodeScript.ARABIC);
    }

    /// Marks that are part of the spelling: madda, hamza, and the small alef of رحمٰن.
    private static boolean isUrduMark(int c) {
        return (c >= 0x0653 && c <= 0x0655) || c == 0x0670;
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }
}
