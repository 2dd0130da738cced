package pk.rahnuma.registration;

/// Kind of what ends on a day that a person is reminded of.
public enum ExpiryKind {
    /// The registration of lines, on the last day that the operator set.
    LINES,
    /// The certificate of a call centre, on the day that the applicant gave.
    CERTIFICATE
}
