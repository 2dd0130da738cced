package pk.rahnuma.registration.form;

/// Prefixes of mobile operators (docs/domain.md, "Phone numbers"). Only a hint, since numbers move between operators.
final class MobileOperatorPrefixes {

    private static final int OPERATOR_PREFIX_START = "+923".length();

    private MobileOperatorPrefixes() {}

    /// Operator to which a mobile number's prefix was assigned; empty when unknown.
    static String operatorOf(String mobile) {
        if (!mobile.matches("\\+923[0-9]{9}")) {
            return "";
        }
        String prefix = mobile.substring(OPERATOR_PREFIX_START);
        if (prefix.startsWith("70") || prefix.startsWith("71")) {
            return "zong";
        }
        if (prefix.startsWith("55")) {
            return "sco";
        }
        return switch (prefix.charAt(0)) {
            case '0', '2' -> "jazz";
            case '1' -> "zong";
            case '3' -> "ufone";
            case '4' -> "telenor";
            default -> "";
        };
    }
}
