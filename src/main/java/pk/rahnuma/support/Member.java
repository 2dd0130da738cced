package pk.rahnuma.support;

import pk.rahnuma.registration.Staff;

/// A member of staff, as the caller knows them.
///
/// @param id of the account
/// @param name for the audit log and other members; people never hear it
public record Member(long id, String name) {

    /// @throws pk.rahnuma.registration.NotPossible when the name is none
    public Member {
        name = Staff.name(name);
    }
}
