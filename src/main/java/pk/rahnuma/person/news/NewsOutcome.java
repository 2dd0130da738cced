package pk.rahnuma.person.news;

/// Outcome of an attempt to send a piece of news. No reason holds personal data.
sealed interface NewsOutcome {

    /// Accepted by the server of the channel.
    record Sent() implements NewsOutcome {}

    /// Not sent, for a reason that passes.
    record Later(String reason) implements NewsOutcome {}

    /// Never accepted.
    ///
    /// @param unreachable whether the address does not exist
    record Refused(String reason, boolean unreachable) implements NewsOutcome {}

    /// Perhaps sent.
    record Unknown(String reason) implements NewsOutcome {}
}
