package pk.rahnuma.staff.signin;

import java.time.Duration;
import java.util.List;
import pk.rahnuma.staff.AuthenticatedStaff;

/// What comes of a step of signing in.
public sealed interface SignInResult {

    /// Name, password or code is wrong, or the account is disabled: which of these is told to nobody.
    record Rejected() implements SignInResult {}

    /// Too many failures, by this name or from this address.
    ///
    /// @param left until the next try is taken
    record Throttled(Duration left) implements SignInResult {}

    /// Too many passwords are being looked at just now; this one was not.
    record Overloaded() implements SignInResult {}

    /// The time for the second factor is over, or there never was such a sign-in: begin again.
    record Expired() implements SignInResult {}

    /// The password was right. What follows is the second factor, by this token alone.
    ///
    /// @param pending for [SignInService#checkCode] or [SignInService#findEnrolment]; good for
    /// [SignInService#SIGN_IN_TTL]
    /// @param setUp whether the second factor is to be set up first
    record SecondFactorRequired(String pending, boolean setUp) implements SignInResult {
        @Override
        public String toString() {
            return "SecondFactor[setUp=" + setUp + "]";
        }
    }

    /// Signed in.
    ///
    /// @param token for the cookie
    /// @param recoveryCodes to be shown once, when the second factor was set up just now; else empty
    /// @param device by what the browser is known again, for another cookie
    record SignedIn(String token, AuthenticatedStaff who, List<String> recoveryCodes, String device)
            implements SignInResult {
        @Override
        public String toString() {
            return "In[" + who + "]";
        }
    }
}
