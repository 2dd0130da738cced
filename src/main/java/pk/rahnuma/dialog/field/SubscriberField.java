package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// The subscriber ID that an internet provider gave (F9): every provider has its own format, so 3 to 40 printable
/// characters.
public final class SubscriberField implements FieldType {
    static final long LEAST = 3;
    static final long MOST = 40;

    @Override
    public String name() {
        return "subscriber";
    }

    @Override
    public Shape shape() {
        return Shape.TEXT;
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
    public Reading read(String text, Ask ask) {
        String said = Plain.text(text);
        Reading refusal = Lengths.refusal(said, LEAST, MOST);
        if (refusal != null) {
            return refusal;
        }
        boolean fits = said.codePoints().allMatch(SubscriberField::isPrintable)
                && said.codePoints().anyMatch(Character::isLetterOrDigit);
        return fits ? new Reading.Accepted(said) : Reading.refused("characters");
    }

    private static boolean isPrintable(int c) {
        int type = Character.getType(c);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE;
    }

    @Override
    public String show(Object value, Ask ask) {
        return String.valueOf(value);
    }

    @Override
    public String mask(Object value, Ask ask) {
        return Masks.keepLast(show(value, ask), 3);
    }
}
