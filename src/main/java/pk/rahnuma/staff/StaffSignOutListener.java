package pk.rahnuma.staff;

/// Is told of members who are out: signed out of their last session, disabled, or to sign in anew.
public interface StaffSignOutListener {

    /// In the transaction that ends their sessions.
    ///
    /// @param member the account
    void onSignedOut(long member);
}
