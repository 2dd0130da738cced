package pk.rahnuma.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/// Somebody with a session, as it was at this request.
///
/// @param session its number, which is no secret
/// @param csrf what every form of this session carries
/// @param since when they signed in
public record AuthenticatedStaff(StaffMember member, long session, String csrf, Instant since) {

    public boolean hasPermission(StaffPermission right) {
        return member.hasPermission(right);
    }

    /// @throws StaffException when they may not
    public void requirePermission(StaffPermission right) {
        if (!hasPermission(right)) {
            throw new StaffException(StaffException.Reason.NOT_ALLOWED);
        }
    }

    /// Whether a form that was sent came from this session. Takes the same time wherever it differs.
    ///
    /// @param sent or null
    public boolean hasCsrfToken(String sent) {
        return sent != null
                && MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SignedIn[" + member.name() + "]";
    }
}
