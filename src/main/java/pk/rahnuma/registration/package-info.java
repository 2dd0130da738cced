/// Applications: what is sent to be decided, from the moment it is sent.
///
/// [Reference] is the number a person quotes. [Status] and [Move] are the life cycle: one table of who may do what from
/// where; nothing else can happen. [Target] and [WorkingCalendar] are the clocks. [Applications] keeps it all, sealed
/// under the key of the subject it is about.
///
/// What scripts ask for: [Submit], [Mine], [Own], [LookUp], [Supply], [Change], [Withdraw], [Cancel], [Reopen]. What
/// staff and time do: [Decisions], [Lapses].
///
/// Staff ask for answers again by name ([Wanted]). New answers take the place of old ones, or wait until a change is
/// decided ([Revisions]); what was replaced is kept ([Contents], [Versions]).
///
///     SUBMITTED → SCREENING → ISP_VERIFICATION → UNDER_REVIEW → APPROVED → ACTIVE
///                     ↑ ↓             ↓               ↓
///                   NEEDS_INFO   ←    ←    ←    ←     ←         (or REJECTED, from all three)
package pk.rahnuma.registration;
