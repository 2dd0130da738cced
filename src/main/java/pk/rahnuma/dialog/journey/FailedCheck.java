package pk.rahnuma.dialog.journey;

import pk.rahnuma.dialog.field.FieldParseResult;

/// A question's own check that a value fails.
///
/// @param problem its text is the question's `errors.<code>`
/// @param soft whether the person may insist on the value
public record FailedCheck(FieldParseResult.Problem problem, boolean soft) {}
