package pk.rahnuma.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/// A member with a session, as of this request.
///
/// @param session its id, which is not secret
/// @param csrf token that every form of this session contains
/// @param since time of the sign-in
public record AuthenticatedStaff(StaffMember member, long session, String csrf, Instant since) {

    public boolean hasPermission(StaffPermission right) {
        return member.hasPermission(right);
    }

    /// Requires a permission.
    ///
    /// @throws StaffException when the member does not have it
    public void requirePermission(StaffPermission right) {
        if (!hasPermission(right)) {
            throw new StaffException(StaffException.Reason.NOT_ALLOWED);
        }
    }

    /// True when a form was sent from this session. Takes the same time whether it matches or not.
    ///
    /// @param sent token of the form, or null
    public boolean hasCsrfToken(String sent) {
        return sent != null
                && MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SignedIn[" + member.name() + "]";
    }
}
