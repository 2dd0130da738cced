package pk.rahnuma.staff;

/// A row of an account, with its secrets.
///
/// @param password as [pk.rahnuma.staff.signin.PasswordHasher] made it; or null
/// @param totpSecret sealed; or null
/// @param totpStep the last step that a code was taken of; no earlier one is taken any more
public record StaffAccount(StaffMember member, String password, byte[] totpSecret, long totpStep) {

    public long id() {
        return member.id();
    }

    @Override
    public String toString() {
        return "Account[" + member.name() + "]";
    }
}
