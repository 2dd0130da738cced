package pk.rahnuma.staff;

import java.time.Instant;

/// A link with which a member sets their password, once.
///
/// @param token for [pk.rahnuma.staff.account.PasswordLinkService#SET_UP_PATH]
public record StaffInvitation(StaffMember member, String token, Instant expires) {
    @Override
    public String toString() {
        return "Invitation[" + member.name() + "]";
    }
}
