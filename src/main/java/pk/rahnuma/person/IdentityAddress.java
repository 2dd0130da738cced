package pk.rahnuma.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.EmailField;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.PhoneField;
import pk.rahnuma.shared.Language;

/// An e-mail address, or a Pakistani mobile number in E.164. Personal: never logged.
///
/// @param address as the scripts' fields store it
public record IdentityAddress(IdentityKind kind, String address) {

    /// Maximum characters of a typed address: those of an e-mail address, and some spaces.
    public static final int MAX_LENGTH = 260;

    private static final FieldType EMAIL_FIELD = new EmailField();
    private static final FieldType PHONE_FIELD = new PhoneField();

    /// Reads an address by the rules of the fields of scripts.
    ///
    /// @return empty when it is none
    public static Optional<IdentityAddress> parseText(IdentityKind kind, String typed) {
        if (typed == null || typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return switch (fieldOf(kind).parseAnswer(typed.strip(), contextOf(kind))) {
            case FieldParseResult.Accepted accepted ->
                Optional.of(new IdentityAddress(kind, accepted.value().toString()));
            // A domain that looks misspelt may be right: nothing is sent to its owner but a code.
            case FieldParseResult.Doubtful doubtful ->
                Optional.of(new IdentityAddress(kind, doubtful.repeated().toString()));
            default -> Optional.empty();
        };
    }

    private static FieldType fieldOf(IdentityKind kind) {
        return kind == IdentityKind.EMAIL ? EMAIL_FIELD : PHONE_FIELD;
    }

    private static FieldContext contextOf(IdentityKind kind) {
        Map<String, Object> properties = kind == IdentityKind.EMAIL ? Map.of() : Map.of("mobile", true);
        return new FieldContext(properties, List.of(), Language.DEFAULT, LocalDate.EPOCH, null);
    }

    /// Address with most of it hidden, by which its owner recognises it.
    public String maskAddress() {
        return fieldOf(kind).maskValue(address, contextOf(kind));
    }

    public boolean isSameAddress(IdentityAddress other) {
        return comparisonKey().equals(other.comparisonKey());
    }

    /// Text by which addresses are compared. No mail server in use distinguishes capital letters.
    public String comparisonKey() {
        return kind + " " + address.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return kind.toWord();
    }
}
