package pk.rahnuma.registration;

import java.time.Instant;
import java.util.List;

/// A line of an application's history.
///
/// @param from null for the first
/// @param who `applicant`, `clock`, or the name of a member of staff
/// @param note to the applicant, or null
public record Event(int seq, Status from, Status to, String who, List<Reason> reasons, String note, Instant at) {}
