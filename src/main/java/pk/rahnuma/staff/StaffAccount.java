package pk.rahnuma.staff;

/// A row of an account, with its secrets.
///
/// @param password as [pk.rahnuma.staff.account.PasswordHasher] returned it; or null
/// @param totpSecret sealed; or null
/// @param totpStep step of the last accepted code; codes of earlier steps are rejected
public record StaffAccount(StaffMember member, String password, byte[] totpSecret, long totpStep) {

    public long id() {
        return member.id();
    }

    @Override
    public String toString() {
        return "Account[" + member.name() + "]";
    }
}
