package pk.rahnuma.person.link;

/// Outcome of a link that both sides wanted.
public enum LinkOutcome {
    LINKED,
    /// One of them had nothing of their own yet, and is the other one now.
    ATTACHED,
    /// A message, a file or a call of a chat to be attached is on its way: try again in a moment.
    BUSY,
    /// One of them has as many links as a person may have.
    TOO_MANY,
    /// The offer is unknown, was used or has expired, or one of the persons is gone: all the same.
    GONE
}
