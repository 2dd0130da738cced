package pk.rahnuma.staff.account;

/// The secret of a second factor that is being set up, for the app that makes the codes.
///
/// @param secret in Base32, to be typed
/// @param uri `otpauth://…`, to be shown as a QR code
public record TotpEnrolment(String secret, String uri) {
    @Override
    public String toString() {
        return "Enrolment";
    }
}
