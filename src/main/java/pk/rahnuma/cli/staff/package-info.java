/// Commands for accounts and the audit log: [StaffCommand] is the group `staff`, [AuditCommand] the group `audit`, with
/// a class for each command in them. A [StaffMemberCommand] changes one member.
package pk.rahnuma.cli.staff;
