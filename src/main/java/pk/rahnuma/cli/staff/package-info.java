/// Commands for accounts and the audit log: [StaffCommand] is the group `staff`, [AuditCommand] the group `audit`, with
/// a class for each command in them, [DeskCommand] what the command line shows of the work. A [StaffMemberCommand]
/// changes one member.
package pk.rahnuma.cli.staff;
