package pk.rahnuma.staff;

/// Who changes accounts. What they may is looked up when they act, so that a role taken away counts at once.
public sealed interface Actor {

    /// Somebody who is signed in.
    record Signed(long member) implements Actor {}

    /// Whoever runs the commands on the machine of the desk; they may all.
    record CommandLine() implements Actor {}

    static Actor of(SignedIn who) {
        return new Signed(who.member().id());
    }
}
