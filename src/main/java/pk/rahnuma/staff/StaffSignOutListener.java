package pk.rahnuma.staff;

/// Listens for members who are signed out: of their last session, because they were disabled, or because they must sign
/// in again.
public interface StaffSignOutListener {

    /// Called in the transaction that ends their sessions.
    ///
    /// @param member the account
    void onSignedOut(long member);
}
