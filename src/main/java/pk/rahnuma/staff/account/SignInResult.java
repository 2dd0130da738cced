package pk.rahnuma.staff.account;

import java.time.Duration;
import java.util.List;
import pk.rahnuma.staff.AuthenticatedStaff;

/// Result of a step of a sign-in.
public sealed interface SignInResult {

    /// Name, password or code is wrong, or the account is disabled; the caller does not learn which.
    record Rejected() implements SignInResult {}

    /// Too many failures, by this name or from this address.
    ///
    /// @param left time until the next try is possible
    record Throttled(Duration left) implements SignInResult {}

    /// Too many passwords are being checked at the moment; this one was not.
    record Overloaded() implements SignInResult {}

    /// The time for the second factor is over, or there was no such sign-in: start again.
    record Expired() implements SignInResult {}

    /// The password was right. The second factor follows, with this token.
    ///
    /// @param pending for [SignInService#checkCode] or [SignInService#findEnrolment]; valid for
    ///     [SignInService#SIGN_IN_TTL]
    /// @param setUp whether the second factor must be set up first
    record SecondFactorRequired(String pending, boolean setUp) implements SignInResult {
        @Override
        public String toString() {
            return "SecondFactor[setUp=" + setUp + "]";
        }
    }

    /// Signed in.
    ///
    /// @param token for the cookie
    /// @param recoveryCodes to be shown once, when the second factor was just set up; else empty
    /// @param device token of another cookie, by which the browser is recognised
    record SignedIn(String token, AuthenticatedStaff who, List<String> recoveryCodes, String device)
            implements SignInResult {
        @Override
        public String toString() {
            return "In[" + who + "]";
        }
    }
}
