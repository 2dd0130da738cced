package pk.rahnuma.dialog.field;

import java.util.Locale;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Company number at the SECP, also called CUIN: a serial number, stored and shown as 7 digits (`0033402`;
/// docs/domain.md, "Numbers"). Public, so never masked.
public final class SecpNumberField extends TypedField {
    private static final Pattern LABEL = Pattern.compile("^(?:SECP|CUIN)?(?:NO|NUMBER)?[:#]?");
    private static final Pattern FORMAT = Pattern.compile("^0*+[1-9][0-9]{0,6}");
    private static final int SECP_DIGITS = 7;

    public SecpNumberField() {
        super(FieldTraits.ofType("secp")
                // A serial number of a few digits may be any number.
                .asIndistinct()
                .withMinDigits(1)
                .withProblem("format"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toDigits(text).toUpperCase(Locale.ROOT);
        String number = LABEL.matcher(normalised).replaceFirst("");
        return number.length() <= SECP_DIGITS && FORMAT.matcher(number).matches()
                ? new FieldParseResult.Accepted("0".repeat(SECP_DIGITS - number.length()) + number)
                : FieldParseResult.refused("format");
    }
}
