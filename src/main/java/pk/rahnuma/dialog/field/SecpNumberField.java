package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A company's number at the SECP, also called CUIN: a running number, kept and shown as 7 digits (`0033402`;
/// `domain.md` 2). Public, so never masked.
public final class SecpNumberField implements FieldType {
    private static final Pattern LABEL = Pattern.compile("^(?:SECP|CUIN)?(?:NO|NUMBER)?[:#]?");
    private static final Pattern FORMAT = Pattern.compile("0*+[1-9][0-9]{0,6}");
    private static final int DIGITS = 7;

    @Override
    public String name() {
        return "secp";
    }

    @Override
    public ValueType shape() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, List<String>> problems() {
        return Map.of("format", List.of());
    }

    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public FieldParseResult read(String text, FieldContext ask) {
        String said = TextNormaliser.digits(text).toUpperCase(Locale.ROOT);
        String number = LABEL.matcher(said).replaceFirst("");
        if (number.length() > DIGITS || !FORMAT.matcher(number).matches()) {
            return FieldParseResult.refused("format");
        }
        return new FieldParseResult.Accepted("0".repeat(DIGITS - number.length()) + number);
    }

    @Override
    public String show(Object value, FieldContext ask) {
        return String.valueOf(value);
    }
}
