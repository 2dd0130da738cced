package pk.rahnuma.staff;

/// Who changes accounts. What they may is looked up when they act, so that a role taken away counts at once.
public sealed interface AccountActor {

    /// Somebody who is signed in.
    record SignedInMember(long member) implements AccountActor {}

    /// Whoever runs the commands on the machine of the desk; they may all.
    record CommandLine() implements AccountActor {}

    static AccountActor fromSession(AuthenticatedStaff who) {
        return new SignedInMember(who.member().id());
    }
}
