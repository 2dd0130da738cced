package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;

/// The number of a CNIC or NICOP, kept as 13 digits. No check digit has been published, and both sample numbers of
/// python-stdnum fail the Luhn check that some code applies, so there is none here (`domain.md` 2). The first digit is
/// the region; 8 and 9 are rare and only asked back.
public final class CnicField implements FieldType {
    private static final int DIGITS = 13;

    @Override
    public String name() {
        return "cnic";
    }

    @Override
    public Shape shape() {
        return Shape.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of(
                "not_digits", List.of(),
                "length", List.of("count"),
                "first_zero", List.of(),
                "unusual_region", List.of());
    }

    @Override
    public boolean sensitive() {
        return true;
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public Reading read(String text, Ask ask) {
        String digits = Plain.digits(text);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Reading.refused("not_digits");
        }
        if (digits.length() != DIGITS) {
            return Reading.refused("length", Map.of("count", (long) digits.length()));
        }
        return switch (digits.charAt(0)) {
            case '0' -> Reading.refused("first_zero");
            case '8', '9' -> Reading.doubtful(digits, "unusual_region");
            default -> new Reading.Accepted(digits);
        };
    }

    @Override
    public String show(Object value, Ask ask) {
        return grouped(String.valueOf(value));
    }

    @Override
    public String mask(Object value, Ask ask) {
        String digits = String.valueOf(value);
        return digits.length() == DIGITS
                ? digits.substring(0, 5) + "-" + Masks.DOT.repeat(7) + "-" + digits.substring(12)
                : Masks.keepLast(digits, 1);
    }

    static String grouped(String digits) {
        return digits.length() == DIGITS
                ? digits.substring(0, 5) + "-" + digits.substring(5, 12) + "-" + digits.substring(12)
                : digits;
    }
}
