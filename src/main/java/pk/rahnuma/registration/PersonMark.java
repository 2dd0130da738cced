package pk.rahnuma.registration;

/// Mark that staff set on two persons, for staff only: it is in no history and no copy of anybody's data.
public enum PersonMark {
    SAME,
    DIFFERENT
}
