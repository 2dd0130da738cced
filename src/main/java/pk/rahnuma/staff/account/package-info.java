/// Changes of accounts by administrators and by members themselves, links to set passwords, and links to Telegram
/// accounts; views of the audit log. Used by the console, the command line and the staff's group.
package pk.rahnuma.staff.account;
