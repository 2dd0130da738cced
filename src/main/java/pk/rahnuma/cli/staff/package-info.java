/// Who may sign in at the console, and who did what: [StaffCommand] is the group `staff`, [AuditCommand] the group
/// `audit`, with a class for each command in them. A [StaffMemberCommand] does one thing to one member.
package pk.rahnuma.cli.staff;
