/// Applications: what is sent to be decided, from the moment it is sent. Here are their words and their life cycle,
/// which know no table.
///
/// [pk.rahnuma.shared.Reference] is the number a person quotes. [ApplicationStatus] and [ApplicationTransition] are the
/// life cycle: one table of who may do what from where; nothing else can happen. [ApplicationDeadline] and
/// [WorkingCalendar] are the clocks.
///
///     SUBMITTED → SCREENING → ISP_VERIFICATION → UNDER_REVIEW → APPROVED → ACTIVE
///                     ↑ ↓             ↓               ↓
///                   NEEDS_INFO   ←    ←    ←    ←     ←         (or REJECTED, from all three)
///
/// The packages within stand on one another, and all of them on this one (`ArchitectureTest`):
///
///     submission   decisions   overview     what applicants send, what is decided, what persons see
///                   access                  whose an application is
///                   records                 the tables
///                    form                   answers and their checks
package pk.rahnuma.registration;
