package pk.rahnuma.registration;

/// What the desk is. It never pretends.
public enum Mode {
    /// The desk helps and tracks; the authority decides elsewhere, and its reference is recorded.
    ASSISTANCE,
    /// The operator is the registry.
    AUTHORITY
}
