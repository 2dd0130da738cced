package pk.rahnuma.staff;

import java.time.Duration;
import java.util.List;

/// What comes of a step of signing in.
public sealed interface Step {

    /// Name, password or code is wrong, or the account is disabled: which of these is told to nobody.
    record Wrong() implements Step {}

    /// Too many failures, by this name or from this address.
    ///
    /// @param left until the next try is taken
    record Wait(Duration left) implements Step {}

    /// Too many passwords are being looked at just now; this one was not.
    record Busy() implements Step {}

    /// The time for the second factor is over, or there never was such a sign-in: begin again.
    record Over() implements Step {}

    /// The password was right. What follows is the second factor, by this token alone.
    ///
    /// @param pending for [SignIn#code] or [SignIn#enrolment]; good for [SignIn#PENDING]
    /// @param setUp whether the second factor is to be set up first
    record SecondFactor(String pending, boolean setUp) implements Step {
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
    record In(String token, SignedIn who, List<String> recoveryCodes, String device) implements Step {
        @Override
        public String toString() {
            return "In[" + who + "]";
        }
    }
}
