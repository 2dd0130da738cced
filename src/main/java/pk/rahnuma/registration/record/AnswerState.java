package pk.rahnuma.registration.record;

/// State of answers that are not in force.
public enum AnswerState {
    /// In force until they were replaced.
    OLD,
    /// Not accepted.
    REFUSED
}
