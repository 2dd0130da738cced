package pk.rahnuma.person.signin;

/// Outcome of a code.
public sealed interface SignInOutcome {

    record SignedIn(IssuedTokens tokens) implements SignInOutcome {}

    /// The device was not signed in.
    sealed interface Refused extends SignInOutcome {}

    /// The code is wrong, used or expired, or there were too many tries, or there is no such sign-in: all the same, so
    /// that nothing is learned from it.
    record Rejected() implements Refused {}

    /// The code is right, and the address belongs to another person than the one who sent the request.
    ///
    /// @param offer id of the offer to link the two
    record OtherPerson(long offer) implements Refused {}

    /// The code is right, and the person has as many addresses as are stored.
    record TooManyAddresses() implements Refused {}
}
