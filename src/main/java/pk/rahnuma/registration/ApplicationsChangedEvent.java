package pk.rahnuma.registration;

import java.util.Set;

/// Applications that changed: by an event of their history, or by the work of staff on them. It is published on every
/// node, within about a second. A listener must return quickly, and reads the changed applications again.
///
/// @param applications their ids
public record ApplicationsChangedEvent(Set<Long> applications) {}
