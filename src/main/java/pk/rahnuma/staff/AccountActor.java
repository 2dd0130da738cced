package pk.rahnuma.staff;

/// Actor of a change of accounts. Permissions are read at the time of the change, so that a role taken away counts at
/// once.
public sealed interface AccountActor {

    /// A member who is signed in.
    record SignedInMember(long member) implements AccountActor {}

    /// The user of the commands on the machine of the desk, who may do everything.
    record CommandLine() implements AccountActor {}

    static AccountActor fromSession(AuthenticatedStaff user) {
        return new SignedInMember(user.member().id());
    }
}
