/// Walk over a script along the answers of a session ([Journey]), with the values that
/// conditions see, the migration to newer versions, and the reminders of drafts.
package pk.rahnuma.dialog.journey;
