package pk.rahnuma.organisation;

/// Registration numbers of an organisation, as forms store them; empty when unknown.
///
/// @param secp number at SECP
/// @param ntn tax number
public record RegistrationNumbers(String secp, String ntn) {

    /// Characters of a tax number of an organisation without its check digit.
    private static final int BASE_NTN_LENGTH = 7;

    /// True without any number.
    public boolean isEmpty() {
        return secp.isBlank() && ntn.isBlank();
    }

    /// A tax number without the check digit that some leave out.
    public static String toBaseNtn(String ntn) {
        return ntn.length() == BASE_NTN_LENGTH + 1 ? ntn.substring(0, BASE_NTN_LENGTH) : ntn;
    }
}
