/// Who may sign in at the console, and who did what: [StaffAccounts] is the group `staff`, [AuditLog] the group
/// `audit`, with a class for each command in them. A [StaffAct] does one thing to one member.
package pk.rahnuma.cli.staff;
