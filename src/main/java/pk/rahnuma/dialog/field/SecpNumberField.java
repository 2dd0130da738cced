package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Company number at the SECP, also called CUIN: a serial number, stored and shown as 7 digits (`0033402`;
/// docs/domain.md, "Numbers"). Public, so never masked.
public final class SecpNumberField implements FieldType {
    private static final Pattern LABEL = Pattern.compile("^(?:SECP|CUIN)?(?:NO|NUMBER)?[:#]?");
    private static final Pattern FORMAT = Pattern.compile("^0*+[1-9][0-9]{0,6}");
    private static final int SECP_DIGITS = 7;

    @Override
    public String typeName() {
        return "secp";
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of("format", List.of());
    }

    @Override
    public boolean isStrict() {
        return true;
    }

    /// A serial number of a few digits may be any number.
    @Override
    public boolean isDistinct(Map<String, Object> properties) {
        return false;
    }

    @Override
    public boolean mayBeIn(Utterance text) {
        return text.hasDigit();
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toDigits(text).toUpperCase(Locale.ROOT);
        String number = LABEL.matcher(normalised).replaceFirst("");
        if (number.length() > SECP_DIGITS || !FORMAT.matcher(number).matches()) {
            return FieldParseResult.refused("format");
        }
        return new FieldParseResult.Accepted("0".repeat(SECP_DIGITS - number.length()) + number);
    }
}
