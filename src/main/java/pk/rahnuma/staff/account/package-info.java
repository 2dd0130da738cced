/// Accounts of staff: changes by administrators and by members themselves, links to set passwords, and links to
/// Telegram accounts; sign-in with password and second factor, its delays after failures, and sessions; views of the
/// audit log. Used by the console, the command line and the staff's group.
package pk.rahnuma.staff.account;
